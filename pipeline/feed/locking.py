"""One feed at a time: the lock of a directory, be it a run's or a feed's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.locks import taken

LOCK_FILE = ".feed.lock"


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keep other feeds out of a directory while the block runs.

    Raises:
        DirectoryLocked: another one works on it.
        OutputUnwritable: the directory cannot be written.
    """
    lock = taken(directory / LOCK_FILE, "another feed works on it; try again when it is done")
    try:
        yield
    finally:
        lock.release()
