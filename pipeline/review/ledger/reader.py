"""What can be asked of the book of a run; `Ledger` adds what can be done to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from pipeline.database import Database
from pipeline.review.decisions import Decision, Standing
from pipeline.review.ledger import (
    acts,
    agenda,
    facets,
    figures,
    histories,
    neighbours,
    opinions,
    queue,
    sheets,
)
from pipeline.review.ledger.acts import PastAct
from pipeline.review.ledger.changes import Readings
from pipeline.review.ledger.derived import is_double
from pipeline.review.ledger.facets import Facets
from pipeline.review.ledger.figures import Figures
from pipeline.review.ledger.neighbours import Beside
from pipeline.review.ledger.queue import Count, QueuePage
from pipeline.review.ledger.sheets import Sheet
from pipeline.review.query import Query
from pipeline.review.showing.plots.months import Happening


class Reader:
    """The reading side of a connection to the book.

    Where two reviewers work independently, each sees records as that one left them; `None` for a reviewer is
    nobody in particular: records as they stand for all.
    """

    def __init__(self, database: Database, readings: Readings) -> None:
        """Read over a connection, and share what is counted with the others that have the same readings."""
        self._database = database
        self._readings = readings

    @property
    def double(self) -> bool:
        """Whether two reviewers work independently of each other."""
        return is_double(self._database)

    def _seeing(self, reviewer: str | None) -> str | None:
        """The reviewer where each sees no opinions but the own ones."""
        return reviewer if reviewer is not None and self.double else None

    def queue(self, query: Query, reviewer: str | None, page: int = 1) -> QueuePage:
        """A page of the queue, counted from 1; a number that is not there gives the nearest that is."""
        return queue.page(self._database, self._readings, query, self._seeing(reviewer), page)

    def count(self, query: Query, reviewer: str | None) -> Count:
        """How much a bulk decision by a filter would decide; see `Query.deciding`."""
        return queue.count(self._database, self._readings, query, self._seeing(reviewer))

    def beside(self, document: str, query: Query, reviewer: str | None) -> Beside:
        """What stands before and behind a document in the queue, also where it has left the queue.

        Raises:
            UnknownDocument: the run has none of this id.
        """
        return neighbours.beside(self._database, self._readings, document, query, self._seeing(reviewer))

    def facets(self) -> Facets:
        """What a filter can choose from, as it stands for all."""
        return facets.facets(self._database, self._readings)

    def figures(self) -> Figures:
        """The figures of the run as they stand for all."""
        return figures.figures(self._database, self._readings)

    def events(self, first: date = date.min, last: date = date.max) -> list[Happening]:
        """Events that begin from one day to another, in that order; rejected ones are left out."""
        key = ("agenda", first, last)
        make = partial(agenda.Agenda, first, last)
        return self._readings.ask(self._database, key, make, lambda found: found.events)

    def sheet(self, document: str, reviewer: str | None) -> Sheet:
        """A document with where its records stand.

        Raises:
            UnknownDocument: the run has none of this id.
        """
        return sheets.sheet(self._database, document, reviewer, double=self.double)

    def sheets(self) -> Iterator[Sheet]:
        """All documents in the order of their ids, as they stand for all and at one moment."""
        return sheets.sheets(self._database)

    @contextmanager
    def moment(self) -> Iterator[int]:
        """Let all that the block reads be of one moment; its number, which grows with what is written."""
        with self._database.snapshot():
            yield int(self._database.value("SELECT value FROM meta WHERE key = 'changes'"))

    def opinions_of_both(self, first: str, second: str) -> Iterator[opinions.BothOpinions]:
        """The documents that two reviewers have finished who work independently, with what each said."""
        return opinions.opinions_of_both(self._database, first, second)

    def most_in_common(self) -> tuple[str, str] | None:
        """The two reviewers who have finished the most documents in common; None where no two have."""
        return opinions.most_in_common(self._database)

    def standing(self, record: str, reviewer: str | None) -> Standing:
        """Where a record stands.

        Raises:
            UnknownRecord: the run has none of this id, or nothing of it is left to show.
        """
        return sheets.standing(self._database, record, self._seeing(reviewer))

    def history(self, document: str, record: str | None = None, limit: int = 200) -> list[Decision]:
        """The latest decisions on a document, or on one of its records, the latest first."""
        return histories.history(self._database, document, record, limit)

    def act(self, number: int) -> PastAct | None:
        """What one click did, by the number of the act, and how much of it was taken back."""
        return acts.past_act(self._database, number)

    def revision(self, document: str) -> int:
        """The number of the last decision on a document, 0 before the first.

        Raises:
            UnknownDocument: the run has none of this id.
        """
        return sheets.revision(self._database, document)

    def run_says(self, document: str) -> str:
        """What changes when a run says something else of a document; see `Sheet.run_says`.

        Raises:
            UnknownDocument: the run has none of this id.
        """
        return sheets.run_says(self._database, document)
