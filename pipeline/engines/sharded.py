"""The engine for many machines: tasks are cut into shards, which the workers of a Dask cluster work off."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.engines.cluster import Cluster
from pipeline.engines.lines import results_of
from pipeline.engines.remote import Order, Receipt
from pipeline.engines.shard import Cutter, Shard, task_digest
from pipeline.engines.shelf import Place, Shelf
from pipeline.errors import OutputUnwritable
from pipeline.manifest import deciding, digest_of
from pipeline.settings import Settings
from pipeline.workers import Result, Task
from pipeline.workers.worker import relay

log = logging.getLogger(__name__)

_AHEAD = 2
"""Shards under way for each thread: one under work and one behind it, so that no thread waits for the run."""


class DaskEngine:
    """Has shards worked off, each of which is kept whole.

    A scheduler is joined at once, so that a wrong address shows before anything is fetched; workers on this
    machine are started for the first task.
    """

    def __init__(self, settings: Settings, strict: bool, shelf: Path) -> None:
        """Start nothing yet.

        Args:
            settings: the scheduler or how many workers, and the limits of a document.
            strict: let a bug that a document meets end the run.
            shelf: the directory of finished shards.
        """
        self._settings = settings
        self._strict = strict
        self._directory = shelf.resolve()
        self._shelf = Shelf(self._directory)
        self._cluster: Cluster | None = None
        self._waits = False

    def __enter__(self) -> Self:
        """Join the scheduler, if one was named.

        Raises:
            ClusterUnreachable: it does not answer.
        """
        self._version = deciding(self._settings)
        self._word = self._shelf.claim()
        if self._settings.scheduler:
            self._cluster = self._started()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster, or end the workers that were started."""
        if self._cluster:
            self._cluster.__exit__(kind, error, trace)

    def expect(self) -> None:
        """Start nothing: a cluster is more than a file may be worth, and that of a scheduler stands ready."""

    def groups(self, tasks: Iterable[Task]) -> Iterator[Sequence[Result]]:
        """The results of all tasks, a shard after the other as they are ready.

        Raises:
            ClusterUnreachable: the scheduler is gone.
            VersionsDiffer: a worker has another version than the run.
            OutputUnwritable: the results of a shard cannot be read.
            PipelineError: what every document needs is missing on a worker.
            Exception: with `strict`, the bug that a document has met.
        """
        cutter, found = Cutter(), deque[Place]()
        rest = self._unfinished(tasks, found)
        try:
            while True:
                self._give(rest, cutter)
                yield from self._found(found)
                if self._cluster is None or not self._cluster.waiting:
                    return
                shard, receipt = self._cluster.receipt()
                results = self._results(shard, receipt)
                cutter.learn(results)
                yield results
                self._shelf.discard(shard)
        finally:
            if self._cluster:
                self._cluster.withdraw()

    def _unfinished(self, tasks: Iterable[Task], found: deque[Place]) -> Iterator[tuple[Task, str]]:
        """The tasks that are to be worked on; places of the others' results go to `found`."""
        finished = self._shelf.finished(digest_of(self._version))
        for task in tasks:
            digest = task_digest(task)
            if digest in finished:
                found.append(finished[digest])
            else:
                yield task, digest

    def _give(self, rest: Iterator[tuple[Task, str]], cutter: Cutter) -> None:
        """Give as many shards as keep every thread busy; the first of all starts the workers."""
        threads = self._threads()
        while self._cluster is None or self._cluster.waiting <= _AHEAD * threads:
            shard = cutter.cut(rest, threads)
            if shard is None:
                return
            if self._cluster is None:
                self._cluster = self._started()
                threads = self._threads()
            self._cluster.give(self._order(shard))

    def _threads(self) -> int:
        if self._cluster is None:
            return self._settings.workers
        threads = self._cluster.threads
        if not threads and not self._waits:
            log.warning("the scheduler has no workers; the run waits for one")
        self._waits = not threads
        return max(1, threads)

    def _started(self) -> Cluster:
        return Cluster(self._settings.scheduler, self._settings.workers)

    def _order(self, shard: Shard) -> Order:
        return Order(
            run=self._word,
            shelf=self._directory,
            version=self._version,
            settings=self._settings,
            strict=self._strict,
            shard=shard.name,
            digests=shard.digests,
            tasks=shard.tasks,
        )

    def _results(self, shard: str, receipt: Receipt) -> list[Result]:
        """The results of a shard, from its receipt or from the shelf."""
        for record in receipt.logged:
            relay(record)
        if receipt.lines is not None:
            return results_of(receipt.lines)
        results = self._shelf.get(shard, digest_of(self._version))
        if results is None:
            raise OutputUnwritable(
                f"{self._directory}: the results that a worker has put there are not whole"
            )
        return results

    def _found(self, places: deque[Place]) -> Iterator[list[Result]]:
        """The results of tasks that an earlier run has finished, those of a shard together."""
        waiting = [places.popleft() for _ in range(len(places))]
        for shard, group in groupby(waiting, key=attrgetter("shard")):
            results = self._shelf.get(shard, digest_of(self._version))
            if results is None:
                raise OutputUnwritable(f"{self._directory}: somebody changes what lies there")
            yield [results[place.number] for place in group]
