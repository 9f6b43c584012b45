"""Work in a process of its own that is killed at a write step, or finds the disk full.

Kinds of steps: `commit` (of SQLite), `sync` (a file to the disk), `rename` and `remove` (of a file).
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import signal
import sqlite3
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from tests.batch.killing import Killer

KINDS = ("commit", "sync", "rename", "remove")
Work = Callable[[], object]

_PROCESSES = multiprocessing.get_context("fork")


def steps_of(work: Work) -> Counter[str]:
    """How many steps of each kind some work has; it is done."""
    ours, theirs = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_counted, args=(work, theirs))
    process.start()
    theirs.close()
    steps: Counter[str] = ours.recv()
    process.join()
    assert process.exitcode == 0
    return steps


def killed_at(work: Work, kind: str, number: int) -> None:
    """Begin some work, and kill it just before a step."""
    process = _PROCESSES.Process(target=_watched, args=(work, Killer(kind, number)))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def killed_copies(start: Path, steps: Counter[str], work: Callable[[Path], object]) -> Iterator[Path]:
    """Copies of a directory, in each of which some work was killed at another of its steps."""
    for kind, number in ((kind, n) for kind, total in steps.items() for n in range(1, total + 1)):
        root = shutil.copytree(start, start.with_name(f"{kind}-{number}"))
        killed_at(partial(work, root), kind, number)
        yield root


def on_full_disk(work: Work, size: int) -> str:
    """Do some work where no file can grow beyond a size; what it says."""
    ours, theirs = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_limited, args=(work, size, theirs))
    process.start()
    theirs.close()
    said: str = ours.recv()
    process.join()
    return said


def _counted(work: Work, answer: Connection) -> None:
    killer = Killer("none", 0)
    _watched(work, killer)
    answer.send(killer.steps)


def _watched(work: Work, killer: Killer) -> None:
    os.fsync = killer.before("sync", os.fsync)
    Path.replace = killer.before("rename", Path.replace)  # type: ignore[method-assign]
    Path.unlink = killer.before("remove", Path.unlink)  # type: ignore[method-assign]
    sqlite3.connect = killer.connected(sqlite3.connect)  # type: ignore[assignment]
    work()


def _limited(work: Work, size: int, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        work()
        answer.send("done")
    except Exception as error:
        answer.send("".join(traceback.format_exception_only(error)))
