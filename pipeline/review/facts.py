"""What a record says, told apart from how it was found.

A record's *claim* is its type with the values of its fields. Its *facts* are the claim and the words that it
rests on. Ids that follow from names, confidence, rule, links and offsets belong to neither: they may change
from run to run while the record says the same.
"""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel

from pipeline.records import Certification, Date, Event, Record, Role, Speaker

Claim = tuple[object, ...]

_COMMON = frozenset.intersection(
    *(frozenset(model.model_fields) for model in (Event, Date, Speaker, Role, Certification))
)
_DERIVED = frozenset({"person_id", "organization_id", "holder_id"})


def claim(record: Record) -> Claim:
    """The type and the values of its fields; equal where two records say the same."""
    return (record.type, *(getattr(record, name) for name in _claimed(type(record))))


@cache
def _claimed(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _COMMON | _DERIVED)


def facts(record: Record) -> Claim:
    """The claim and the words it rests on, each with its field and part of the article."""
    return (claim(record), *sorted((piece.field, piece.part, piece.text) for piece in record.evidence))


def place(record: Record) -> int:
    """Where a record is read, growing from the headline to the end of the text.

    The place of the word that tells it (its cue) where there is one, for its names may be spelt out far
    above.
    """
    cues = [piece.position for piece in record.evidence if piece.field == "cue"]
    in_text, start, _ = min(cues or (piece.position for piece in record.evidence))
    return (in_text << 32) | start
