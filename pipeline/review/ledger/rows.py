"""The rows of the queue: what a document holds, in a line; kept, and read anew where something moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.database import Database
from pipeline.records import RecordType
from pipeline.review.decisions import OPEN
from pipeline.review.ledger.changes import Readings, among, numbers
from pipeline.review.ledger.conditions import Parameters, view_of
from pipeline.review.ledger.selections import Place


@dataclass(slots=True, kw_only=True)
class QueueRow:
    """A document in the queue.

    `counts` are its records by type, `open` and `decided` how many of them are, `lowest` is the lowest
    confidence of an open one; `at` is its place, for `Query.at`.
    """

    id: str
    title: str
    source: str
    published: str | None
    done: bool
    counts: dict[RecordType, int] = field(default_factory=dict)
    open: int = 0
    decided: int = 0
    lowest: float | None = None
    at: float = 0.0


def rows(
    database: Database, readings: Readings, places: Sequence[Place], reviewer: str | None
) -> tuple[QueueRow, ...]:
    """The rows of documents at these places; a document that was removed just now is left out."""

    def found(known: _Rows) -> tuple[QueueRow, ...]:
        known.read(database, [number for _, number in places])
        return tuple(replace(row, at=key) for key, number in places if (row := known.rows.get(number)))

    return readings.ask(database, ("rows", reviewer), lambda: _Rows(reviewer), found)


class _Rows:
    """The rows that were asked for; a `Reading`."""

    def __init__(self, reviewer: str | None) -> None:
        """Begin with none; see documents as a reviewer does, or as they stand for all (None)."""
        self.rows: dict[int, QueueRow] = {}
        self._parameters = Parameters()
        self._view = view_of(reviewer, self._parameters)

    def count(self, database: Database, documents: Sequence[int] | None) -> None:
        """Forget the rows of these documents, or with None of all."""
        if documents is None:
            self.rows.clear()
        for document in documents or ():
            self.rows.pop(document, None)

    def read(self, database: Database, wanted: Sequence[int]) -> None:
        """Read those that are not known."""
        missing = [number for number in wanted if number not in self.rows]
        if not missing:
            return
        parameters = Parameters(list(self._parameters.values))
        asked = among(parameters.bind(numbers(missing)))
        with database.snapshot():
            self._read_documents(database, asked, parameters)
            self._read_counts(database, asked, parameters)

    def _read_documents(self, database: Database, asked: str, parameters: Parameters) -> None:
        documents = database.rows(
            f"SELECT d.number, d.id, d.title, d.source, d.published, {self._view.done} FROM documents d "
            f"WHERE d.number {asked}",
            parameters.values,
        )
        for number, id, title, source, published, done in documents:
            self.rows[number] = QueueRow(
                id=id, title=title, source=source, published=published, done=bool(done)
            )

    def _read_counts(self, database: Database, asked: str, parameters: Parameters) -> None:
        state = self._view.state
        counts = database.rows(
            f"SELECT r.document, r.type, {state}, count(*), min(r.confidence) "
            f"FROM records r{self._view.join} "
            f"WHERE r.visible AND r.document {asked} AND {state} IS NOT NULL GROUP BY 1, 2, 3",
            parameters.values,
        )
        for number, type, state, records, lowest in counts:
            row = self.rows[number]
            row.counts[type] = row.counts.get(type, 0) + records
            if state in OPEN:
                row.open += records
                row.lowest = lowest if row.lowest is None else min(row.lowest, lowest)
            else:
                row.decided += records
