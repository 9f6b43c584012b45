"""The records of the whole run counted by all that overviews tell them apart by: kept, and renewed."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar, cast

from pipeline.database import Database
from pipeline.records import RecordType
from pipeline.review.decisions import Reason, RecordState
from pipeline.review.ledger.changes import among, numbers

T = TypeVar("T")

_DOCUMENTS = "SELECT number, source, published, done FROM documents WHERE present"
_RECORDS = "SELECT document, type, rule, state, reason, confidence FROM records WHERE visible"


class Kind(NamedTuple):
    """What a record is counted by; `percent` is its confidence."""

    type: RecordType
    rule: str
    state: RecordState
    reason: Reason | None
    percent: int


class _Counted(NamedTuple):
    """A document as it was counted; `kinds` are the numbers of its records' kinds."""

    source: str
    published: str | None
    done: bool
    kinds: array[int]


class Tally:
    """The records that can be seen by kind, and by type and day of publication; a `Reading`.

    `sources` counts documents by source, `done` those that are.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._documents: dict[int, _Counted] = {}
        self._kinds: list[Kind] = []
        self._numbers: dict[Kind, int] = {}
        self._records: Counter[int] = Counter()
        self.days: Counter[tuple[RecordType, str]] = Counter()
        self.sources: Counter[str] = Counter()
        self.done = 0
        self._derived: dict[Callable[[Tally], object], object] = {}

    def derived(self, make: Callable[[Tally], T]) -> T:
        """What a function makes of the tally; it is called once as long as nothing changes."""
        if make not in self._derived:
            self._derived[make] = make(self)
        return cast(T, self._derived[make])

    @property
    def documents(self) -> int:
        """How many documents the run has."""
        return len(self._documents)

    def kinds(self) -> Iterator[tuple[Kind, int]]:
        """Each kind with the number of its records."""
        return ((self._kinds[number], count) for number, count in self._records.items() if count)

    def count(self, database: Database, documents: Sequence[int] | None) -> None:
        """Count anew."""
        self._derived.clear()
        for number in documents if documents is not None else tuple(self._documents):
            if number in self._documents:
                self._add(self._documents.pop(number), -1)
        kinds = self._kinds_of(database, documents)
        for number, source, published, done in _rows(database, _DOCUMENTS, "number", documents):
            self._documents[number] = counted = _Counted(source, published, bool(done), kinds[number])
            self._add(counted, 1)

    def _kinds_of(self, database: Database, documents: Sequence[int] | None) -> dict[int, array[int]]:
        """The numbers of the kinds of each document's records."""
        kinds = defaultdict[int, "array[int]"](lambda: array("I"))
        for row in _rows(database, _RECORDS, "document", documents):
            number, type, rule, state, reason, confidence = row
            kinds[number].append(self._number(Kind(type, rule, state, reason, round(confidence * 100))))
        return kinds

    def _number(self, kind: Kind) -> int:
        number = self._numbers.get(kind)
        if number is None:
            number = self._numbers[kind] = len(self._kinds)
            self._kinds.append(kind)
        return number

    def _add(self, counted: _Counted, sign: int) -> None:
        self.sources[counted.source] += sign
        self.done += sign * counted.done
        for number in counted.kinds:
            self._records[number] += sign
            if counted.published:
                self.days[self._kinds[number].type, counted.published] += sign


def _rows(
    database: Database, sql: str, column: str, documents: Sequence[int] | None
) -> Iterator[sqlite3.Row]:
    if documents is None:
        return database.rows(sql)
    return database.rows(f"{sql} AND {column} {among('?')}", (numbers(documents),))
