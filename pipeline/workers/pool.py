"""The workers of a run: tasks in, results out as they are ready."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import wait
from types import TracebackType

from pipeline.errors import WorkerDied
from pipeline.settings import Settings
from pipeline.workers.tasks import Result, Task
from pipeline.workers.work import DocumentWork, MakeWork
from pipeline.workers.worker import Worker

_MOST_STILLBORN = 3
"""Processes that may end one after the other before any of them has begun a document."""

MOST_TASKS = 5_000
"""Tasks, two a document, after which another process takes a worker's place: its vocabulary keeps a place for
every word that it has met, and a start costs a hundredth of their time."""


class Workers:
    """So many processes as the settings say, each started when there is a task for it, or one is expected.

    Args:
        settings: how many, and the limits of a document.
        strict: let a bug that a document meets come out here instead of rejecting the document.
        make_work: what they do; tests give them something worse to do.
        most_tasks: how many tasks a process works on before another takes its place.
    """

    def __init__(
        self,
        settings: Settings,
        strict: bool = False,
        make_work: MakeWork = DocumentWork,
        most_tasks: int = MOST_TASKS,
    ) -> None:
        """Start nothing yet."""
        self._settings = settings
        self._strict = strict
        self._make_work = make_work
        self._most_tasks = most_tasks
        self._workers: list[Worker] = []
        self._again: deque[Task] = deque()
        self._stillborn = 0

    def __enter__(self) -> Workers:
        """The workers; all of them end with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    @property
    def pids(self) -> list[int]:
        """The numbers of the living processes."""
        return [worker.pid for worker in self._workers if worker.pid is not None]

    def expect(self) -> None:
        """Start the first process, unless there is one, while the run finds out what there is to do."""
        if not self._workers:
            self._started()

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """The result of each task, in the order in which they are ready.

        Tasks are taken from the iterable only when a worker is free for one, so it may be endless. May be
        called again when it has ended, one call at a time; a caller that stops in the middle loses the tasks
        under work.

        Raises:
            ModelMissing: a task needs the language model, and it is not installed.
            WorkerDied: processes cannot be started, or end before they can do anything.
            Exception: with `strict`, the bug that a document has met.
        """
        rest = iter(tasks)
        results: list[Result] = []
        try:
            while True:
                at_work = self._give(rest)
                yield from results  # while the workers have something to do
                if not at_work:
                    return
                results = self._hear()
        finally:
            self._again.clear()
            for worker in [worker for worker in self._workers if worker.task is not None]:
                self._drop(worker)

    def groups(self, tasks: Iterable[Task]) -> Iterator[Sequence[Result]]:
        """The results, each a group of its own: what is kept at once, a document at a time."""
        for result in self.results(tasks):
            yield (result,)

    def _give(self, rest: Iterator[Task]) -> bool:
        """Give every worker that is free or may be started a task; whether any has one."""
        while self._has_room() and (task := self._next(rest)) is not None:
            self._free_worker().give(task)
        return any(worker.task is not None for worker in self._workers)

    def _has_room(self) -> bool:
        return len(self._workers) < self._settings.workers or any(w.task is None for w in self._workers)

    def _next(self, rest: Iterator[Task]) -> Task | None:
        return self._again.popleft() if self._again else next(rest, None)

    def _free_worker(self) -> Worker:
        free = next((worker for worker in self._workers if worker.task is None), None)
        return free or self._started()

    def _started(self) -> Worker:
        try:
            worker = Worker(self._make_work, self._settings, self._strict, self._most_tasks)
        except OSError as error:
            raise WorkerDied(f"no worker process could be started: {error.strerror or error}") from error
        self._workers.append(worker)
        return worker

    def _hear(self) -> list[Result]:
        """Wait for the next messages or deadline; the results that they bring."""
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        timeout = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        speaking = wait([worker.connection for worker in self._workers], timeout)
        heard = [self._heard(worker) for worker in list(self._workers) if worker.connection in speaking]
        return [result for result in [*heard, *self._overdue()] if result is not None]

    def _heard(self, worker: Worker) -> Result | None:
        result = worker.hear()
        if worker.begun is not None:
            self._stillborn = 0
        if not worker.usable:
            self._lose(worker)
        return result

    def _overdue(self) -> Iterator[Result]:
        """The rejections of documents that have had their time; what was answered meanwhile is none."""
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.deadline is not None and worker.deadline <= now and not worker.connection.poll():
                yield worker.late()
                self._workers.remove(worker)

    def _lose(self, worker: Worker) -> None:
        """Do without a worker that is dead or spent; a task that it had not taken goes to another."""
        if worker.task is not None:
            self._again.append(worker.task)
            self._stillborn += 1
        self._drop(worker)
        if self._stillborn >= _MOST_STILLBORN:
            raise WorkerDied(
                "the worker processes end before they have begun a document, perhaps for want of memory"
            )

    def _drop(self, worker: Worker) -> None:
        worker.end()
        self._workers.remove(worker)
