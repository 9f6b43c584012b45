"""What one click did, looked up again: how much it decided, and how much of that was taken back."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.database import Database
from pipeline.review.decisions import Action

_ACT = """
SELECT reviewer, action, count(*) AS records, count(DISTINCT document) AS documents,
    sum(EXISTS (SELECT 1 FROM decisions undoing WHERE undoing.undoes = decisions.number)) AS undone
FROM decisions WHERE act = ? GROUP BY reviewer, action
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAct:
    """An act: whose it is, how many records in how many documents it decided, how many were taken back."""

    number: int
    reviewer: str
    action: Action
    records: int
    documents: int
    undone: int


def past_act(database: Database, number: int) -> PastAct | None:
    """An act by its number, None where there is none."""
    row = database.row(_ACT, (number,))
    return PastAct(number=number, **row) if row is not None else None
