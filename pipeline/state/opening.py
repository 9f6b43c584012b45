"""Opening the state of an output directory: the lock, the file's version, what a killed run left lying.

One run at a time works on a directory; who it is stands in the lock file, for the message.
"""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from pipeline.database import connected, version_of
from pipeline.errors import OutputUnwritable, SourceMissing, StateUnknown
from pipeline.locks import sign, taken
from pipeline.state.database import Database
from pipeline.state.schema import SCHEMA
from pipeline.store import prepared_directory

STATE_FILE = "state.sqlite"
LOCK_FILE = ".lock"

_PAGE_BYTES = 16384  # four or five articles a page: with 4096 bytes a quarter of the file would be empty
_CACHE_KILOBYTES = 8000
_LOG_PAGES = 256  # 4 MB of what was written last, before it is taken over into the file


def locked(directory: Path) -> FileLock:
    """Make an output directory and take its lock.

    Raises:
        DirectoryLocked: another process has it; the message says which, and since when.
        OutputUnwritable: the directory cannot be made or written.
    """
    path = prepared_directory(directory) / LOCK_FILE
    lock = taken(path, "another run works on it")
    try:
        sign(path)
    except OutputUnwritable:
        lock.release()
        raise
    return lock


def opened_database(directory: Path) -> Database:
    """Open the state for writing, made or brought up to date where needed; the lock must be held.

    Raises:
        StateUnknown: a later version wrote it, or it is no state at all.
        OutputUnwritable: it cannot be written, or the disk is full.
    """
    path = directory / STATE_FILE
    database = Database(connected(path, "rwc"), path)
    try:
        version = version_of(database, path, SCHEMA)
        if version == 0:
            database.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        # NORMAL: what a power cut may take are the last documents, which the next run does again; waiting for
        # the disk after each of them would cost more than cleaning it. Closing the file waits for the disk.
        for setting in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
            database.value(f"PRAGMA {setting}")
        database.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        database.value(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        if version < SCHEMA.version:
            with database.transaction():
                for statement in SCHEMA.statements(version):
                    database.execute(statement)
    except BaseException:
        database.close()
        raise
    return database


def readable_database(directory: Path) -> Database:
    """Open the state for reading, beside a run that may be working on it.

    Raises:
        SourceMissing: no run has written there.
        StateUnknown: another version wrote it, or it is no state at all.
    """
    path = directory / STATE_FILE
    if not path.is_file():
        raise SourceMissing(f"{directory}: no run has written there")
    database = Database(connected(path, "ro"), path)
    try:
        if version_of(database, path, SCHEMA) < SCHEMA.version:
            raise StateUnknown(
                f"{path}: was written by an earlier version; the next run brings it up to date"
            )
    except BaseException:
        database.close()
        raise
    return database
