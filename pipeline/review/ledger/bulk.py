"""Deciding all records that match a filter."""

from __future__ import annotations

from typing import Literal

from pipeline.database import Database
from pipeline.errors import WrongUse
from pipeline.review.decisions import RIGHT, Act, Reason, RecordState
from pipeline.review.ledger.alike import choose, derive_chosen
from pipeline.review.ledger.book import Writing
from pipeline.review.ledger.conditions import narrowed
from pipeline.review.ledger.derived import is_double
from pipeline.review.query import Query

Deciding = Literal["accept", "reject"]

_DECIDED: dict[Deciding, tuple[RecordState, ...]] = {"accept": RIGHT, "reject": ("rejected",)}


def bulk(
    database: Database, query: Query, action: Deciding, reviewer: str, reason: Reason | None = None
) -> Act:
    """Accept or reject all records that match a filter, in one act.

    Args:
        database: the book.
        query: the filter; it is about open records unless it names states. Records that are accepted or
            rejected already are left as they are.
        action: what to do.
        reviewer: who decides.
        reason: why they are rejected.

    Raises:
        WrongUse: a rejection without a reason.
        OutputUnwritable: the disk is full; nothing was saved.
    """
    if action == "reject" and reason is None:
        raise WrongUse("a rejection needs a reason")
    with database.transaction():
        writing = Writing(database, reviewer, action, reason)
        found = narrowed(query.deciding(), reviewer if is_double(database) else None)
        view = found.view
        columns = f"r.number, r.document, {view.shown}, r.found, {view.decision}, NULL"
        decided = ", ".join(f"'{state}'" for state in _DECIDED[action])
        selection = f"SELECT {columns} {found.text} AND {view.state} NOT IN ({decided})"
        if action == "accept":  # what stands on no words of the article is not to be accepted
            selection += f" AND NOT (r.found IS NULL AND {view.state} = 'changed')"
        choose(database, selection, found.parameters.values)
        writing.add_chosen()
        derive_chosen(database)
        return writing.act()
