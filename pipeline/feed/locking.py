"""One feed at a time: the lock of a directory, be it a run's or a feed's.

The lock is the operating system's, and ends with the process that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import DirectoryLocked, OutputUnwritable

LOCK_FILE = ".feed.lock"


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keep other feeds out of a directory while the block runs.

    Raises:
        DirectoryLocked: another one works on it.
        OutputUnwritable: the directory cannot be written.
    """
    lock = FileLock(directory / LOCK_FILE, fallback_to_soft=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DirectoryLocked(f"{directory}: another feed works on it; try again when it is done") from error
    except OSError as error:
        raise OutputUnwritable(f"{directory}: cannot be locked: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()
