"""What can be done to the book of a run. Each method is one transaction, on the disk before it returns.

All of them raise `OutputUnwritable` where the disk is full or the file cannot be written; nothing was saved
then.
"""

from __future__ import annotations

from pipeline.records import Record
from pipeline.review.decisions import Act, Reason, Undone
from pipeline.review.ledger import bulk, deciding, finishing, undoing
from pipeline.review.ledger.reader import Reader
from pipeline.review.query import Query


class Writer(Reader):
    """The writing side of a connection to the book.

    `seen` is what the standing of a record said when its reviewer saw it (`Standing.seen`). `settle` ends a
    dispute between two reviewers who work independently: `seen` is then that of the record as it stands for
    all (`Reader.standing` for nobody in particular).
    """

    def accept(self, record: str, seen: str, reviewer: str, *, settle: bool = False) -> Act:
        """Accept a record as it was seen; nothing is written where the reviewer has accepted it before.

        Raises:
            UnknownRecord: there is no such record.
            Stale: it has changed since it was seen; nothing was saved.
            Groundless: its words no longer stand in the article.
        """
        return deciding.decide(self._database, record, seen, reviewer, "accept", settle=settle)

    def reject(self, record: str, seen: str, reviewer: str, reason: Reason, *, settle: bool = False) -> Act:
        """Reject a record.

        Raises:
            UnknownRecord: there is no such record.
            Stale: it has changed since it was seen; nothing was saved.
        """
        return deciding.decide(self._database, record, seen, reviewer, "reject", reason=reason, settle=settle)

    def edit(self, record: str, seen: str, reviewer: str, amended: Record, *, settle: bool = False) -> Act:
        """Put an amended record, which keeps its id, in the place of one.

        Raises:
            UnknownRecord: there is no such record.
            Stale: it has changed since it was seen; nothing was saved.
            WrongUse: the amended record has another id.
        """
        return deciding.decide(self._database, record, seen, reviewer, "edit", amended=amended, settle=settle)

    def add(self, document: str, reviewer: str, record: Record) -> Act:
        """Add a record that the run has missed; the act tells its id, another where its own was taken.

        Raises:
            UnknownDocument: there is no such document.
        """
        return deciding.add(self._database, document, reviewer, record)

    def accept_rest(self, document: str, reviewer: str, found: str | None = None) -> Act:
        """Accept all records of a document that the reviewer has not decided yet; perhaps none.

        `found` is what the sheet said that the reviewer saw (`Sheet.found`), None for whatever is there.

        Raises:
            UnknownDocument: there is no such document.
            OutOfDate: a new run has changed the records since; nothing was saved.
        """
        return deciding.accept_rest(self._database, document, reviewer, found)

    def bulk(self, query: Query, action: bulk.Deciding, reviewer: str, reason: Reason | None = None) -> Act:
        """Accept or reject all records that match a filter: the open ones, unless it names states.

        Raises:
            WrongUse: a rejection without a reason.
        """
        return bulk.bulk(self._database, query, action, reviewer, reason)

    def undo(self, reviewer: str, act: int | None = None) -> Undone:
        """Take back a reviewer's own act, by its number or the last one of which anything can be taken back.

        Raises:
            NothingToUndo: there is none, or it is another's, or it was undone already.
        """
        return undoing.undo(self._database, reviewer, act)

    def done(self, document: str, reviewer: str) -> Act:
        """Mark a document as done: all its records are decided, and none is missing.

        Raises:
            UnknownDocument: there is no such document.
            Undecided: records of it are open.
        """
        return finishing.done(self._database, document, reviewer)

    def reopen(self, document: str, reviewer: str) -> Act:
        """Take back that a document is done.

        Raises:
            UnknownDocument: there is no such document.
        """
        return finishing.reopen(self._database, document, reviewer)

    def set_double(self, on: bool) -> None:
        """Let two reviewers work independently of each other, or all together; no decision is lost by it."""
        finishing.set_double(self._database, on)
