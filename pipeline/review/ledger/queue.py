"""The queue: the documents that a filter selects, a page at a time.

In all of it, `reviewer` is one who sees no opinions but the own ones, or None: as it stands for all.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.database import Database
from pipeline.review.ledger.changes import Readings
from pipeline.review.ledger.rows import QueueRow, rows
from pipeline.review.ledger.selections import Place, Selection, selected
from pipeline.review.query import Query

ROWS = 50
"""Documents on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A page of the queue; `documents` and `records` are how many match on all pages."""

    rows: tuple[QueueRow, ...]
    page: int
    pages: int
    documents: int
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How much a bulk decision would decide."""

    documents: int
    records: int


def page(
    database: Database, readings: Readings, query: Query, reviewer: str | None, number: int = 1
) -> QueuePage:
    """A page of the queue, counted from 1; a number that is not there gives the nearest that is."""

    def cut(selection: Selection) -> tuple[list[Place], int, int, int]:
        documents = len(selection.order)
        shown = min(max(number, 1), _pages(documents))
        return selection.order[(shown - 1) * ROWS : shown * ROWS], shown, documents, selection.records

    places, shown, documents, records = selected(database, readings, query, reviewer, cut)
    return QueuePage(
        rows=rows(database, readings, places, reviewer),
        page=shown,
        pages=_pages(documents),
        documents=documents,
        records=records,
    )


def _pages(documents: int) -> int:
    return max(1, -(-documents // ROWS))


def count(database: Database, readings: Readings, query: Query, reviewer: str | None) -> Count:
    """How much a bulk decision by this filter would decide; see `Query.deciding`."""

    def total(selection: Selection) -> Count:
        return Count(documents=len(selection.order), records=selection.records)

    return selected(database, readings, query.deciding(), reviewer, total)
