"""Deciding single records, and all that is left of a document.

Each decision is one transaction, on the disk before it returns. It carries what its reviewer had seen: a
record that was decided otherwise since, or that a new run has changed, is not decided again by mistake.
"""

from __future__ import annotations

import sqlite3

from pipeline.database import Database, Value
from pipeline.errors import WrongUse
from pipeline.ids import free_record_id
from pipeline.records import Record
from pipeline.review.decisions import Act, Action, Reason
from pipeline.review.errors import Groundless, OutOfDate, Stale, UnknownDocument, UnknownRecord
from pipeline.review.ledger.book import EFFECTIVE, Writing
from pipeline.review.ledger.conditions import OPEN_STATES, Parameters, view_of
from pipeline.review.ledger.derived import columns_of, derive, is_double
from pipeline.review.ledger.sheets import seen_token, standing
from pipeline.review.ledger.versions import kept_version

_NEW = """
INSERT INTO records (id, document, type, rule, confidence, place, starts, shown, state)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'added')
"""
_SETTLED = "SELECT settling FROM decisions WHERE number = ?"
_UNDECIDED = f"SELECT count(*) FROM decisions WHERE record = ? AND {EFFECTIVE}"


def decide(
    database: Database,
    record: str,
    seen: str,
    reviewer: str,
    action: Action,
    *,
    reason: Reason | None = None,
    amended: Record | None = None,
    settle: bool = False,
) -> Act:
    """Accept, reject or edit a record.

    Args:
        database: the book.
        record: its id.
        seen: what its standing said when the reviewer saw it.
        reviewer: who decides.
        action: `accept`, `reject` or `edit`.
        reason: why it is rejected.
        amended: the record as edited, under the same id.
        settle: settle a dispute between two reviewers, so that it stands for all; a decision on a record
            that was settled always does.

    Returns:
        What was written; an act of no records where the reviewer had accepted it before, or where it was
        settled as right, and it is accepted again.

    Raises:
        UnknownRecord: there is no such record.
        Stale: it has changed since it was seen; nothing was saved.
        Groundless: it is to be accepted, and its words no longer stand in the article.
        OutputUnwritable: the disk is full; nothing was saved.
    """
    if amended is not None and amended.id != record:
        raise WrongUse(f"{record}: an edited record keeps its id, and this one has {amended.id}")
    with database.transaction():
        eyes = reviewer if is_double(database) and not settle else None
        row = _numbers(database, record, eyes)
        if seen_token(row["decision"], row["shown"]) != seen:
            raise Stale(standing(database, record, eyes))
        if action == "accept" and _is_groundless(row):
            raise Groundless(record)
        writing = Writing(database, reviewer, action, reason)
        settled = bool(database.value(_SETTLED, (row["decision"],)))
        if action == "accept" and row["state"] == "accepted" and (settled or row["reviewer"] == reviewer):
            return writing.act(record)
        after = kept_version(database, amended) if amended is not None else None
        settling = settle or settled
        writing.add(row["document"], row["number"], **_basis(row), after=after, settling=settling)
        derive(database, row["document"], [row["number"]])
        return writing.act(record)


def accept_rest(database: Database, document: str, reviewer: str, found: str | None = None) -> Act:
    """Accept all records of a document that are still open and whose words stand in the article.

    Args:
        database: the book.
        document: its id.
        reviewer: who decides.
        found: what the sheet said that the reviewer saw (`Sheet.found`); None for whatever is there.

    Raises:
        UnknownDocument: there is no such document.
        OutOfDate: a new run has changed the records since; nothing was saved.
    """
    with database.transaction():
        number = known_document(database, document)
        records: bytes = database.value("SELECT records FROM documents WHERE number = ?", (number,))
        if found not in {None, records.hex()}:
            raise OutOfDate(document)
        writing = Writing(database, reviewer, "accept")
        left = [row for row in open_records(database, number, reviewer) if not _is_groundless(row)]
        for row in left:
            writing.add(number, row["number"], **_basis(row))
        derive(database, number, [row["number"] for row in left])
        return writing.act()


def add(database: Database, document: str, reviewer: str, record: Record) -> Act:
    """Add a record that the run has missed; the act tells its id, which another may have had before.

    Raises:
        UnknownDocument: there is no such document.
    """
    with database.transaction():
        document_number = known_document(database, document)
        added = _with_free_id(database, document, document_number, reviewer, record)
        version = kept_version(database, added)
        number = database.value("SELECT number FROM records WHERE id = ?", (added.id,))
        if number is None:
            row = (added.id, document_number, *columns_of(added), version)
            number = database.insert(_NEW, row)
        writing = Writing(database, reviewer, "add")
        writing.add(document_number, number, after=version)
        derive(database, document_number)
        return writing.act(added.id)


def _with_free_id(database: Database, document: str, number: int, reviewer: str, record: Record) -> Record:
    """The record under an id that nobody has decided; two who work independently may add the same one."""
    known = database.row("SELECT number, found FROM records WHERE id = ?", (record.id,))
    if known is None:
        return record
    decided, values = _UNDECIDED, [known["number"]]
    if is_double(database):
        decided, values = f"{decided} AND (settling OR reviewer = ?)", [*values, reviewer]
    if known["found"] is None and not database.value(decided, values):
        return record
    taken = frozenset(database.column("SELECT id FROM records WHERE document = ?", (number,)))
    return record.model_copy(update={"id": free_record_id(record, document, taken)})


def known_document(database: Database, document: str) -> int:
    """The number of a document of the run.

    Raises:
        UnknownDocument: the run has none of this id.
    """
    number = database.value("SELECT number FROM documents WHERE id = ? AND present", (document,))
    if number is None:
        raise UnknownDocument(document)
    return int(number)


def open_records(database: Database, document: int, reviewer: str) -> list[sqlite3.Row]:
    """The records of a document that the reviewer still has to decide, in the order of reading."""
    parameters = Parameters()
    eyes = reviewer if is_double(database) else None
    condition = f"r.document = {parameters.bind(document)} AND {{}} IN {OPEN_STATES}"
    return _rows(database, f"{condition} ORDER BY r.place, r.number", eyes, parameters)


def _numbers(database: Database, record: str, reviewer: str | None) -> sqlite3.Row:
    parameters = Parameters()
    condition = f"r.id = {parameters.bind(record)} AND {{}} IS NOT NULL"
    for row in _rows(database, condition, reviewer, parameters):
        return row
    raise UnknownRecord(record)


def _rows(
    database: Database, condition: str, reviewer: str | None, parameters: Parameters
) -> list[sqlite3.Row]:
    """Records as somebody sees them, as numbers; `{}` in the condition is their state."""
    view = view_of(reviewer, parameters)
    columns = (
        f"r.number, r.document, r.found, {view.shown} AS shown, {view.decision} AS decision, "
        f"{view.state} AS state, {view.reviewer} AS reviewer"
    )
    sql = f"SELECT {columns} FROM records r{view.join} WHERE r.visible AND {condition.format(view.state)}"
    return list(database.rows(sql, parameters.values))


def _is_groundless(row: sqlite3.Row) -> bool:
    """Whether the run finds a record no more, and its words no longer stand in the article."""
    return row["found"] is None and row["state"] == "changed"


def _basis(row: sqlite3.Row) -> dict[str, Value]:
    """What a decision rests on: the record as it was seen and as it is found, and the decision before it."""
    return {"before": row["shown"], "found": row["found"], "follows": row["decision"]}
