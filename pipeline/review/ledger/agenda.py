"""The events of the run by their days: for a calendar that may begin anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.database import Database
from pipeline.records import Event
from pipeline.review.ledger.changes import among, numbers
from pipeline.review.ledger.versions import record_of
from pipeline.review.showing.plots.months import Happening

_EVENTS = """
SELECT d.number, d.id, v.line FROM records r
JOIN documents d ON d.number = r.document JOIN versions v ON v.number = r.shown
WHERE r.starts >= ? AND r.starts < ? AND r.visible AND r.state <> 'rejected' AND d.present
"""


class Agenda:
    """Events that begin from one day to another and were not rejected; a `Reading`.

    A run has events for decades, and a page shows those of some months: only these are read.
    """

    def __init__(self, first: date, last: date) -> None:
        """Begin with none; both days are included."""
        self._first, self._last = first, last
        # "2027", which begins on its first day, stands before "2027-01", and "2027-03" before "2027-03-01"
        self._values = (first.isoformat()[: 4 if first.month == 1 else 7], f"{last.isoformat()}~")
        self._documents: dict[int, list[Happening]] = {}
        self._sorted: list[Happening] | None = None

    def count(self, database: Database, documents: Sequence[int] | None) -> None:
        """Read the events of these documents anew."""
        if documents is None:
            self._documents.clear()
            rows = database.rows(_EVENTS, self._values)
        else:
            for number in documents:
                self._documents.pop(number, None)
            values = (*self._values, numbers(documents))
            rows = database.rows(f"{_EVENTS} AND d.number {among('?')}", values)
        for number, document, line in rows:
            event = record_of(line)
            if isinstance(event, Event) and event.start:
                found = Happening.of(document, event, event.start)
                if self._first <= found.first <= self._last:
                    self._documents.setdefault(number, []).append(found)
        self._sorted = None

    @property
    def events(self) -> list[Happening]:
        """The events in the order in which they begin."""
        if self._sorted is None:
            events = (event for events in self._documents.values() for event in events)
            self._sorted = sorted(events, key=_order)
        return self._sorted


def _order(event: Happening) -> tuple[date, str, str]:
    return (event.first, event.name, event.record)
