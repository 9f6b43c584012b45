"""What a date dates, where no field of a record rests on it: the words of its sentence tell.

`She joined Wren Ltd in 2019` dates a post, `the forum will be held on 3 May` an event. The nearest cue
of the sentence names the type, and the record of this type that the sentence speaks of, by name or by
a pronoun for the one before it, is what the date is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.article import Article
from pipeline.evidence import Evidence
from pipeline.packaged import yaml_content
from pipeline.records import Certification, Date, Event, Record, Role

FARTHEST_CUE = 90
"""Characters between a date and a word that tells what it dates; a comma counts for `COMMA` more."""
COMMA = 20
BEHIND = 25
"""How much farther a cue counts that stands behind its date."""
NEAR_GATHERING = 40
"""Characters between a date and a word for what takes place then."""
REACH = 350
"""Characters before a sentence in which the record stands that its pronoun refers to."""
LONGEST_SENTENCE = 600
SHORTEST_NAME = 2
"""Letters of a part of a name that are too few to tell whose it is."""

_BORDER = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\bDr.)(?<!\bM[rs].)(?<!\bMrs.)(?<!\bSt.)(?<!\b[A-Z].)[\"'”’)]*\s+(?=[A-Z“\"‘']))"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Hh]im|[Tt]heir|[Tt]hem|I|[Mm]y)\b")
_KINDS = ("event", "role", "certification")
_TYPES: tuple[type[Event | Role | Certification], ...] = (Event, Role, Certification)


def occasion_of(date: Date, records: Sequence[Record], article: Article) -> Record | None:
    """The event, post or certificate that a date is about by the words around it, if they tell."""
    piece = date.evidence[0]
    whole = article.title if piece.part == "title" else article.text
    start, end = _sentence(whole, piece)
    candidates = [record for record in records if isinstance(record, _TYPES) and _has_come(record)]
    for kind in _kinds_by_distance(whole, start, end, piece, candidates):
        same = [record for record in candidates if record.type == kind]
        if found := _spoken_of(same, whole, start, end, piece):
            return found
    return next((r for r in candidates if isinstance(r, Event) and _spans(r, date.value)), None)


def tells_of_gathering(date: Date, article: Article) -> bool:
    """Whether the words near a date speak of something that people attend, be it a record or not."""
    if len(date.value) < len("2025-01"):
        return False
    piece = date.evidence[0]
    whole = article.title if piece.part == "title" else article.text
    start, end = _sentence(whole, piece)
    cues = _pattern("gathering").finditer(whole, start, end)
    return any(_distance(whole, *cue.span(), piece) <= NEAR_GATHERING for cue in cues)


def _has_come(record: Record) -> bool:
    """Whether something has happened, or surely will, that a date can date."""
    return not isinstance(record, Certification) or record.status not in ("planned", "in_progress")


def _sentence(whole: str, piece: Evidence) -> tuple[int, int]:
    begin = max(0, piece.start - LONGEST_SENTENCE)
    borders = [match.end() for match in _BORDER.finditer(whole, begin, piece.start)]
    behind = _BORDER.search(whole, piece.end, piece.end + LONGEST_SENTENCE)
    return borders[-1] if borders else begin, behind.start() if behind else min(len(whole), piece.end + REACH)


def _kinds_by_distance(
    whole: str, start: int, end: int, piece: Evidence, candidates: Sequence[Record]
) -> list[str]:
    """The types that the sentence speaks of, the one whose cue is nearest to the date first."""
    distances: dict[str, int] = {}
    cues = [
        (kind, match.start(), match.end())
        for kind in _KINDS
        for match in _pattern(kind).finditer(whole, start, end)
    ]
    named = [
        (record.type, name.start, name.end)
        for record in candidates
        for name in _names(record, piece.part)
        if isinstance(record, Event) and start <= name.start < end
    ]
    for kind, first, last in [*cues, *named]:
        distance = _distance(whole, first, last, piece)
        distances[kind] = min(distance, distances.get(kind, distance))
    near = [kind for kind, distance in distances.items() if distance <= FARTHEST_CUE]
    return sorted(near, key=lambda kind: (distances[kind], kind))


def _distance(whole: str, first: int, last: int, piece: Evidence) -> int:
    """How far a cue is from a date, in characters, with a toll for each border of a clause between them."""
    is_behind = first >= piece.end
    gap = whole[piece.end : first] if is_behind else whole[last : piece.start]
    return len(gap) + COMMA * len(re.findall(r"[,;:(–—]", gap)) + (BEHIND if is_behind else 0)


def _spoken_of(records: Sequence[Record], whole: str, start: int, end: int, piece: Evidence) -> Record | None:
    """The record whose name stands in a sentence nearest to the date, else the last one before it."""
    here, before = [], []
    for record in records:
        for first, last in _mentions(record, whole, start, end, piece.part):
            if start <= first < end:
                here.append((_distance(whole, first, last, piece), record.id, record))
            elif start - REACH <= first < start:
                before.append((start - first, record.id, record))
    if not here and any(isinstance(record, Role) for record in records):
        before = before if _PRONOUN.search(whole, start, end) else []
    ranked = sorted(here or before, key=lambda entry: entry[:2])
    return ranked[0][2] if ranked else None


def _mentions(record: Record, whole: str, start: int, end: int, part: str) -> Iterator[tuple[int, int]]:
    """Where a record's name stands, of a person each part of it."""
    yield from ((name.start, name.end) for name in _names(record, part))
    if isinstance(record, Role):
        parts = [re.escape(part) for part in record.person.split() if len(part) > SHORTEST_NAME]
        name = re.compile(rf"\b(?:{'|'.join(parts)})\b")
        found = name.finditer(whole, max(0, start - REACH), end) if parts else ()
        yield from (match.span() for match in found)


def _names(record: Record, part: str) -> Iterator[Evidence]:
    fields = {"event": {"name"}, "role": {"person", "title"}, "certification": {"holder", "scheme", "cue"}}
    return (p for p in record.evidence if p.part == part and p.field in fields.get(record.type, ()))


def _spans(event: Event, value: str) -> bool:
    """Whether a value is the day or the days of an event."""
    if event.start is None or len(event.start) < len("2025-01-01"):
        return False
    return value == (f"{event.start}/{event.end}" if event.end else event.start)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{yaml_content('pipeline', 'occasions.en.yaml')[kind]})\b", re.IGNORECASE)
