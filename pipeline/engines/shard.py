"""Shards: tasks are cut into slices that take a worker about the same time.

A shard is as long as its documents are expected to take: long enough that sending it costs nothing beside it,
short enough that little is lost with a worker, and that none works long when the others have nothing left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from statistics import fmean

from pipeline.workers import ExtractTask, Result, Task

_SECONDS = 2.0
"""Seconds of work that a shard is to be."""
_MOST_A_SECOND = 50.0
"""Shards that a scheduler and a run are to handle in a second; with more workers shards become longer."""
_FIRST_GUESS = 0.25
"""Seconds that a document is expected to take before any has been seen."""
_WEIGHT = 0.3
"""How much the last shard says about the next."""
_MOST_DOCUMENTS = 1000
_MOST_BYTES = 4_000_000
_NAME_LETTERS = 32


@dataclass(frozen=True)
class Shard:
    """A slice of the tasks of a stage, with the digests by which its results are found again."""

    tasks: tuple[Task, ...]
    digests: tuple[str, ...]

    @cached_property
    def name(self) -> str:
        """What its files are called."""
        return hashlib.sha256("".join(self.digests).encode()).hexdigest()[:_NAME_LETTERS]


class Cutter:
    """Cuts tasks into shards, by how long the documents of the last ones have taken."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._seconds = _FIRST_GUESS

    def learn(self, results: Sequence[Result]) -> None:
        """Take note of the seconds of the documents of a shard."""
        mean = fmean(result.seconds for result in results)
        self._seconds += _WEIGHT * (mean - self._seconds)

    def cut(self, tasks: Iterator[tuple[Task, str]], threads: int) -> Shard | None:
        """The next shard for so many threads, from tasks with their digests; None where none are left."""
        seconds = max(_SECONDS, threads / _MOST_A_SECOND)
        most = min(_MOST_DOCUMENTS, max(1, round(seconds / max(self._seconds, 1e-6))))
        taken: list[tuple[Task, str]] = []
        size = 0
        for task, digest in tasks:
            taken.append((task, digest))
            size += _size(task)
            if len(taken) >= most or size >= _MOST_BYTES:
                break
        return Shard(*map(tuple, zip(*taken, strict=True))) if taken else None


def task_digest(task: Task) -> str:
    """Digest of all that decides the result of a task, beside the version that works on it."""
    values = (task.article_line, task.where) if isinstance(task, ExtractTask) else astuple(task.raw)
    digest = hashlib.sha256(type(task).__name__.encode())
    for value in values:
        data = value if isinstance(value, bytes) else repr(value).encode()
        digest.update(b"%d:%d:" % (isinstance(value, bytes), len(data)) + data)
    return digest.hexdigest()[:_NAME_LETTERS]


def _size(task: Task) -> int:
    return len(task.article_line if isinstance(task, ExtractTask) else task.raw.content)
