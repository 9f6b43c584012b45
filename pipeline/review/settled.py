"""The records of a document as they stand together: one id for each person, no link to what is no fact.

A decision on one record may touch what another says of itself: where a post's organisation was mended, the id
of its holder follows on all records of that person; where an event was rejected, nothing was said there.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Record, reading_order
from pipeline.review.decisions import Standing
from pipeline.review.people import People


def settled_records(standings: Sequence[Standing]) -> list[tuple[Record, Standing]]:
    """The records of one document with where they stand, in the order in which a run writes them."""
    ordered = sorted(standings, key=lambda standing: reading_order(standing.record))
    facts = [one.record for one in ordered if _is_fact(one)]
    people = People((one.found for one in ordered if one.found), facts)
    there, right = {one.record.id for one in ordered}, {one.id for one in facts}
    return [
        (_linked(people.named(one.record), right), one)
        if _is_fact(one)
        else (_linked(one.record, there), one)
        for one in ordered
    ]


def _is_fact(standing: Standing) -> bool:
    """Whether anybody says it: a run, or a person by words that stand in the article."""
    return standing.state != "rejected" and not standing.is_groundless


def _linked(record: Record, ids: set[str]) -> Record:
    """A record without the links that lead to none of these records."""
    links = tuple(link for link in record.links if link.id in ids)
    return record if links == record.links else record.model_copy(update={"links": links})
