"""What the desk answers: its page, or the parts of it that a decision has changed.

A script sends the number of the last decision that its page knows (`revision`), and gets every card that was
decided since, whoever decided it. So two people at one document see each other's work, and no answer hides
what happened beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import orjson
from fastapi import Request
from starlette.responses import RedirectResponse, Response

from pipeline.records import TYPES
from pipeline.review.decisions import REASONS, Action, Decision
from pipeline.review.editing.filling import FilledForm
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.web.bodies import submitted
from pipeline.review.web.desk import REASON_KEYS, Asked, Desk, addressed
from pipeline.review.web.presence import Presence
from pipeline.review.web.rendering import render
from pipeline.review.web.saying import left

VERBS: dict[Action, str] = {
    "accept": "Accepted",
    "reject": "Rejected",
    "edit": "Edited",
    "add": "Added",
    "done": "Marked done",
    "reopen": "Reopened",
    "undo": "Taken back",
}
_COMMON: dict[str, Any] = {
    "types": TYPES,
    "reasons": REASONS,
    "reason_keys": REASON_KEYS,
    "verbs": VERBS,
}
_MANY = 200  # decisions since a page was drawn, beyond which it is drawn anew as a whole

Go = Literal["next", "there", "form", "stay"]
"""Where an answer leads: to the next open record, to the one it names, into its form, or nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said of a request, and where it leads.

    `tally` is whether it is also said what is left to do; `notices` are put on cards, by record; `filled` is
    a form that is shown, and `added` says that the form of a new record has served; `repainted` is whether
    the article is shown anew, whatever was decided.
    """

    said: str = ""
    tally: bool = False
    status: int = 200
    go: Go = "stay"
    record: str | None = None
    notices: Mapping[str, str] = field(default_factory=dict)
    filled: FilledForm | None = None
    added: bool = False
    repainted: bool = False


def by_script(request: Request) -> bool:
    """Whether the script of the page asks, which puts parts of it in their places."""
    return "hx-request" in request.headers


def page(request: Request, ledger: Ledger, asked: Asked, answer: Answer) -> Response:
    """The desk as a whole."""
    desk = asked.desk(ledger)
    return render(
        request,
        "article.html",
        answer.status,
        desk=desk,
        beside=ledger.beside(asked.document, asked.query, asked.reviewer),
        present=_present(request, asked),
        selected=answer.record,
        said=answer.said,
        notices=answer.notices,
        form=answer.filled,
        **_COMMON,
    )


def parts(request: Request, ledger: Ledger, asked: Asked, answer: Answer) -> Response:
    """What has changed on the desk since the page that asks was drawn."""
    desk = asked.desk(ledger)
    decisions = _since(request, ledger, desk)
    shown = _shown(desk)
    touched = {one.record for one in decisions if one.record} if decisions is not None else {*shown}
    touched |= set(answer.notices)
    gone = touched - shown
    if gone:  # another record may have stood for one that is not shown
        touched |= shown
    if answer.filled:
        touched.discard(answer.filled.record)
    return render(
        request,
        "_answer.html",
        answer.status,
        leading(answer.go, answer.record),
        desk=desk,
        changed=[card for card in desk.cards if card.record.id in touched],
        gone=sorted(gone),
        repainted=answer.repainted or decisions is None or any(one.action != "accept" for one in decisions),
        present=_present(request, asked),
        overtaken=is_overtaken(request, desk.sheet.run_says),
        said=f"{answer.said} {left(desk)}" if answer.tally else answer.said,
        notices=answer.notices,
        form=answer.filled,
        added=answer.added,
        **_COMMON,
    )


def fragment(request: Request, name: str, headers: Mapping[str, str], **context: Any) -> Response:
    """A single part of the desk."""
    return render(request, name, 200, headers, **_COMMON, **context)


def leading(go: Go, record: str | None) -> dict[str, str]:
    """The header that tells the script where an answer leads."""
    told = orjson.dumps({"desk:answered": {"go": go, "record": record}}).decode()
    return {"HX-Trigger-After-Settle": told}


def sent_to(request: Request, address: str) -> Response:
    """An answer that leads to another page of ours."""
    if by_script(request):
        return Response(headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def others_since(request: Request, ledger: Ledger, asked: Asked) -> list[Decision]:
    """What others have decided since the page that asks was drawn."""
    decisions = _since(request, ledger, asked.desk(ledger)) or []
    return [one for one in decisions if one.reviewer != asked.reviewer]


def nothing_new(
    request: Request, revision: int, asked: Asked, *, overtaken: bool = False, said: str = ""
) -> Response:
    """Who else is there, where nobody has decided anything."""
    return render(
        request,
        "_presence.html",
        200,
        leading("stay", None),
        carried=addressed(asked.document, asked.query.params()),
        revision=revision,
        present=_present(request, asked),
        overtaken=overtaken,
        said=said,
    )


def is_overtaken(request: Request, run_says: str) -> bool:
    """Whether a run has said something else of the document since the page that asks was drawn."""
    return (_sent(request, "drawn") or run_says) != run_says


def _shown(desk: Desk) -> set[str]:
    return {standing.record.id for standing in desk.sheet.standings}


def _since(request: Request, ledger: Ledger, desk: Desk) -> list[Decision] | None:
    """The decisions on the document since the page was drawn; None where that cannot be told."""
    known = _sent(request, "revision")
    revision = int(known) if known.isdecimal() and len(known) < 16 else None
    if revision is None or desk.sheet.revision - revision > _MANY:
        return None
    # numbers are counted over all documents, so there are at most so many
    found = ledger.history(desk.article.id, limit=max(1, desk.sheet.revision - revision))
    return [decision for decision in found if decision.number > revision]


def _sent(request: Request, name: str) -> str:
    """What a page of ours sends along with every request."""
    return submitted(request).get(name) or request.query_params.get(name, "")


def _present(request: Request, asked: Asked) -> tuple[str, ...]:
    presence: Presence = request.app.state.presence
    return presence.seen(asked.document, asked.reviewer)
