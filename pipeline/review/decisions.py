"""What a reviewer can do with a record, and where a record stands after it.

A *decision* is one line of a book that is only ever added to: who decided what of which record, when, why,
and what the record said before and after. Decisions that one click made share an *act*, which can be undone
as a whole; undoing is a decision too. Where a record *stands* is derived from its decisions and from what
the latest run says (`pipeline.review.standing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.records import Record

Action = Literal["accept", "reject", "edit", "add", "done", "reopen", "undo"]
Reason = Literal["not_in_text", "wrong_field", "wrong_type", "duplicate"]
RecordState = Literal["unreviewed", "changed", "disputed", "accepted", "edited", "added", "rejected"]

OPEN: tuple[RecordState, ...] = ("unreviewed", "changed", "disputed")
"""The states of records that somebody still has to decide: the queue."""

RIGHT: tuple[RecordState, ...] = ("accepted", "edited", "added")
"""The states of records that stand as facts."""

REASONS: dict[Reason, str] = {
    "not_in_text": "not in the text",
    "wrong_field": "a field is wrong",
    "wrong_type": "wrong type",
    "duplicate": "duplicate",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the book.

    `number` grows with time; `act` is the number of the first decision of the same click; `record` is null
    where a whole document was decided; `before` is the record as the reviewer saw it, `after` as it was
    left (null: as before); `found` is what the run said at that time, null where it did not find the
    record; `follows` is the number of the decision that counted until then; `undoes` is the number of the
    decision that an undoing takes back; `settling` is whether it settles a dispute between two reviewers;
    `version` is that of the program.
    """

    number: int
    act: int
    at: str
    reviewer: str
    action: Action
    document: str
    record: str | None
    reason: Reason | None
    before: Record | None
    after: Record | None
    undoes: int | None
    version: str
    found: Record | None = None
    follows: int | None = None
    settling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a record stands: what a card shows.

    `record` is the record as decided, else as found; `found` is what the latest run says, null where it finds
    it no more; `seen` is what a form sends back, so that a save on a record that moved on meanwhile is
    noticed.
    """

    record: Record
    found: Record | None
    state: RecordState
    seen: str
    reviewer: str | None = None
    at: str | None = None
    reason: Reason | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state in OPEN

    @property
    def is_groundless(self) -> bool:
        """Whether the run finds it no more, and its words no longer stand in the article."""
        return self.found is None and self.state == "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one click did: how many records it decided, and the number by which it can be undone.

    `record` is the id of the record where it was one.
    """

    number: int
    action: Action
    records: int
    documents: int
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undoing did.

    `kept` are the ids of records that were left because somebody has decided them since; `document` is the id
    of the first document of which anything was taken back, of the act's first where nothing was.
    """

    act: Act
    kept: tuple[str, ...]
    document: str
