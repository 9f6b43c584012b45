"""Where an article names the records that its dates may date: events, posts and certificates.

Looked up by place, so that a date costs what stands around it and not what the article holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.evidence import Part
from pipeline.records import Certification, Event, Role

Datable = Event | Role | Certification

SHORTEST_NAME = 2
"""Letters of a part of a name that are too few to tell whose it is."""

_FIELDS = {
    "event": {"name"},
    "role": {"person", "title"},
    "certification": {"holder", "scheme", "cue"},
}
_WORD = re.compile(r"\w+")


class Naming(NamedTuple):
    """A place at which a record is named."""

    start: int
    end: int
    record: Datable


class NamedRecords:
    """Where the records of an article are named: on their evidence, and a person by each part of the name."""

    def __init__(self, records: Iterable[Datable]) -> None:
        """Put the places in order, and the persons under the first word of each part of their names."""
        self._on_evidence: dict[str, list[Naming]] = defaultdict(list)
        self._by_word: dict[str, list[tuple[re.Pattern[str], Role]]] = defaultdict(list)
        for record in records:
            for piece in record.evidence:
                if piece.field in _FIELDS[record.type]:
                    self._on_evidence[piece.part].append(Naming(piece.start, piece.end, record))
            if isinstance(record, Role):
                self._add_person(record)
        for namings in self._on_evidence.values():
            namings.sort(key=_start)

    def beginning_in(self, part: Part, start: int, end: int) -> list[Naming]:
        """The names on records' evidence that begin in a stretch."""
        namings = self._on_evidence.get(part, [])
        return namings[bisect_left(namings, start, key=_start) : bisect_left(namings, end, key=_start)]

    def persons_in(self, whole: str, start: int, end: int) -> Iterator[Naming]:
        """Where a stretch has a part of the name of somebody who has a post."""
        for word in _WORD.finditer(whole, start, end):
            for name, role in self._by_word.get(word[0], ()):
                if found := name.match(whole, word.start(), end):
                    yield Naming(*found.span(), role)

    def _add_person(self, role: Role) -> None:
        for part in role.person.split():
            first = _WORD.match(part)
            if first and len(part) > SHORTEST_NAME:
                self._by_word[first[0]].append((re.compile(rf"\b{re.escape(part)}\b"), role))


def _start(naming: Naming) -> int:
    return naming.start
