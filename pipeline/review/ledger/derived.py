"""What follows from the book: the derived columns of records and documents, written anew where they changed.

Records that nobody decided follow from what the run says alone; for the others `pipeline.review.standing`
says where they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.database import Database, Value
from pipeline.records import Event, Record
from pipeline.review.decisions import Decision
from pipeline.review.facts import place
from pipeline.review.ledger.book import EFFECTIVE, lines_where
from pipeline.review.ledger.conditions import OPEN_STATES
from pipeline.review.ledger.versions import article_of, kept_version, record_of
from pipeline.review.standing import Entry, Stand, stands

_ENTRIES = """
SELECT records.number, records.id, versions.line FROM records
LEFT JOIN versions ON versions.number = records.found
WHERE records.document = ? AND records.number {} ORDER BY records.number
"""
_SHOWN = """
UPDATE records SET type = ?, rule = ?, confidence = ?, place = ?, starts = ?, shown = ?, state = ?,
    visible = 1, decision = ?, reviewer = ?, at = ?, reason = ?, settled = ?
WHERE number = ?
"""
_HIDDEN = """
UPDATE records SET state = 'unreviewed', visible = 0, decision = NULL, reviewer = NULL, at = NULL,
    reason = NULL, settled = 0
WHERE number = ?
"""
SUMS = f"""
UPDATE documents SET changed = (SELECT value FROM meta WHERE key = 'changes'), (open, lowest) = (
    SELECT count(*), min(confidence) FROM records
    WHERE document = documents.number AND visible AND state IN {OPEN_STATES}
)
WHERE number
"""
"""Counts the open records of documents, and marks these as changed; the condition on `number` follows."""
CHANGE = "UPDATE meta SET value = value + 1 WHERE key = 'changes'"
_FINISHED = f"""
SELECT reviewer, action, content, number FROM decisions
WHERE document = ? AND record IS NULL AND {EFFECTIVE} ORDER BY number
"""

_OPEN_AGAIN = f"""
DELETE FROM finished WHERE document = ?1 AND EXISTS (
    SELECT 1 FROM records LEFT JOIN opinions
        ON opinions.record = records.number AND opinions.reviewer = finished.reviewer
    WHERE records.document = ?1 AND visible AND NOT settled
        AND ifnull(opinions.state IN {OPEN_STATES}, found IS NOT NULL)
)
"""


def is_double(database: Database) -> bool:
    """Whether two reviewers work independently of each other."""
    return bool(database.value("SELECT value FROM meta WHERE key = 'double'"))


def derive(database: Database, document: int, records: Iterable[int] = ()) -> None:
    """Derive anew where the records of a document stand, and what follows for the document.

    Args:
        database: with a transaction open.
        document: its number.
        records: the numbers of those that were decided; all where none is named, and also where one of them
            may stand for another one that the run finds no more.
    """
    row = database.row("SELECT present, article FROM documents WHERE number = ?", (document,))
    if row is None:
        return
    only = frozenset(records)
    if database.value("SELECT 1 FROM records WHERE document = ? AND found IS NULL", (document,)):
        only = frozenset()
    article = article_of(row["article"])
    double = is_double(database)
    finished = _finished(database, document, article.content_sha256, double)
    entries = entries_of(database, document, only)
    if row["present"]:
        found = stands(list(entries.values()), article, double=double, finished=frozenset(finished))
    else:
        found = {}
    for number, entry in entries.items():
        _put(database, number, document, found.get(entry.id, Stand()))
    _put_finished(database, document, finished)
    if double:  # who has to decide something again is not done before that
        database.execute(_OPEN_AGAIN, (document,))
    summarise(database, document, done=len(finished) >= (2 if double else 1))


def entries_of(database: Database, document: int, only: frozenset[int] = frozenset()) -> dict[int, Entry]:
    """What the standing of a document's records rests on, by their numbers; of some, or of all for none."""
    among = f"IN ({', '.join(map(str, only))})" if only else "IS NOT NULL"
    decisions: dict[str | None, list[Decision]] = defaultdict(list)
    condition = f"decisions.document = ? AND decisions.record {among} AND {EFFECTIVE}"
    for line in lines_where(database, f"{condition} ORDER BY decisions.number", (document,)):
        decisions[line.record].append(line)
    rows = database.rows(_ENTRIES.format(among), (document,))
    return {
        row["number"]: Entry(
            id=row["id"],
            found=record_of(row["line"]) if row["line"] else None,
            decisions=tuple(decisions[row["id"]]),
        )
        for row in rows
    }


def summarise(database: Database, document: int, *, done: bool) -> None:
    """Count a document's open records, and note that it changed; it is done only where none is open."""
    database.execute(CHANGE)
    database.execute(f"{SUMS} = ?", (document,))
    database.execute("UPDATE documents SET done = ? AND open = 0 WHERE number = ?", (done, document))


def mark_finished(database: Database, document: int, double: bool) -> None:
    """Derive anew who has marked a document done."""
    packed = database.value("SELECT article FROM documents WHERE number = ?", (document,))
    content = article_of(packed).content_sha256
    _put_finished(database, document, _finished(database, document, content, double))


def _finished(database: Database, document: int, content: str, double: bool) -> dict[str, int]:
    """Who has marked this text done, with the decision; who was last, unless two work independently."""
    latest: dict[str, tuple[int, bool]] = {}
    for row in database.rows(_FINISHED, (document,)):
        if not double:
            latest.clear()
        latest[row["reviewer"]] = (row["number"], row["action"] == "done" and row["content"] == content)
    return {reviewer: number for reviewer, (number, stands) in latest.items() if stands}


def _put_finished(database: Database, document: int, finished: dict[str, int]) -> None:
    database.execute("DELETE FROM finished WHERE document = ?", (document,))
    rows = [(document, reviewer, number) for reviewer, number in finished.items()]
    database.execute_many("INSERT INTO finished VALUES (?, ?, ?)", rows)


def _put(database: Database, number: int, document: int, stand: Stand) -> None:
    """Write where a record stands, and what each reviewer says of it."""
    if stand.record is None:
        database.execute(_HIDDEN, (number,))
    else:
        shown = kept_version(database, stand.record)
        database.execute(_SHOWN, (*columns_of(stand.record), shown, *_decided(stand), number))
    database.execute("DELETE FROM opinions WHERE record = ?", (number,))
    for opinion in stand.opinions:
        decision, shown = opinion.decision, kept_version(database, opinion.record)
        row = (number, decision.reviewer, document, opinion.state, shown)
        row_of_decision = (decision.number, decision.at, decision.reason)
        database.execute("INSERT INTO opinions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, *row_of_decision))


def columns_of(record: Record) -> tuple[Value, ...]:
    """Type, rule, confidence, place and day of beginning of a record that is shown."""
    starts = record.start if isinstance(record, Event) else None
    return (record.type, record.rule, record.confidence, place(record), starts)


def _decided(stand: Stand) -> tuple[Value, ...]:
    decision = stand.decision
    if decision is None:
        return (stand.state, None, None, None, None, stand.settled)
    told = (decision.number, decision.reviewer, decision.at, decision.reason)
    return (stand.state, *told, stand.settled)
