"""Opening the identities beside a run: the file, made or brought up to date where needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.database import Database, connected, rewrite, version_of
from pipeline.feed.identity.schema import SCHEMA

FEED_FILE = "feed.sqlite"
_CACHE_KILOBYTES = 16_000


@contextmanager
def opened_database(directory: Path) -> Iterator[Database]:
    """The identities of a run, closed at the end of the block; the directory's lock must be held.

    Raises:
        StateUnknown: a later version wrote them, or it is no such file, or it is broken.
        OutputUnwritable: they cannot be written, or the disk is full.
    """
    path = directory / FEED_FILE
    database = Database(connected(path, "rwc"), path)
    try:
        _prepare(database, path)
        rewrite(database, "identities")
        yield database
    finally:
        database.close()


def _prepare(database: Database, path: Path) -> None:
    version = version_of(database, path, SCHEMA)  # a file that is not ours stays as it is
    for setting in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        database.value(f"PRAGMA {setting}")
    database.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    if version < SCHEMA.version:
        with database.transaction():
            for statement in SCHEMA.statements(version):
                database.execute(statement)
