"""A record as its card shows it: fields with the words they rest on, links by name, and what differs.

>>> from pipeline.records import Date, DocumentRef
>>> source = DocumentRef(id="a", url=None, title="A", site=None, published=None, content_sha256="")
>>> piece = {"field": "value", "in": "text", "start": 0, "end": 9, "text": "next week"}
>>> found = Date(id="date-0123456789abcdef", document=source, evidence=(piece,), confidence=0.9,
...     rule="date.relative", text="next week", value="2025-03-10/2025-03-16", role="event")
>>> [(row.label, row.values, row.words) for row in rows_of(found)][1]
('value', ('2025-03-10/2025-03-16',), ())
>>> summary(found)
'next week'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.records import Certification, Date, Event, Record, Role, Speaker
from pipeline.review.decisions import Decision, Standing
from pipeline.review.showing.rule_notes import note_of

_COMMON = frozenset({"schema_version", "id", "type", "document", "evidence", "confidence", "rule", "links"})
_QUOTED = 60  # characters of a quotation that are enough to know it again


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a card: its values, if any are stated, and words of the article that say it otherwise."""

    name: str
    label: str
    values: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """A tie of the record: what kind, to which record, and what that one is; None where it is not shown."""

    rel: str
    id: str
    summary: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two versions of a record differ, with what each says of it."""

    label: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that a card shows; `past` is what was decided of a record that has changed since."""

    standing: Standing
    number: int
    summary: str
    rows: tuple[Row, ...]
    note: str | None
    links: tuple[LinkedRecord, ...]
    past: Decision | None = None

    @property
    def record(self) -> Record:
        """The record as it stands."""
        return self.standing.record

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How what the run says now differs from what was decided."""
        said = self.past and (self.past.after or self.past.before)
        return differences(said, self.record) if said else ()


def cards_of(standings: Sequence[Standing], past: Mapping[str, Decision] | None = None) -> list[Card]:
    """The cards of a document's records, in the same order, numbered from 1.

    Args:
        standings: where the records stand.
        past: what was decided of the records that have changed since, by their ids.
    """
    names = {standing.record.id: summary(standing.record) for standing in standings}
    return [
        Card(
            standing=standing,
            number=number,
            summary=names[standing.record.id],
            rows=tuple(rows_of(standing.record)),
            note=note_of(standing.record.rule),
            links=tuple(
                LinkedRecord(link.rel, link.id, names.get(link.id)) for link in standing.record.links
            ),
            past=(past or {}).get(standing.record.id),
        )
        for number, standing in enumerate(standings, start=1)
    ]


def last_that_counts(decisions: Iterable[Decision]) -> Decision | None:
    """The last decision on a record that was not taken back."""
    found = sorted(decisions, key=lambda decision: decision.number)
    undone = {decision.undoes for decision in found}
    counting = [one for one in found if one.action != "undo" and one.number not in undone]
    return counting[-1] if counting else None


def summary(record: Record) -> str:
    """The few words by which a record is known among others of its document."""
    match record:
        case Event():
            return record.name
        case Date():
            return record.text
        case Speaker():
            said = record.quote or record.event or ""
            short = said if len(said) <= _QUOTED else said[:_QUOTED].rsplit(" ", 1)[0] + " …"
            return (
                f"{record.person}: “{short}”"
                if record.quote
                else ", ".join(filter(None, (record.person, said)))
            )
        case Role():
            return f"{record.person}, {record.title}"
        case Certification():
            return f"{record.holder}, {record.scheme}"


def rows_of(record: Record) -> Iterator[Row]:
    """The fields of a record in the order of its model, then words that support none of them."""
    words: dict[str, dict[str, None]] = {}
    for piece in record.evidence:
        words.setdefault(piece.field, {})[piece.text] = None
    for name in _shown_fields(type(record)):
        values = _values(getattr(record, name))
        # a date's words are shown once, as its expression
        said = (record.text,) if isinstance(record, Date) else values
        yield Row(name, name.replace("_", " "), values, _others(words.pop(name, {}), said))
    for name, found in words.items():
        yield Row(name, name.replace("_", " "), tuple(found), ())


def differences(ours: Record, theirs: Record) -> tuple[Difference, ...]:
    """The fields in which two versions of a record differ, by value or by the words they rest on."""
    here, there = ({row.name: row for row in rows_of(record)} for record in (ours, theirs))
    found = []
    for name in here | there:
        nothing = Row(name, name.replace("_", " "), (), ())
        one, other = here.get(name, nothing), there.get(name, nothing)
        if (one.values, one.words) != (other.values, other.words):
            found.append(Difference(one.label, _said(one, other), _said(other, one)))
    return tuple(found)


def _said(row: Row, other: Row) -> str:
    value = "; ".join(row.values) or "nothing"
    if row.words == other.words:
        return value
    return f"{value} (from {', '.join(f'“{words}”' for words in row.words)})" if row.words else value


def _others(words: Mapping[str, None], values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(piece for piece in words if piece not in values)


def _values(value: Any) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    return tuple(value) if isinstance(value, tuple) else (str(value),)


@cache
def _shown_fields(model: type[Record]) -> tuple[str, ...]:
    """The fields of a type that a reader can judge; digests of names are none."""
    return tuple(name for name in model.model_fields if name not in _COMMON and not name.endswith("_id"))
