"""The desk: an article with its records, the page that ends a queue, and what others do meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.review.decisions import Decision
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.query import Query
from pipeline.review.showing.templating import counted
from pipeline.review.web.answers import (
    Answer,
    fragment,
    is_overtaken,
    leading,
    nothing_new,
    others_since,
    page,
    parts,
)
from pipeline.review.web.desk import Asked, asked
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.presence import Presence
from pipeline.review.web.rendering import render
from pipeline.review.web.saying import SAID, taken_back
from pipeline.review.web.visitors import reviewer

_OVERTAKEN = "A new run has changed this document. What you see is as it was; the link above shows it anew."


def register(app: FastAPI) -> None:
    """Serve the pages of a document, and remember who is where."""
    app.state.presence = Presence()
    app.get("/document")(document)
    app.get("/card")(card)
    app.get("/presence")(presence)
    app.get("/end")(end)


def document(request: Request) -> Response:
    """A document with its cards."""
    wanted = asked(request)
    params = request.query_params
    with borrowed(request) as ledger:
        said = SAID.get(params.get("said", ""), "") or _undone(ledger, wanted, params)
        return page(request, ledger, wanted, Answer(said=said, record=params.get("record")))


def card(request: Request) -> Response:
    """One card, as it is where nobody edits it."""
    wanted = asked(request)
    with borrowed(request) as ledger:
        desk = wanted.desk(ledger)
    found = desk.card(request.query_params.get("record", ""))
    if found is None:
        raise HTTPException(404)
    return fragment(request, "_one_card.html", leading("there", found.record.id), desk=desk, card=found)


def presence(request: Request) -> Response:
    """Who else is at the document, what they have decided since, and whether a run has changed it."""
    wanted = asked(request)
    params = request.query_params
    with borrowed(request) as ledger:
        revision = ledger.revision(wanted.document)
        overtaken = is_overtaken(request, ledger.run_says(wanted.document))
        said = _OVERTAKEN if overtaken and "told" not in params else ""
        if params.get("revision") == str(revision):
            return nothing_new(request, revision, wanted, overtaken=overtaken, said=said)
        decided = [] if ledger.double else others_since(request, ledger, wanted)
        return parts(request, ledger, wanted, Answer(said=f"{_told(decided)} {said}".strip()))


def end(request: Request) -> Response:
    """The page behind the last document of a queue."""
    query = Query.from_params(request.query_params)
    with borrowed(request) as ledger:
        left = ledger.count(query, reviewer(request)).documents
    said = SAID.get(request.query_params.get("said", ""), "")
    return render(request, "end.html", query=query.params(), asks=query.asks, left=left, said=said)


def _told(decisions: list[Decision]) -> str:
    names = sorted({decision.reviewer for decision in decisions})
    records = {decision.record for decision in decisions if decision.record}
    if not records:
        return ""
    return f"{' and '.join(names)} decided {counted(len(records), 'record')} here."


def _undone(ledger: Ledger, wanted: Asked, params: Mapping[str, str]) -> str:
    """What is said where an undoing has led to another document."""
    number, kept = (_number(params.get(name, "")) for name in ("undone", "kept"))
    act = ledger.act(number) if number else None
    if act is None or act.reviewer != wanted.reviewer:
        return ""
    return taken_back(ledger.history(wanted.document), number, act.records, kept)


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 16 else 0
