"""What a filter can choose from, each with how much there is of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pipeline.database import Database
from pipeline.records import TYPES, RecordType
from pipeline.review.decisions import RecordState
from pipeline.review.ledger.changes import Readings
from pipeline.review.ledger.tallies import Tally

_REVIEWERS = """
WITH RECURSIVE names (name) AS (
    SELECT min(reviewer) FROM decisions
    UNION ALL
    SELECT (SELECT min(reviewer) FROM decisions WHERE reviewer > name) FROM names WHERE name IS NOT NULL
)
SELECT name FROM names WHERE name IS NOT NULL
"""
"""All reviewers, sorted, by one step in the index for each instead of reading the whole book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What there is: records by rule, documents by source, who has decided, records by type and state.

    Rules and sources are sorted by name. `documents` is how many documents the run has, `done` how many of
    them are.
    """

    rules: dict[str, int]
    sources: dict[str, int]
    records: dict[RecordType, dict[RecordState, int]]
    documents: int
    done: int
    reviewers: tuple[str, ...] = ()


def facets(database: Database, readings: Readings) -> Facets:
    """What a filter can choose from now, as it stands for all."""
    reviewers = tuple(database.column(_REVIEWERS))
    told: Facets = readings.ask(database, "tally", Tally, lambda tally: tally.derived(_facets))
    return replace(told, reviewers=reviewers)


def _facets(tally: Tally) -> Facets:
    rules: Counter[str] = Counter()
    for kind, count in tally.kinds():
        rules[kind.rule] += count
    return Facets(
        rules=dict(sorted(rules.items())),
        sources={source: count for source, count in sorted(tally.sources.items()) if count},
        records=by_type_and_state(tally),
        documents=tally.documents,
        done=tally.done,
    )


def by_type_and_state(tally: Tally) -> dict[RecordType, dict[RecordState, int]]:
    """Records by type, in the order of the types, and by state."""
    counts: dict[RecordType, dict[RecordState, int]] = {type: {} for type in TYPES}
    for kind, count in tally.kinds():
        counts[kind.type][kind.state] = counts[kind.type].get(kind.state, 0) + count
    return counts
