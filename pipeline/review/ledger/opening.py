"""Opening the book of a run: the file, made or brought up to date, and how it is synced.

A decision that was confirmed is on the disk: each transaction waits for it (`synchronous = FULL`). Readers
are never kept waiting (`journal_mode = WAL`), and what is forgotten is overwritten (`secure_delete`).
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from pipeline.database import Database, connected, rewrite, version_of
from pipeline.errors import SourceMissing
from pipeline.review.ledger.schema import SCHEMA

REVIEW_FILE = "review.sqlite"
ARTICLES, RECORDS = "articles.jsonl", "records.jsonl"

_CACHE_KILOBYTES = 16_000
_LOG_PAGES = 1000  # of 4096 bytes: what was written last, before it is taken over into the file
_LOG_BYTES = 64 << 20  # what a large transaction may leave of the log's file


def opened_database(directory: Path, turn: Lock | None = None) -> Database:
    """Open the book of a run, made or brought up to date where needed; any thread may use it, one at a time.

    Args:
        directory: where the run wrote.
        turn: what this connection shares with others of the process, so that they write one after the other.

    Raises:
        SourceMissing: no run has written there.
        StateUnknown: a later version wrote the book, or it is no book at all, or it is broken.
        OutputUnwritable: it cannot be written, or the disk is full.
    """
    for name in (ARTICLES, RECORDS):
        if not (directory / name).is_file():
            raise SourceMissing(
                f"{directory}: there is no {name} in it; `pressfacts run SOURCE --out {directory}` makes one"
            )
    path = directory / REVIEW_FILE
    database = Database(connected(path, "rwc", any_thread=True), path, turn)
    try:
        _prepare(database, path)
        rewrite(database, "review")
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: Database, path: Path) -> None:
    version_of(database, path, SCHEMA)  # a file that is not ours stays as it is
    settings = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON")
    limits = (f"cache_size = -{_CACHE_KILOBYTES}", f"wal_autocheckpoint = {_LOG_PAGES}")
    for setting in (*settings, *limits, f"journal_size_limit = {_LOG_BYTES}"):
        database.value(f"PRAGMA {setting}")
    if version_of(database, path, SCHEMA) < SCHEMA.version:
        with database.transaction():  # of several that open it at once, one does it
            for statement in SCHEMA.statements(version_of(database, path, SCHEMA)):
                database.execute(statement)
