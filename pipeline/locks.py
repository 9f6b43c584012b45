"""Locks of directories: the operating system's (`flock`), so that they end with the process that holds them.

Who holds one can stand in its file, for the message to others.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import orjson
from filelock import FileLock, Timeout

from pipeline.errors import DirectoryLocked, OutputUnwritable


def taken(path: Path, busy: str) -> FileLock:
    """Take a lock that nobody holds.

    Args:
        path: its file, in the directory that it is of.
        busy: what is said where somebody holds it, with who does.

    Raises:
        DirectoryLocked: somebody does.
        OutputUnwritable: the directory cannot be written.
    """
    lock = FileLock(path, fallback_to_soft=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DirectoryLocked(f"{path.parent}: {busy}{_holder(path)}") from error
    except OSError as error:
        raise OutputUnwritable(f"{path.parent}: cannot be locked: {error.strerror}") from error
    return lock


def sign(path: Path, url: str | None = None) -> None:
    """Write into a lock that is held who holds it, and the address that it is held for, if there is one.

    Raises:
        OutputUnwritable: it cannot be written.
    """
    started = datetime.now(UTC).isoformat(timespec="seconds")
    address = {"url": url} if url else {}
    try:
        path.write_bytes(orjson.dumps({"pid": os.getpid(), **address, "started": started}))
    except OSError as error:
        raise OutputUnwritable(f"{path}: cannot be written: {error.strerror}") from error


def _holder(path: Path) -> str:
    try:
        holder = orjson.loads(path.read_bytes())
        at = f" at {holder['url']}" if "url" in holder else ""
        return f"{at} (process {holder['pid']}, since {holder['started']})"
    except (OSError, ValueError, KeyError, TypeError):  # unsigned, just begun, or another program's file
        return ""
