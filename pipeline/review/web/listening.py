"""One server on a directory: its lock, which says where the page is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from pipeline.errors import DirectoryLocked
from pipeline.locks import taken

LOCK_FILE = "review.lock"


@contextmanager
def alone(directory: Path) -> Iterator[FileLock]:
    """While the block runs: no other server works on the directory.

    Raises:
        DirectoryLocked: another does; the message says where its page is.
        OutputUnwritable: the directory cannot be written.
    """
    lock = taken(directory / LOCK_FILE, "is being reviewed already")
    try:
        yield lock
    finally:
        lock.release()


def is_served(directory: Path) -> bool:
    """Whether a server works on a directory."""
    try:
        with alone(directory):
            return False
    except DirectoryLocked:
        return True
