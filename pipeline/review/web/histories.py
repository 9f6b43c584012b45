"""The book of decisions on a document or a record, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import FastAPI, Request
from starlette.responses import Response

from pipeline.review.decisions import REASONS, Decision
from pipeline.review.showing.cards import Difference, differences, summary
from pipeline.review.web.answers import VERBS
from pipeline.review.web.desk import asked
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.rendering import render


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the book: what the record says, how it was changed, and whether that was taken back."""

    decision: Decision
    says: str
    changes: tuple[Difference, ...]
    undone: bool


def register(app: FastAPI) -> None:
    """Serve the book."""
    app.get("/history")(history)


def history(request: Request) -> Response:
    """The decisions on a document, or on one record of it."""
    wanted, record = asked(request), request.query_params.get("record") or None
    with borrowed(request) as ledger:
        desk = wanted.desk(ledger)
        decisions = ledger.history(wanted.document, record)
        hidden = ledger.double
    if hidden:  # who works independently must not see what the other one says
        decisions = [one for one in decisions if one.reviewer == wanted.reviewer or one.settling]
    return render(
        request,
        "history.html",
        article=desk.article,
        carried=desk.carried,
        record=record,
        entries=entries_of(decisions),
        hidden=hidden,
        verbs=VERBS,
        reasons=REASONS,
    )


def entries_of(decisions: Sequence[Decision]) -> list[Entry]:
    """Decisions as lines of the book, the latest first."""
    undone = {decision.undoes for decision in decisions}
    latest_first = sorted(decisions, key=lambda decision: decision.number, reverse=True)
    return [
        Entry(
            decision=one,
            says=summary(said) if (said := one.after or one.before) else "",
            changes=differences(one.before, one.after) if one.before and one.after else (),
            undone=one.number in undone,
        )
        for one in latest_first
    ]
