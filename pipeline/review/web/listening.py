"""One server on a directory: its lock, which says where the page is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson
from filelock import FileLock, Timeout

from pipeline.errors import DirectoryLocked, OutputUnwritable

LOCK_FILE = "review.lock"


@contextmanager
def alone(directory: Path) -> Iterator[FileLock]:
    """While the block runs: no other server works on the directory.

    Raises:
        DirectoryLocked: another does; the message says where its page is.
        OutputUnwritable: the directory cannot be written.
    """
    path = directory / LOCK_FILE
    lock = FileLock(path, fallback_to_soft=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DirectoryLocked(f"{directory}: is being reviewed already{_holder(path)}") from error
    except OSError as error:
        raise OutputUnwritable(f"{directory}: cannot be locked: {error.strerror}") from error
    try:
        yield lock
    finally:
        lock.release()


def announced(directory: Path, address: str) -> None:
    """Write into the lock where the page is, for the message of a second server.

    Raises:
        OutputUnwritable: it cannot be written.
    """
    started = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        (directory / LOCK_FILE).write_bytes(
            orjson.dumps({"pid": os.getpid(), "url": address, "started": started})
        )
    except OSError as error:
        raise OutputUnwritable(f"{directory / LOCK_FILE}: cannot be written: {error.strerror}") from error


def is_served(directory: Path) -> bool:
    """Whether a server works on a directory."""
    try:
        with alone(directory):
            return False
    except DirectoryLocked:
        return True


def _holder(path: Path) -> str:
    try:
        holder = orjson.loads(path.read_bytes())
        return f" at {holder['url']} (process {holder['pid']}, since {holder['started']})"
    except (OSError, ValueError, KeyError, TypeError):  # it has just begun, or is another program's file
        return ""
