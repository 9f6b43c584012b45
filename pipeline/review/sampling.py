"""A few of the records that a bulk decision would decide, from all over the queue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.records import Record
from pipeline.review.decisions import Standing
from pipeline.review.errors import UnknownDocument
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.query import Query
from pipeline.review.showing.cards import Row, rows_of, summary

_EACH = 2  # records of one document: a document of forty would be the whole sample


@dataclass(frozen=True, slots=True)
class Sampled:
    """One of the records: what it says, and the document that it is of."""

    record: Record
    title: str
    document: str

    @property
    def says(self) -> str:
        """The record in a few words."""
        return summary(self.record)

    @property
    def rows(self) -> list[Row]:
        """The fields that have a value, as far as the few words do not say it: a date's is what is judged."""
        return [row for row in rows_of(self.record) if not _is_said(row, self.says) and row.name != "cue"]


def _is_said(row: Row, says: str) -> bool:
    return all(value in says for value in row.values)


def sample(ledger: Ledger, query: Query, reviewer: str, most: int) -> list[Sampled]:
    """At most so many records that a bulk decision by a filter would decide, from all over the queue."""
    return list(islice(_sampled(ledger, query.deciding(), reviewer, most), most))


def _sampled(ledger: Ledger, query: Query, reviewer: str, most: int) -> Iterator[Sampled]:
    for document in _spread(ledger, query, reviewer, most):
        try:
            sheet = ledger.sheet(document, reviewer)
        except UnknownDocument:  # forgotten just now
            continue
        for standing in islice((one for one in sheet.standings if _matches(query, one)), _EACH):
            yield Sampled(standing.record, sheet.article.title, document)


def _spread(ledger: Ledger, query: Query, reviewer: str, most: int) -> list[str]:
    """Documents of the first, a middle and the last page of the queue, evenly apart."""
    first = ledger.queue(query, reviewer)
    numbers = sorted({1, (first.pages + 1) // 2, first.pages})
    pages = [first, *(ledger.queue(query, reviewer, number) for number in numbers[1:])]
    found = list(dict.fromkeys(row.id for page in pages for row in page.rows))
    return found[:: max(1, len(found) // most)]


def _matches(query: Query, standing: Standing) -> bool:
    """Whether a record has all that a filter asks of records."""
    record = standing.record
    asked = (
        (query.types, record.type),
        (query.states, standing.state),
        (query.rules, record.rule),
        (query.reviewers, standing.reviewer),
    )
    low = 0.0 if query.confidence_from is None else query.confidence_from
    high = 1.0 if query.confidence_to is None else query.confidence_to
    return all(not wanted or has in wanted for wanted, has in asked) and low <= record.confidence <= high
