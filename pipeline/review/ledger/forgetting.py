"""Forgetting: a document, or all that names a person, leaves the book of decisions, and its bytes the file.

It is the one thing that removes lines of the book. A page that is open meanwhile finds the document gone; a
load that is under way begins again with the files as they are without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.database import DUE, Database, rewrite, unpacked
from pipeline.review.ledger.derived import CHANGE
from pipeline.review.ledger.opening import REVIEW_FILE, opened_database
from pipeline.review.ledger.versions import article_of
from pipeline.state.forgetting import Subject, told

_GUARD = "decisions_remain"
_IN_BOOK = """
SELECT line FROM versions WHERE number IN (
    SELECT before FROM decisions UNION SELECT after FROM decisions UNION SELECT found FROM decisions
)
"""
_UNUSED = """
DELETE FROM versions WHERE number NOT IN (
    SELECT ifnull(found, 0) FROM records UNION SELECT shown FROM records UNION SELECT shown FROM opinions
    UNION SELECT ifnull(before, 0) FROM decisions UNION SELECT ifnull(after, 0) FROM decisions
    UNION SELECT ifnull(found, 0) FROM decisions
)
"""
_FORGOTTEN = """
UPDATE meta SET value = (SELECT value FROM meta WHERE key = 'changes') WHERE key = 'forgotten'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a book has of a subject: documents by their ids, and how many decisions on them."""

    documents: tuple[str, ...] = ()
    decisions: int = 0


def forget_reviewed(directory: Path, subject: Subject, *, dry_run: bool = False) -> Reviewed:
    """Remove a subject from the book of a run, if there is one.

    Args:
        directory: where the run wrote.
        subject: what is to be forgotten.
        dry_run: only say what would go.

    Raises:
        StateUnknown: a later version wrote the book, or it is broken.
        OutputUnwritable: the disk is full; either nothing was removed, or all but the old bytes, which the
            next opening removes.
    """
    if not (directory / REVIEW_FILE).is_file():
        return Reviewed()
    database = opened_database(directory)
    try:
        with database.transaction():
            found = _found(database, subject)
            if not dry_run and found.documents:
                _remove(database, found.documents)
        rewrite(database, "review")
        return found
    finally:
        database.close()


def _found(database: Database, subject: Subject) -> Reviewed:
    named = {
        row["id"]
        for row in database.rows("SELECT id, article FROM documents")
        if any(map(subject.is_in, told(orjson.loads(unpacked(row["article"])))))
    }
    if subject.person:
        records = map(_unpacked, database.rows("SELECT line FROM versions"))
        named |= {each["document"]["id"] for each in records if subject.is_named_in(each.get("person") or "")}
        decided = map(_unpacked, database.rows(_IN_BOOK))
        named |= {each["document"]["id"] for each in decided if any(map(subject.is_named_in, _texts(each)))}
    documents = tuple(sorted(named))
    parameter = orjson.dumps(documents).decode()
    decisions = database.value(
        "SELECT count(*) FROM decisions JOIN documents ON documents.number = document "
        "WHERE documents.id IN (SELECT value FROM json_each(?))",
        (parameter,),
    )
    return Reviewed(documents=documents, decisions=decisions)


def _unpacked(row: Any) -> dict[str, Any]:
    record: dict[str, Any] = orjson.loads(unpacked(row["line"]))
    return record


def _texts(value: Any) -> Iterator[str]:
    """All strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _remove(database: Database, documents: tuple[str, ...]) -> None:
    """Remove documents with all that is kept of them, and note that the file is to be written anew."""
    guard = database.value("SELECT sql FROM sqlite_schema WHERE name = ?", (_GUARD,))
    database.execute(f"DROP TRIGGER {_GUARD}")
    for id in documents:
        row = database.row("SELECT number, article FROM documents WHERE id = ?", (id,))
        if row is not None:
            _remove_document(database, row["number"], row["article"])
    database.execute(guard)
    database.execute(_UNUSED)
    database.execute("INSERT INTO words (words) VALUES ('optimize')")  # until then it keeps what was deleted
    database.execute("DELETE FROM meta WHERE key = 'loaded'")
    database.execute(CHANGE)
    database.execute(_FORGOTTEN)
    database.execute(DUE)


def _remove_document(database: Database, number: int, article: bytes) -> None:
    former = article_of(article)
    words = (number, former.title, former.text)
    database.execute("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", words)
    for table in ("opinions", "finished", "decisions", "records"):
        database.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
    database.execute("DELETE FROM documents WHERE number = ?", (number,))
