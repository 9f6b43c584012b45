"""Where many records stand after an act, or after a change of how reviewers work: in a few statements.

Of most records somebody said nothing but that they are right or wrong as the run found them: SQL can tell
where these stand, whoever decided. The others, and all in documents where one record may stand for another
that the run finds no more, are derived one document at a time (`pipeline.review.ledger.derived`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.database import Database, Value
from pipeline.review.ledger.book import EFFECTIVE
from pipeline.review.ledger.derived import CHANGE, SUMS, derive, is_double, mark_finished

_TABLES = (
    """
    CREATE TEMP TABLE IF NOT EXISTS chosen (
        record INTEGER PRIMARY KEY, document INTEGER NOT NULL, before INTEGER, found INTEGER,
        follows INTEGER, undoes INTEGER
    )
    """,
    "CREATE TEMP TABLE IF NOT EXISTS touched (document INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS said (record INTEGER, first INTEGER, last INTEGER, settling INTEGER)",
    "CREATE INDEX IF NOT EXISTS temp.said_record ON said (record)",
    "CREATE TEMP TABLE IF NOT EXISTS singly (record INTEGER PRIMARY KEY, document INTEGER NOT NULL)",
)
_TOUCHED = "INSERT INTO touched SELECT DISTINCT document FROM chosen"
_DECIDED = """
INSERT OR IGNORE INTO chosen (record, document)
SELECT record, document FROM decisions WHERE record IS NOT NULL
"""
_MARKED = "INSERT OR IGNORE INTO touched SELECT document FROM decisions WHERE record IS NULL"

_SAID = f"""
INSERT INTO said
SELECT chosen.record, min(decisions.number), max(decisions.number), max(decisions.settling)
FROM chosen CROSS JOIN decisions ON decisions.record = chosen.record
WHERE {EFFECTIVE} GROUP BY chosen.record, CASE WHEN ?1 THEN decisions.reviewer END
"""
"""The first and the last decision on a record, of each reviewer who works independently, or of all."""

_SINGLY = """
INSERT INTO singly
SELECT chosen.record, chosen.document FROM chosen JOIN records ON records.number = chosen.record
WHERE records.found IS NULL OR records.shown <> records.found
    OR chosen.document IN (
        SELECT document FROM touched
        WHERE EXISTS (SELECT 1 FROM records lost WHERE lost.document = touched.document AND found IS NULL)
    )
    OR EXISTS (
        SELECT 1 FROM said JOIN decisions ON decisions.number = said.last
        WHERE said.record = chosen.record AND (?1 AND said.settling OR NOT CASE decisions.action
            WHEN 'accept' THEN decisions.after IS NULL AND decisions.before IS records.found
            WHEN 'reject' THEN decisions.found IS records.found
            ELSE 0 END)
    )
"""
_STANDING = """
UPDATE records SET state = stood.state, decision = decisions.number, reviewer = decisions.reviewer,
    at = decisions.at, reason = decisions.reason, settled = 0
FROM (
    SELECT *, CASE WHEN state IN ('accepted', 'rejected') THEN last END AS counting FROM (
        SELECT chosen.record, said.last, max(said.first), CASE
            WHEN count(said.last) < ?1 THEN 'unreviewed'
            WHEN count(DISTINCT decisions.action) > 1 THEN 'disputed'
            WHEN decisions.action = 'accept' THEN 'accepted'
            ELSE 'rejected' END AS state
        FROM chosen LEFT JOIN said ON said.record = chosen.record
        LEFT JOIN decisions ON decisions.number = said.last
        WHERE chosen.record NOT IN (SELECT record FROM singly) GROUP BY chosen.record
    )
) AS stood LEFT JOIN decisions ON decisions.number = stood.counting
WHERE records.number = stood.record
    AND (records.state, records.decision, records.settled) IS NOT (stood.state, stood.counting, 0)
"""
"""The columns without an aggregate are of the one who began last, whose decision counts where all agree."""

_FORMER = """
DELETE FROM opinions
WHERE record IN (SELECT record FROM chosen) AND decision NOT IN (SELECT last FROM said)
"""
_OPINIONS = """
INSERT OR IGNORE INTO opinions
SELECT decisions.record, decisions.reviewer, decisions.document,
    CASE decisions.action WHEN 'accept' THEN 'accepted' ELSE 'rejected' END,
    records.found, decisions.number, decisions.at, decisions.reason
FROM said JOIN decisions ON decisions.number = said.last JOIN records ON records.number = said.record
WHERE said.record NOT IN (SELECT record FROM singly)
"""
_DONE = """
UPDATE documents SET done = open = 0 AND ?1 <= (
    SELECT count(*) FROM finished WHERE finished.document = documents.number
)
WHERE number IN (SELECT document FROM touched)
"""
_WITH_MARKS = """
SELECT document FROM touched WHERE document IN (SELECT document FROM decisions WHERE record IS NULL)
"""


def choose(database: Database, selection: str, parameters: Sequence[Value]) -> None:
    """Choose the records of an act: rows of record, document, before, found, follows, undoes."""
    _clear(database)
    database.execute(f"INSERT INTO chosen {selection}", parameters)
    database.execute(_TOUCHED)


def choose_decided(database: Database) -> None:
    """Choose all records and documents that somebody has decided."""
    _clear(database)
    database.execute(_DECIDED)
    database.execute(_TOUCHED)
    database.execute(_MARKED)


def _clear(database: Database) -> None:
    for statement in _TABLES:
        database.execute(statement)
    for table in ("chosen", "touched", "said", "singly"):
        database.execute(f"DELETE FROM {table}")


def derive_chosen(database: Database) -> None:
    """Derive anew where the chosen records stand, and what follows for their documents.

    A transaction must be open, and what was decided must be in the book.
    """
    double = is_double(database)
    needed = 2 if double else 1
    database.execute(_SAID, (double,))
    database.execute(_SINGLY, (double,))
    database.execute(_STANDING, (needed,))
    _put_opinions(database, double)
    database.execute(CHANGE)
    database.execute(f"{SUMS} IN (SELECT document FROM touched)")
    for document in database.column(_WITH_MARKS):
        mark_finished(database, document, double)
    database.execute(_DONE, (needed,))
    singly: dict[int, list[int]] = defaultdict(list)
    for record, document in database.rows("SELECT record, document FROM singly"):
        singly[document].append(record)
    for document, records in singly.items():
        derive(database, document, records)


def _put_opinions(database: Database, double: bool) -> None:
    """Write what each reviewer says, where two work independently; else nothing is kept of it."""
    if double:
        database.execute(_FORMER)
        database.execute(_OPINIONS)
    else:
        database.execute("DELETE FROM opinions WHERE record IN (SELECT record FROM chosen)")
