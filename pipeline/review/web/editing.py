"""Editing a record, and adding one that the run missed."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.records import Record, RecordType
from pipeline.review.decisions import Standing
from pipeline.review.editing.amended import Invalid, amended
from pipeline.review.editing.filling import FilledForm, filled_form, typed_differences
from pipeline.review.editing.pieces import pieces_of
from pipeline.review.editing.typed import Typed, chosen_pieces, piece_from, typed_for, typed_from
from pipeline.review.errors import Stale
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.relocating import remaining
from pipeline.review.showing.templating import counted
from pipeline.review.web.answers import Answer, by_script, fragment, leading, page, parts, sent_to
from pipeline.review.web.bodies import Form, submitted
from pipeline.review.web.desk import Asked, Desk, addressed, asked, posted
from pipeline.review.web.ledgers import borrowed

_MOVED = (
    "The article has changed while you had this form open. Nothing was saved: select the words once more "
    "that you had selected."
)


def register(app: FastAPI) -> None:
    """Serve forms and take what they say."""
    app.get("/edit")(edit_form)
    app.post("/edit")(edit)
    app.get("/add")(add_form)
    app.post("/add")(add)


def edit_form(request: Request) -> Response:
    """The form of a record."""
    wanted, record = asked(request), request.query_params.get("record", "")
    with borrowed(request) as ledger:
        desk = wanted.desk(ledger)
        standing = remaining(ledger.standing(record, wanted.reviewer), desk.article)
        typed = typed_from(standing.record)
        filled = filled_form(desk.article, standing.record.type, typed, standing)
        return _form(request, ledger, wanted, desk, filled)


def add_form(request: Request) -> Response:
    """The form of a new record, begun with the words that were selected."""
    wanted = asked(request)
    params = request.query_params
    pieces = [piece for value in params.getlist("piece") if (piece := piece_from(value))]
    record_type = _type(params.get("new", ""))
    with borrowed(request) as ledger:
        desk = wanted.desk(ledger)
        filled = filled_form(desk.article, record_type, typed_for(record_type, desk.article, pieces))
        return _form(request, ledger, wanted, desk, filled)


def edit(request: Request) -> Response:
    """What a form says of a record becomes the record."""
    form = submitted(request)
    wanted, record = posted(request, form), form.get("record", "")
    typed = _typed(form)
    with borrowed(request) as ledger:
        desk = wanted.desk(ledger)
        standing = remaining(ledger.standing(record, wanted.reviewer), desk.article)
        try:
            if standing.seen != form.get("seen", ""):
                raise Stale(standing)
            if _is_elsewhere(form, desk):
                return _moved(request, ledger, wanted, standing.record.type, typed, standing)
            left = _amended(desk, standing, standing.record.type, typed)
            ledger.edit(record, standing.seen, wanted.reviewer, left)
        except Invalid as invalid:
            filled = filled_form(desk.article, standing.record.type, typed, standing, invalid.errors)
            return _refused(request, ledger, wanted, filled, _counted(invalid), 422)
        except Stale as stale:
            return _stale(request, ledger, wanted, typed, stale.standing)
        answer = Answer(said="Saved.", tally=True, go="next", record=record)
        return _saved(request, ledger, wanted, answer, "edited")


def add(request: Request) -> Response:
    """What a form says becomes a new record."""
    form = submitted(request)
    wanted, record_type = posted(request, form), _type(form.get("new", ""))
    typed = _typed(form)
    with borrowed(request) as ledger:
        desk = wanted.desk(ledger)
        if _is_elsewhere(form, desk):
            return _moved(request, ledger, wanted, record_type, typed)
        try:
            record = _amended(desk, None, record_type, typed)
        except Invalid as invalid:
            filled = filled_form(desk.article, record_type, typed, errors=invalid.errors)
            return _refused(request, ledger, wanted, filled, _counted(invalid), 422)
        act = ledger.add(wanted.document, wanted.reviewer, record)
        answer = Answer(said="Added.", tally=True, go="there", record=act.record, added=True)
        return _saved(request, ledger, wanted, answer, "added")


def _amended(desk: Desk, standing: Standing | None, record_type: RecordType, typed: Typed) -> Record:
    """The record that a form says.

    Raises:
        Invalid: it says none.
    """
    pieces, errors = chosen_pieces(desk.article, typed)
    siblings = desk.sheet.standings
    try:
        record = amended(desk.article, standing, record_type, typed.values, pieces, siblings)
    except Invalid as invalid:
        raise Invalid(invalid.errors | errors) from invalid
    if errors:
        raise Invalid(errors)
    return record


def _form(request: Request, ledger: Ledger, wanted: Asked, desk: Desk, filled: FilledForm) -> Response:
    if by_script(request):
        return fragment(request, "_form.html", leading("form", filled.record), desk=desk, form=filled)
    return page(request, ledger, wanted, Answer(filled=filled, record=filled.record))


def _refused(
    request: Request, ledger: Ledger, wanted: Asked, filled: FilledForm, said: str, status: int
) -> Response:
    """The form once more, with all that was typed."""
    answer = Answer(said=said, status=status, go="form", record=filled.record, filled=filled)
    return (parts if by_script(request) else page)(request, ledger, wanted, answer)


def _counted(invalid: Invalid) -> str:
    fields = [name for name in invalid.errors if name]
    if not fields:
        return f"Not saved: {invalid.errors['']}."
    return f"Not saved: {counted(len(fields), 'field needs', 'fields need')} another look."


def _saved(request: Request, ledger: Ledger, wanted: Asked, answer: Answer, word: str) -> Response:
    if by_script(request):
        return parts(request, ledger, wanted, answer)
    place = addressed(wanted.document, wanted.query.params(), record=answer.record, said=word)
    return sent_to(request, f"/document?{place}")


def _stale(request: Request, ledger: Ledger, wanted: Asked, typed: Typed, standing: Standing) -> Response:
    """The form with what was typed, beside what the record says by now."""
    who = standing.reviewer
    by = f"{who} has decided this record" if who and who != wanted.reviewer else "This record has changed"
    notice = f"{by} while you were editing ({standing.state} now). Nothing was saved, and nothing is lost."
    article = wanted.desk(ledger).article
    filled = filled_form(
        article,
        standing.record.type,
        typed,
        remaining(standing, article),
        notice=notice,
        differences=typed_differences(typed, standing.record),
    )
    return _refused(request, ledger, wanted, filled, notice, 409)


def _is_elsewhere(form: Form, desk: Desk) -> bool:
    """Whether a form has places from another text than the article has by now: its own, or its page's."""
    texts = (form.get(name) for name in ("content", "shown"))
    return any(text and text != desk.article.content_sha256 for text in texts)


def _moved(
    request: Request,
    ledger: Ledger,
    wanted: Asked,
    record_type: RecordType,
    typed: Typed,
    standing: Standing | None = None,
) -> Response:
    """The form with what was typed, without places that were chosen in a text that is no more."""
    stand = pieces_of(standing.record) if standing else ()
    kept = replace(typed, pieces=tuple(piece for piece in typed.pieces if piece in stand))
    article = wanted.desk(ledger).article
    filled = filled_form(article, record_type, kept, standing, notice=_MOVED)
    answer = Answer(said=_MOVED, status=409, go="form", record=filled.record, filled=filled, repainted=True)
    return (parts if by_script(request) else page)(request, ledger, wanted, answer)


def _typed(form: Form) -> Typed:
    """What was typed and chosen in a form of ours."""
    pieces = [piece for value in form.getlist("piece") if (piece := piece_from(value))]
    return Typed(
        values={name[2:]: value for name, value in form.items() if name.startswith("f.")},
        words={name[2:]: value for name, value in form.items() if name.startswith("w.") and value.strip()},
        pieces=tuple(dict.fromkeys(pieces)),
    )


def _type(value: str) -> RecordType:
    for record_type in get_args(RecordType):
        if value == record_type:
            return record_type  # type: ignore[no-any-return]
    raise HTTPException(400, "There is no such type of record.")
