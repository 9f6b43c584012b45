"""A draft without faults as a record: its id and links, and the ids and the standard that follow from it."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from pydantic import ValidationError

from pipeline.evidence import Evidence
from pipeline.ids import free_record_id, organization_id
from pipeline.links import with_links
from pipeline.records import RECORD, DocumentRef, Record, Speaker, reading_order
from pipeline.review.editing.drafts import Draft, Invalid
from pipeline.review.editing.pieces import evidence_of
from pipeline.review.facts import claim
from pipeline.review.people import People
from pipeline.review.showing.cards import summary
from pipeline.standards import standard_of

RULE = "review"
"""The rule of a record that a reviewer added."""

_UNKNOWN = "0" * 16


def edited_record(draft: Draft) -> Record:
    """The record of a draft without faults, with the id, rule, confidence and links that it had before.

    Raises:
        Invalid: a value is none that a record can have.
    """
    if draft.before is None:
        raise ValueError("a record that was not there before is added, not edited")
    kept = {name: getattr(draft.before, name) for name in ("id", "rule", "confidence", "links")}
    return _record(draft, kept)


def added_record(draft: Draft, taken: Container[str]) -> Record:
    """The record of a draft without faults, with an id that is free and the links that the pipeline draws.

    Raises:
        Invalid: a value is none that a record can have, or the fact is there already.
    """
    given = {"id": f"{draft.type}-{_UNKNOWN}", "rule": RULE, "confidence": 1.0, "links": ()}
    record = _record(draft, given)
    if double := next((one for one in draft.others if _is_double(record, one)), None):
        raise Invalid({"": f"this fact is there already: {summary(double)}"})
    added = record.model_copy(update={"id": free_record_id(record, draft.article.id, taken)})
    linked = with_links(sorted([*draft.others, added], key=reading_order), draft.article)
    links = next(one.links for one in linked if one.id == added.id)
    return added.model_copy(update={"links": links})


def _record(draft: Draft, given: dict[str, Any]) -> Record:
    row: dict[str, Any] = draft.values | _entity_ids(draft) | given
    row |= {"type": draft.type, "document": DocumentRef.of(draft.article)}
    row["evidence"] = _evidence(draft)
    if draft.type == "certification":
        row["standard"] = _standard(draft)
    try:
        record = RECORD.validate_python(row)
    except ValidationError as error:
        raise Invalid({str(fault["loc"][1]): fault["msg"] for fault in error.errors()}) from error
    before = [*draft.others, *([draft.before] if draft.before else [])]
    return People(before, [*draft.others, record]).named(record)


def _evidence(draft: Draft) -> tuple[Evidence, ...]:
    """What the record rested on before, as it stood, and then the rest in order of position."""
    before = draft.before.evidence if draft.before else ()
    now = [evidence_of(draft.article, piece) for piece in draft.pieces]
    new = sorted((one for one in now if one not in before), key=lambda one: one.position)
    return (*(one for one in before if one in now), *new)


def _entity_ids(draft: Draft) -> dict[str, str | None]:
    values = draft.values
    match draft.type:
        case "speaker":
            return {"person_id": f"person-{_UNKNOWN}"}
        case "role":
            organization = values["organization"]
            ids = {"organization_id": organization_id(organization) if organization else None}
            return ids | {"person_id": f"person-{_UNKNOWN}"}
        case "certification":
            return {"holder_id": organization_id(values["holder"])}
    return {}


def _standard(draft: Draft) -> str | None:
    """The standard as written, in its normal form; else the one that the scheme names."""
    given: str | None = draft.values["standard"]
    if draft.before and not draft.changed("standard"):
        return standard_of(draft.values["scheme"]) if draft.changed("scheme") else given
    return standard_of(given or draft.values["scheme"]) or given


def _is_double(record: Record, other: Record) -> bool:
    """Whether two records say the same; mentions of dates and quotations are told apart by their place."""
    if claim(record) != claim(other):
        return False
    each_counts = record.type == "date" or (isinstance(record, Speaker) and record.kind == "quote")
    return not each_counts or any(piece.overlaps(one) for piece in record.evidence for one in other.evidence)
