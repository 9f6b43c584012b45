"""Decisions of one key: accept, reject, accept the rest, undo, done."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.review.decisions import Reason
from pipeline.review.errors import Groundless, NothingToUndo, OutOfDate, Stale, Undecided
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.showing.templating import counted
from pipeline.review.web.answers import Answer, by_script, page, parts, sent_to
from pipeline.review.web.bodies import submitted
from pipeline.review.web.desk import Asked, addressed, posted
from pipeline.review.web.ledgers import borrowed
from pipeline.review.web.saying import SAID, rejected, taken_back

_GROUNDLESS = "Its words no longer stand in the article. Nothing was saved: edit it, or reject it."


def register(app: FastAPI) -> None:
    """Take decisions."""
    app.post("/accept")(accept)
    app.post("/reject")(reject)
    app.post("/rest")(rest)
    app.post("/undo")(undo)
    app.post("/done")(done)
    app.post("/reopen")(reopen)


def accept(request: Request) -> Response:
    """A record is right as it stands."""
    form = submitted(request)
    wanted, record = posted(request, form), form.get("record", "")
    with borrowed(request) as ledger:
        try:
            act = ledger.accept(record, form.get("seen", ""), wanted.reviewer)
        except Stale as stale:
            return _stale(request, ledger, wanted, stale)
        except Groundless:
            return _kept_as_it_is(request, ledger, wanted, record, _GROUNDLESS)
        word = "accepted" if act.records else "already"
        return _decided(request, ledger, wanted, record, SAID[word], word)


def reject(request: Request) -> Response:
    """A record is wrong, for a reason."""
    form = submitted(request)
    wanted, record = posted(request, form), form.get("record", "")
    reason = _reason(form.get("reason", ""))
    with borrowed(request) as ledger:
        try:
            ledger.reject(record, form.get("seen", ""), wanted.reviewer, reason)
        except Stale as stale:
            return _stale(request, ledger, wanted, stale)
        return _decided(request, ledger, wanted, record, rejected(reason), "rejected")


def rest(request: Request) -> Response:
    """All open records of the document are right."""
    form = submitted(request)
    wanted = posted(request, form)
    with borrowed(request) as ledger:
        try:
            act = ledger.accept_rest(wanted.document, wanted.reviewer, form.get("found"))
        except OutOfDate:
            return _moved(request, wanted)
        said = f"Accepted {counted(act.records, 'record')}." if act.records else "Nothing was left to accept."
        return _decided(request, ledger, wanted, None, said, "rest")


def undo(request: Request) -> Response:
    """What the reviewer did last is taken back, wherever it was."""
    wanted = posted(request, submitted(request))
    with borrowed(request) as ledger:
        try:
            undone = ledger.undo(wanted.reviewer)
        except NothingToUndo:
            answer = Answer(said=SAID["nothing"])
            return _shown(request, ledger, wanted, answer, "nothing")
        act, kept = undone.act, len(undone.kept)
        history = ledger.history(undone.document)
        record = (
            min((one.number, one.record) for one in history if one.act == act.number)[1]
            if act.records
            else None
        )
        if undone.document != wanted.document or not by_script(request):
            query = replace(wanted.query, at=None).params()
            more = {"record": record, "undone": act.number, "kept": kept or None}
            return sent_to(request, f"/document?{addressed(undone.document, query, **more)}")
        said = taken_back(history, act.number, act.records, kept)
        return parts(request, ledger, wanted, Answer(said=said, go="there", record=record))


def done(request: Request) -> Response:
    """The document is done; on to the next of the queue."""
    form = submitted(request)
    wanted = posted(request, form)
    with borrowed(request) as ledger:
        sheet = ledger.sheet(wanted.document, wanted.reviewer)
        if form.get("found", sheet.found) != sheet.found:
            return _moved(request, wanted)
        try:
            if not sheet.done:
                ledger.done(wanted.document, wanted.reviewer)
        except Undecided as undecided:
            answer = Answer(said=_sentence(undecided), status=409, go="next")
            return (parts if by_script(request) else page)(request, ledger, wanted, answer)
        following = ledger.beside(wanted.document, wanted.query, wanted.reviewer).next
    if following is None:
        return sent_to(request, f"/end?said=done&{replace(wanted.query, at=None).params()}".rstrip("&"))
    query = replace(wanted.query, at=following.at).params()
    return sent_to(request, f"/document?{addressed(following.id, query, said='done')}")


def reopen(request: Request) -> Response:
    """The document is not done after all."""
    wanted = posted(request, submitted(request))
    with borrowed(request) as ledger:
        ledger.reopen(wanted.document, wanted.reviewer)
    return sent_to(request, f"/document?{addressed(wanted.document, wanted.query.params(), said='reopened')}")


def _decided(
    request: Request, ledger: Ledger, wanted: Asked, record: str | None, said: str, word: str
) -> Response:
    answer = Answer(said=said, tally=True, go="next" if record else "stay", record=record)
    return _shown(request, ledger, wanted, answer, word)


def _shown(request: Request, ledger: Ledger, wanted: Asked, answer: Answer, word: str) -> Response:
    if by_script(request):
        return parts(request, ledger, wanted, answer)
    place = addressed(wanted.document, wanted.query.params(), record=answer.record, said=word)
    return sent_to(request, f"/document?{place}")


def _moved(request: Request, wanted: Asked) -> Response:
    """The page drawn anew, because it showed what an earlier run had found."""
    place = addressed(wanted.document, wanted.query.params(), said="moved")
    return sent_to(request, f"/document?{place}")


def _stale(request: Request, ledger: Ledger, wanted: Asked, stale: Stale) -> Response:
    """The card as it stands now, with the word that nothing was saved."""
    who = stale.standing.reviewer
    by = f"{who} has decided this record" if who and who != wanted.reviewer else "This record has changed"
    said = f"{by} since you saw it. Nothing was saved: look at it as it is now, then decide."
    return _kept_as_it_is(request, ledger, wanted, stale.standing.record.id, said)


def _kept_as_it_is(request: Request, ledger: Ledger, wanted: Asked, record: str, said: str) -> Response:
    """The card as it stands, with what is in the way of the decision."""
    answer = Answer(said=said, status=409, go="there", record=record, notices={record: said})
    return (parts if by_script(request) else page)(request, ledger, wanted, answer)


def _reason(value: str) -> Reason:
    for reason in get_args(Reason):
        if value == reason:
            return reason  # type: ignore[no-any-return]
    raise HTTPException(400, "A rejection needs its reason.")


def _sentence(error: Exception) -> str:
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}."
