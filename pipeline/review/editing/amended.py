"""A form as a record: what a reviewer wrote and selected, checked field by field.

An edited record keeps its id, links, rule and confidence, so that the book of decisions and the feeds know it
again. One that is added gets the id that the pipeline would give it, the rule `review` and the confidence 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.article import Article
from pipeline.edtf import bounds
from pipeline.records import Record, RecordType
from pipeline.review.decisions import Standing
from pipeline.review.editing.composing import added_record, edited_record
from pipeline.review.editing.drafts import Draft, Invalid, standing_pieces
from pipeline.review.editing.forms import parsed
from pipeline.review.editing.pieces import Piece
from pipeline.review.editing.supporting import settle_evidence

__all__ = ["Invalid", "amended"]

_ONLY_FOR = {"quote": "quote", "event": "address"}
"""Fields of a speaker that only one kind has."""


def amended(
    article: Article,
    standing: Standing | None,
    record_type: RecordType,
    values: Mapping[str, str],
    pieces: Sequence[Piece],
    siblings: Sequence[Standing] = (),
) -> Record:
    """The record that a reviewer wrote.

    Args:
        article: the article it is a fact of.
        standing: the record that is edited; None for one that is added.
        record_type: its type, which an edit does not change.
        values: what stands in the form, by field; what is no field of the type is passed over.
        pieces: the places that were selected, or that the record rested on and still shall.
        siblings: all records of the document, the rejected ones too.

    Raises:
        Invalid: it is no valid record, or it is there already.
    """
    before = standing.record if standing else None
    if before and before.type != record_type:
        raise Invalid(
            {"": "an edit cannot change the type; reject the record as of the wrong type, and add one"}
        )
    draft = _draft(article, before, record_type, values, pieces, siblings)
    standing_pieces(draft)
    _drop_leftovers(draft)
    settle_evidence(draft)
    _check(draft)
    if draft.errors:
        raise Invalid(draft.errors)
    return edited_record(draft) if before else added_record(draft, {one.record.id for one in siblings})


def _draft(
    article: Article,
    before: Record | None,
    record_type: RecordType,
    values: Mapping[str, str],
    pieces: Sequence[Piece],
    siblings: Sequence[Standing],
) -> Draft:
    form = parsed(record_type, values)
    return Draft(
        article=article,
        type=record_type,
        before=before,
        others=[
            one.record
            for one in siblings
            if one.state != "rejected"
            and not one.is_groundless
            and (before is None or one.record.id != before.id)
        ],
        values=form.values,
        errors=form.errors,
        pieces=list(pieces),
    )


def _drop_leftovers(draft: Draft) -> None:
    """Empty what only the former kind of a speaker had, where the reviewer left it standing."""
    kind = draft.values.get("kind")
    for name, owner in _ONLY_FOR.items() if draft.type == "speaker" and draft.before else ():
        if kind != owner and draft.old_value("kind") == owner and not draft.changed(name):
            draft.values[name] = None
            draft.replace(name, [])


def _check(draft: Draft) -> None:
    """Fail for what the guidelines say of fields together."""
    values = draft.values
    if draft.type == "speaker" and values.get("kind"):
        for name, owner in _ONLY_FOR.items():
            if values.get(name) and values["kind"] != owner:
                draft.fail(name, f"only a speaker of the kind {owner} has one; empty this field")
        if values["kind"] == "quote" and not values.get("quote"):
            draft.fail("quote", "write or select the quotation: everything inside the marks")
    if draft.type == "event" and values.get("start") and values.get("end"):
        if values["start"] == values["end"]:
            draft.fail("end", "it is the day of the start; empty this field")
        elif bounds(values["end"])[1] < bounds(values["start"])[0]:
            draft.fail("end", "it comes before the start")
