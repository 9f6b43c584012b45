"""Settling a difference between two reviewers: what one of them says becomes what stands for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.review.decisions import RIGHT, Act, Reason, Standing
from pipeline.review.errors import UnknownRecord
from pipeline.review.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Seen:
    """A record of a difference, and what its standing for all said when it was looked at."""

    record: str
    seen: str


def settle(ledger: Ledger, records: Sequence[Seen], says: str, reviewer: str, reason: Reason) -> list[Act]:
    """Let what one reviewer says of some records stand for all; one act for each record.

    Args:
        ledger: the book of a run whose reviewers work independently.
        records: the records of the difference.
        says: whose opinion is to stand.
        reviewer: who settles.
        reason: why a record is rejected that the one who is right does not have.

    Raises:
        Stale: a record was settled otherwise, or has changed, since it was looked at.
        UnknownRecord: there is no such record.
    """
    return [_settle(ledger, one, says, reviewer, reason) for one in records]


def _settle(ledger: Ledger, one: Seen, says: str, reviewer: str, reason: Reason) -> Act:
    opinion = opinion_of(ledger, one.record, says)
    if opinion is None or opinion.state not in RIGHT:
        given = (opinion and opinion.reason) or reason
        return ledger.reject(one.record, one.seen, reviewer, given, settle=True)
    if opinion.record == ledger.standing(one.record, None).record:
        return ledger.accept(one.record, one.seen, reviewer, settle=True)
    return ledger.edit(one.record, one.seen, reviewer, opinion.record, settle=True)


def opinion_of(ledger: Ledger, record: str, reviewer: str | None) -> Standing | None:
    """What a reviewer says of a record, or all (None); null where it is not shown to that one."""
    try:
        return ledger.standing(record, reviewer)
    except UnknownRecord:
        return None
