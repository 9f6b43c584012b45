"""What a date dates, where no field of a record rests on it: the words of its sentence tell.

`She joined Wren Ltd in 2019` dates a post, `the forum will be held on 3 May` an event. The nearest cue
of the sentence names the type, and the record of this type that the sentence speaks of, by name or by
a pronoun for the one before it, is what the date is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.article import Article
from pipeline.evidence import Evidence
from pipeline.named_records import Datable, NamedRecords
from pipeline.packaged import yaml_content
from pipeline.records import Certification, Date, Event, Record

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

_BORDER = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\bDr.)(?<!\bM[rs].)(?<!\bMrs.)(?<!\bSt.)(?<!\b[A-Z].)[\"'”’)]*\s+(?=[A-Z“\"‘']))"
)
_CLAUSE = re.compile(r"[,;:(–—]")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Hh]im|[Tt]heir|[Tt]hem|I|[Mm]y)\b")
_KINDS = ("event", "role", "certification")


class Occasions:
    """What the dates of one article date, by the words around them."""

    def __init__(self, records: Iterable[Record], article: Article) -> None:
        """Put in order where the article names its events, posts and certificates."""
        self._article = article
        datable = [record for record in records if isinstance(record, Datable) and _has_come(record)]
        self._named = NamedRecords(datable)
        self._by_days: dict[str, Event] = {}
        for record in datable:
            if isinstance(record, Event) and (days := _days(record)):
                self._by_days.setdefault(days, record)

    def of(self, date: Date) -> Record | None:
        """The event, post or certificate that a date is about by the words around it, if they tell."""
        around = self._around(date)
        for kind in self._kinds_by_distance(around):
            if found := self._spoken_of(kind, around):
                return found
        return self._by_days.get(date.value)

    def tells_of_gathering(self, date: Date) -> bool:
        """Whether the words near a date speak of something that people attend, be it a record or not."""
        if len(date.value) < len("2025-01"):
            return False
        around = self._around(date)
        cues = _pattern("gathering").finditer(around.whole, around.start, around.end)
        return any(around.distance(*cue.span()) <= NEAR_GATHERING for cue in cues)

    def _around(self, date: Date) -> _Around:
        piece = date.evidence[0]
        whole = self._article.title if piece.part == "title" else self._article.text
        return _Around(whole, *_sentence(whole, piece), piece)

    def _kinds_by_distance(self, around: _Around) -> list[str]:
        """The types that the sentence speaks of, the one whose cue is nearest to the date first."""
        whole, start, end, piece = around
        cues = [(kind, cue.span()) for kind in _KINDS for cue in _pattern(kind).finditer(whole, start, end)]
        cues += [
            ("event", naming[:2])
            for naming in self._named.beginning_in(piece.part, start, end)
            if isinstance(naming.record, Event)
        ]
        distances: dict[str, int] = {}
        for kind, span in cues:
            distance = around.distance(*span)
            distances[kind] = min(distance, distances.get(kind, distance))
        near = [kind for kind, distance in distances.items() if distance <= FARTHEST_CUE]
        return sorted(near, key=lambda kind: (distances[kind], kind))

    def _spoken_of(self, kind: str, around: _Around) -> Record | None:
        """The record whose name stands in a sentence nearest to the date, else the last one before it."""
        whole, start, end, piece = around
        first = max(0, start - REACH)
        namings = [n for n in self._named.beginning_in(piece.part, first, end) if n.record.type == kind]
        if kind == "role":
            namings += self._named.persons_in(whole, first, end)
        ranked = [
            (around.distance(n.start, n.end), n.record.id, n.record) for n in namings if n.start >= start
        ]
        if not ranked and (kind != "role" or _PRONOUN.search(whole, start, end)):
            ranked = [(start - n.start, n.record.id, n.record) for n in namings]
        return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None


class _Around(NamedTuple):
    """The sentence of a date: the part of the article, its start and end there, and the date's words."""

    whole: str
    start: int
    end: int
    piece: Evidence

    def distance(self, first: int, last: int) -> int:
        """How far a cue is from the date, in characters, with a toll for each border of a clause between."""
        is_behind = first >= self.piece.end
        gap = self.whole[self.piece.end : first] if is_behind else self.whole[last : self.piece.start]
        return len(gap) + COMMA * len(_CLAUSE.findall(gap)) + (BEHIND if is_behind else 0)


def _has_come(record: Record) -> bool:
    """Whether something has happened, or surely will, that a date can date."""
    return not isinstance(record, Certification) or record.status not in ("planned", "in_progress")


def _sentence(whole: str, piece: Evidence) -> tuple[int, int]:
    begin = max(0, piece.start - LONGEST_SENTENCE)
    borders = [match.end() for match in _BORDER.finditer(whole, begin, piece.start)]
    behind = _BORDER.search(whole, piece.end, piece.end + LONGEST_SENTENCE)
    return borders[-1] if borders else begin, behind.start() if behind else min(len(whole), piece.end + REACH)


def _days(event: Event) -> str | None:
    """The day or the days of an event as a date's value has them."""
    if event.start is None or len(event.start) < len("2025-01-01"):
        return None
    return f"{event.start}/{event.end}" if event.end else event.start


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{yaml_content('pipeline', 'occasions.en.yaml')[kind]})\b", re.IGNORECASE)
