"""What has changed since: counts over a whole book, kept in memory and renewed where something moved.

Counting 150,000 records takes a tenth of a second: too long for a page that twenty people ask for while they
decide. So what was counted is kept, by all connections of a process together, and only the documents whose
`changed` has grown since are counted anew. Whatever writes sees to that column, and to `forgotten` where it
removes a document.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol, TypeVar, cast

import orjson

from pipeline.database import Database

_MOST = 40  # readings: two for each of twenty people who work independently; some two megabytes of each
_COUNTERS = ("changes", "forgotten")
_COUNTER = "SELECT value FROM meta WHERE key = ?"
_CHANGED = "SELECT number FROM documents WHERE changed > ?"
_AMONG = "IN (SELECT value FROM json_each({}))"


class Reading(Protocol):
    """Something that is counted over all documents."""

    def count(self, database: Database, documents: Sequence[int] | None) -> None:
        """Count these documents anew, by their numbers, or with None begin again with all of them."""


R = TypeVar("R", bound=Reading)
T = TypeVar("T")


@dataclass(slots=True)
class _Kept:
    """A reading with the state of the counter when it was counted; -1 before that."""

    reading: Reading
    at: int = -1
    lock: Lock = field(default_factory=Lock)


class Readings:
    """The readings of one book; several threads may ask, each with a connection of its own.

    `turn` is held by the one that writes. It must not ask meanwhile: others would see what it may take back.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.turn = Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()

    def ask(self, database: Database, key: Hashable, make: Callable[[], R], use: Callable[[R], T]) -> T:
        """What a reading says now.

        Args:
            database: the connection that asks.
            key: what the reading is of.
            make: makes one that has counted nothing yet.
            use: takes from it what is wanted; no other thread touches it meanwhile.
        """
        kept = self._of(key, make)
        with kept.lock:
            changes, forgotten = (int(database.value(_COUNTER, (name,))) for name in _COUNTERS)
            at, kept.at = kept.at, -1  # so that counting which fails begins again
            if at < forgotten:
                kept.reading = make()
                kept.reading.count(database, None)
            elif at < changes:
                kept.reading.count(database, database.column(_CHANGED, (at,)))
            kept.at = max(at, changes)
            return use(cast(R, kept.reading))

    def _of(self, key: Hashable, make: Callable[[], R]) -> _Kept:
        with self._lock:
            kept = self._kept.setdefault(key, _Kept(make()))
            self._kept.move_to_end(key)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
            return kept


def among(parameter: str) -> str:
    """The condition that a column is one of the numbers that `numbers` has packed into a parameter."""
    return _AMONG.format(parameter)


def numbers(values: Sequence[int]) -> str:
    """Numbers as one parameter: a statement that always reads the same is prepared only once."""
    return orjson.dumps(values).decode()
