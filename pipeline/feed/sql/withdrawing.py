"""Taking out of the database what a delivery does not have any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.feed.guard import Losses
from pipeline.feed.sources import Feeding
from pipeline.feed.sql.staging import Staging
from pipeline.feed.sql.tables import ENTITIES, FACTS, RETRACTIONS
from pipeline.feed.sql.target import FETCHED, Target

_STAGED = RETRACTIONS.staged
_PREPARE = (
    "CREATE TEMPORARY TABLE withdrawn (fact_id text, document_id text)",
    f"CREATE TEMPORARY TABLE {_STAGED} AS SELECT * FROM retractions WHERE false",
)
_FIND = f"""
INSERT INTO withdrawn SELECT f.fact_id, f.document_id FROM facts AS f
LEFT JOIN {FACTS.seen} AS s ON s.key = f.fact_id WHERE s.key IS NULL
"""
_BY_SOURCE = f"""
SELECT d.source, r.reason, count(*) FROM facts AS f
JOIN documents AS d ON d.document_id = f.document_id
LEFT JOIN {_STAGED} AS r ON r.fact_id = f.fact_id
WHERE f.added_in < {{delivery}} GROUP BY d.source, r.reason
"""
_RETRACT = f"""
INSERT INTO retractions SELECT * FROM {_STAGED} WHERE true ON CONFLICT (fact_id) DO UPDATE SET
    reason = excluded.reason, superseded_by = excluded.superseded_by, delivery = excluded.delivery
"""
_DELETE = f"DELETE FROM facts WHERE fact_id IN (SELECT fact_id FROM {_STAGED})"
_UNUSED = (
    """
    DELETE FROM documents WHERE document_id IN (
        SELECT d.document_id FROM documents AS d LEFT JOIN facts AS f ON f.document_id = d.document_id
        WHERE f.fact_id IS NULL)
    """,
    f"""
    DELETE FROM entities WHERE entity_id IN (
        SELECT e.entity_id FROM entities AS e LEFT JOIN {ENTITIES.seen} AS s ON s.key = e.entity_id
        WHERE s.key IS NULL)
    """,
    """
    DELETE FROM retractions WHERE fact_id IN (
        SELECT r.fact_id FROM retractions AS r JOIN facts AS f ON f.fact_id = r.fact_id)
    """,
)


_WITHDRAWN = "SELECT document_id, fact_id FROM withdrawn"
_RETRACTED = "SELECT fact_id FROM retractions WHERE reason <> 'forgotten'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retracted:
    """How many facts went, and whether any of them because it was forgotten."""

    facts: int
    is_any_forgotten: bool


def withdraw(target: Target, staging: Staging, feed: Feeding, *, confirm: bool) -> Retracted:
    """Retract the facts that the delivery did not have, and remove documents and entities without facts.

    Raises:
        DeletionGuard: a source would lose too much, and nobody has confirmed it.
    """
    target.compare()
    retracted = _found(target, staging, feed)
    if not confirm:
        _check(target, staging)
    if retracted.facts + _note_forgotten(target, staging, feed):
        staging.begin()
        target.execute(_RETRACT)
        target.look_up()  # for each fact, the tables that hang on it are looked through
        target.execute(_DELETE)
        target.compare()
    for statement in _UNUSED if staging.is_begun else ():
        target.execute(statement)
    return retracted


def _check(target: Target, staging: Staging) -> None:
    losses = Losses()
    for source, reason, number in target.rows(_BY_SOURCE.format(delivery=staging.delivery)):
        losses.before[source] += number
        if reason is not None:
            losses.add(source, reason, number)
    losses.check()


def _found(target: Target, staging: Staging, feed: Feeding) -> Retracted:
    """Find the facts that the delivery does not have, with the reason for each."""
    for statement in (*_PREPARE, _FIND):
        target.execute(statement)
    facts, is_any_forgotten = 0, False
    for batch in _batches(target, _WITHDRAWN):
        reasons = [(fact, *feed.withdrawal(document, fact), staging.delivery) for document, fact in batch]
        target.load(_STAGED, RETRACTIONS.columns, reasons)
        facts += len(reasons)
        is_any_forgotten |= any(reason == "forgotten" for _, reason, *_ in reasons)
    return Retracted(facts=facts, is_any_forgotten=is_any_forgotten)


def _note_forgotten(target: Target, staging: Staging, feed: Feeding) -> int:
    """Find facts that went for another reason and were forgotten since: whoever took them must hear of it."""
    found = 0
    for batch in _batches(target, _RETRACTED):
        forgotten = [fact for (fact,) in batch if feed.is_forgotten(fact)]
        target.load(
            _STAGED, RETRACTIONS.columns, [(fact, "forgotten", None, staging.delivery) for fact in forgotten]
        )
        found += len(forgotten)
    return found


def _batches(target: Target, query: str) -> Iterator[list[Sequence[Any]]]:
    """The rows of a query, so many at a time that others can be written in between."""
    rows = iter(target.rows(query))
    while batch := list(islice(rows, FETCHED)):
        yield batch
