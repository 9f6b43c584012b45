"""The way from one document of the queue to the next."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from pipeline.database import Database
from pipeline.review.errors import UnknownDocument
from pipeline.review.ledger.changes import Readings
from pipeline.review.ledger.conditions import narrowed
from pipeline.review.ledger.selections import LAST, Place, Selection, key_of, selected
from pipeline.review.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document beside another one in the queue; `at` is its place, for `Query.at`."""

    id: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands before and behind a document; `place`, from 1, is its own among so many `documents`."""

    previous: Neighbour | None
    next: Neighbour | None
    place: int
    documents: int


def beside(
    database: Database, readings: Readings, document: str, query: Query, reviewer: str | None
) -> Beside:
    """What stands before and behind a document in the queue, also where it has left the queue.

    The queue is sorted by what is open, so that decisions move a document in it; `query.at` holds its place.

    Raises:
        UnknownDocument: the run has none of this id.
    """
    number = database.value("SELECT number FROM documents WHERE id = ? AND present", (document,))
    if number is None:
        raise UnknownDocument(document)

    def around(selection: Selection) -> tuple[Place | None, Place | None, int, int]:
        held = None if query.at is None else (query.at, number)
        place = held or selection.place(number) or _former_place(database, query, number)
        index = bisect_left(selection.order, place)
        before = [found for found in selection.order[max(0, index - 2) : index] if found[1] != number]
        behind = [found for found in selection.order[index : index + 2] if found[1] != number]
        return (
            before[-1] if before else None,
            behind[0] if behind else None,
            min(index + 1, len(selection.order)),
            len(selection.order),
        )

    previous, following, place, documents = selected(database, readings, query, reviewer, around)
    return Beside(
        previous=_neighbour(database, previous),
        next=_neighbour(database, following),
        place=place,
        documents=documents,
    )


def _former_place(database: Database, query: Query, number: int) -> Place:
    """Where a document stood that the filter selects no more: before anything of it was decided."""
    before = replace(query, states=(), reviewers=(), done=True)
    source = narrowed(before, None, every=True)
    document = source.parameters.bind(number)
    key = database.value(
        f"SELECT {key_of(query, 'TRUE')} {source.text} AND d.number = {document} GROUP BY d.number",
        source.parameters.values,
    )
    return (LAST if key is None else key, number)


def _neighbour(database: Database, place: Place | None) -> Neighbour | None:
    id = place and database.value("SELECT id FROM documents WHERE number = ?", (place[1],))
    return Neighbour(id=id, at=place[0]) if place and id else None
