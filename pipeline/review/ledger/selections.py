"""The documents that a filter selects, in the order of the queue: kept, and renewed where something moved."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.database import Database
from pipeline.review.ledger.changes import Readings, among, numbers
from pipeline.review.ledger.conditions import OPEN_STATES, narrowed
from pipeline.review.query import Query

T = TypeVar("T")
Place = tuple[float, int]
"""Where a document stands in the order: its key, and its number among those of the same key."""

LAST = 2.0
"""The key of a document without open records: behind every confidence."""

_DAY = "substr(replace(ifnull(d.published, ''), '-', '') || '00000000', 1, 8)"
_MANY = 500  # when so many documents moved, sorting all is quicker than moving each


def key_of(query: Query, counting: str) -> str:
    """What the queue is sorted by, as an expression over the matching records of a document that count."""
    if query.sort == "newest":
        return f"-CAST({_DAY} AS REAL)"
    return f"ifnull(min(CASE WHEN {counting} THEN r.confidence END), {LAST})"


class Selection:
    """What a filter selects; a `Reading`.

    `order` are the places of the documents, sorted; `records` is how many of their records match.
    """

    def __init__(self, query: Query, reviewer: str | None) -> None:
        """Select by a filter, as a reviewer sees the records, or as they stand for all (None)."""
        self._narrowed = narrowed(query, reviewer, every=True)
        view = self._narrowed.view
        counting = f"{view.state} IN {OPEN_STATES}"
        self._columns = f"{key_of(query, counting)}, count({view.state})"
        self._found: dict[int, tuple[Place, int]] = {}
        self.order: list[Place] = []
        self.records = 0

    def count(self, database: Database, documents: Sequence[int] | None) -> None:
        """Select anew."""
        if documents is None:
            self._found, self.order, self.records = {}, [], 0
        counted = self._counted(database, documents)
        if len(counted) > _MANY or len(documents or ()) > _MANY:
            for document in documents or ():
                self._found.pop(document, None)
            self._found |= counted
            self.order = sorted(place for place, _ in self._found.values())
            self.records = sum(records for _, records in self._found.values())
        else:
            self._move(documents or list(counted), counted)

    def _counted(self, database: Database, documents: Sequence[int] | None) -> dict[int, tuple[Place, int]]:
        values = self._narrowed.parameters.values
        condition = ""
        if documents is not None:
            condition = f" AND d.number {among(f'?{len(values) + 1}')}"
            values = [*values, numbers(documents)]
        sql = f"SELECT d.number, {self._columns} {self._narrowed.text}{condition} GROUP BY d.number"
        return {number: ((key, number), records) for number, key, records in database.rows(sql, values)}

    def _move(self, documents: Sequence[int], counted: dict[int, tuple[Place, int]]) -> None:
        for document in documents:
            place, records = self._found.pop(document, (None, 0))
            if place:
                del self.order[bisect_left(self.order, place)]
            self.records -= records
            if document in counted:
                self._found[document] = place, records = counted[document]
                insort(self.order, place)
                self.records += records

    def place(self, document: int) -> Place | None:
        """Where a document stands, None where it is not selected."""
        found = self._found.get(document)
        return found and found[0]


def selected(
    database: Database,
    readings: Readings,
    query: Query,
    reviewer: str | None,
    use: Callable[[Selection], T],
) -> T:
    """What is wanted of the documents that a filter selects."""
    asked = replace(query, at=None)
    return readings.ask(database, ("selection", asked, reviewer), lambda: Selection(asked, reviewer), use)
