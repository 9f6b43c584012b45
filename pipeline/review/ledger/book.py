"""The book of decisions: its lines read, and written. No line is ever changed.

A decision that was taken back stays in the book, and the one that takes it back says so (`undoes`). What
counts are the others: the *effective* ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from pipeline.database import Database, Value
from pipeline.records import Record
from pipeline.review.decisions import Act, Action, Decision, Reason
from pipeline.review.ledger.versions import record_of

EFFECTIVE = """
decisions.action <> 'undo'
AND NOT EXISTS (SELECT 1 FROM decisions undoing WHERE undoing.undoes = decisions.number)
"""
"""The condition on a line that it counts."""

VERSION = version("pressfacts")

_LINES = """
SELECT decisions.*, documents.id AS document_id, records.id AS record_id,
    was.line AS before_line, became.line AS after_line, said.line AS found_line
FROM decisions
JOIN documents ON documents.number = decisions.document
LEFT JOIN records ON records.number = decisions.record
LEFT JOIN versions was ON was.number = decisions.before
LEFT JOIN versions became ON became.number = decisions.after
LEFT JOIN versions said ON said.number = decisions.found
"""


def lines_where(database: Database, condition: str, parameters: Sequence[Value] = ()) -> Iterator[Decision]:
    """The lines of the book that meet a condition on `decisions`, which also says their order."""
    read: dict[int, Record] = {}
    for row in database.rows(f"{_LINES} WHERE {condition}", parameters):
        yield _decision(row, read)


def _decision(row: sqlite3.Row, read: dict[int, Record]) -> Decision:
    """A line; a version that was read for another one is not read again."""

    def record(name: str) -> Record | None:
        number = row[name]
        if number is not None and number not in read:
            read[number] = record_of(row[f"{name}_line"])
        return None if number is None else read[number]

    return Decision(
        number=row["number"],
        act=row["act"],
        at=row["at"],
        reviewer=row["reviewer"],
        action=row["action"],
        document=row["document_id"],
        record=row["record_id"],
        reason=row["reason"],
        before=record("before"),
        after=record("after"),
        undoes=row["undoes"],
        version=row["version"],
        found=record("found"),
        follows=row["follows"],
        settling=bool(row["settling"]),
    )


_CHOSEN = """
INSERT INTO decisions
    (act, at, reviewer, action, reason, version, document, record, before, found, follows, undoes, settling)
SELECT ?, ?, ?, ?, ?, ?, chosen.document, record, before, chosen.found, follows, undoes,
    ifnull(undoes IS NULL AND (SELECT settling FROM decisions former WHERE former.number = chosen.follows), 0)
FROM chosen JOIN records ON records.number = record
ORDER BY chosen.document, records.place, record
"""


class Writing:
    """One act being written: the lines that one click adds. A transaction must be open."""

    def __init__(
        self, database: Database, reviewer: str, action: Action, reason: Reason | None = None
    ) -> None:
        """Begin with the number that the first line will get."""
        self._database = database
        self.number = next_number(database)
        self.action: Action = action
        self.reviewer = reviewer
        self.reason = reason
        self.at = datetime.now(UTC).isoformat(timespec="seconds")
        self._records: set[int] = set()
        self._documents: set[int] = set()

    def add(self, document: int, record: int | None = None, **columns: Value) -> int:
        """Add a line; its number. The columns are those of `decisions`, by their names."""
        self._documents.add(document)
        if record is not None:
            self._records.add(record)
        row: dict[str, Value] = {
            "act": self.number,
            "at": self.at,
            "reviewer": self.reviewer,
            "action": self.action,
            "reason": self.reason,
            "version": VERSION,
            "document": document,
            "record": record,
        }
        row |= columns
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        return self._database.insert(f"INSERT INTO decisions ({names}) VALUES ({marks})", (*row.values(),))

    def add_chosen(self) -> None:
        """Add a line for each chosen record (`pipeline.review.ledger.alike`), in the order of reading."""
        who = (self.number, self.at, self.reviewer, self.action, self.reason, VERSION)
        self._database.execute(_CHOSEN, who)
        self._records.update(self._database.column("SELECT record FROM chosen"))
        self._documents.update(self._database.column("SELECT DISTINCT document FROM chosen"))

    def act(self, record: str | None = None) -> Act:
        """What was written; `record` is the id of the record where it was one."""
        return Act(
            number=self.number,
            action=self.action,
            records=len(self._records),
            documents=len(self._documents),
            record=record,
        )


def next_number(database: Database) -> int:
    """The number that the next line of the book gets; numbers are never used again."""
    last = database.value("SELECT seq FROM sqlite_sequence WHERE name = 'decisions'")
    return int(last or 0) + 1
