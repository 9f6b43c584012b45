"""The worker's side: what a thread of a Dask worker does with a shard.

It works on no document itself. Each thread has a child, a process of `pipeline.workers`, which works on one
document at a time, within the limits that hold everywhere; the child stays for the shards that follow.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from logging.handlers import QueueHandler
from pathlib import Path
from queue import SimpleQueue
from socket import gethostname
from typing import Any

from pipeline.engines.lines import lines_of
from pipeline.engines.shelf import Shelf
from pipeline.errors import OutputUnwritable, VersionsDiffer
from pipeline.manifest import deciding, differences, digest_of, forget_digests
from pipeline.settings import Settings
from pipeline.workers import Task, Workers

_Kind = tuple[str, str, bool]

_IDLE_SECONDS = 60.0
"""How long children outlive the last shard: a run that was killed sends no word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A shard to be worked off.

    Attributes:
        run: the word that the run has left on its shelf.
        shelf: the directory of its finished shards.
        version: all that decides what a document becomes, as the run has it.
        settings: the run's, with the limits of a document.
        strict: let a bug that a document meets end the run.
        shard: the name of the shard.
        digests: those of its tasks.
        tasks: the tasks.
    """

    run: str
    shelf: Path
    version: dict[str, Any]
    settings: Settings
    strict: bool
    shard: str
    digests: tuple[str, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A shard was worked off: its results, None where they stand on the shelf, and what was logged."""

    lines: bytes | None
    logged: tuple[logging.LogRecord, ...] = ()


class Call:
    """An order that is carried out where it is unpickled, which gives the pickled receipt.

    So Dask is told to unpickle some bytes, and neither the scheduler nor a worker's own messages know of
    pressfacts: where it is missing, that is the error of one task and not of the worker.
    """

    def __init__(self, order: Order) -> None:
        """Wrap an order."""
        self._order = order

    def __reduce__(self) -> tuple[Callable[[Order], bytes], tuple[Order]]:
        """What unpickling does."""
        return answer, (self._order,)


def answer(order: Order) -> bytes:
    """Work off a shard; the receipt, pickled."""
    return pickle.dumps(work_off(order))


def work_off(order: Order) -> Receipt:
    """Work off a shard.

    Raises:
        VersionsDiffer: the code, rules, model or libraries here are not those of the run.
        PipelineError: what every document needs is missing, or no process can be started.
        Exception: with `strict`, the bug that a document has met.
    """
    shelf, version = Shelf(order.shelf), digest_of(order.version)
    shared = shelf.is_claimed(order.run)
    if shared and shelf.get(order.shard, version) is not None:  # by a worker that died before it could say so
        return Receipt(None)
    with _logged() as logged, _CHILDREN.one(order) as child:
        lines = lines_of(child.results(order.tasks))
    if shared:
        try:
            shelf.put(order.shard, version, order.digests, lines)
            return Receipt(None, tuple(logged))
        except OutputUnwritable:
            pass  # the run was perhaps killed, and its shelf cleared; if not, it gets them by the wire
    return Receipt(lines, tuple(logged))


class _Children:
    """The children of this process that wait for a shard; each fits any run of its version and settings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Workers, tuple[_Kind, threading.Timer]] = {}

    @contextmanager
    def one(self, order: Order) -> Iterator[Workers]:
        """A child for a shard; one that has failed the run is ended, any other waits for the next shard."""
        settings = order.settings.model_copy(update={"workers": 1})
        kind = (digest_of(order.version), settings.model_dump_json(), order.strict)
        child = self._taken(kind)
        if child is None:
            _check_version(order)
            _allow_children()
            child = Workers(settings, order.strict)
        with ExitStack() as on_failure:
            on_failure.enter_context(child)
            yield child
            on_failure.pop_all()
        self._give_back(child, kind)

    def _taken(self, kind: _Kind) -> Workers | None:
        with self._lock:
            for child, (other, clock) in self._waiting.items():
                if other == kind:
                    clock.cancel()
                    del self._waiting[child]
                    return child
        return None

    def _give_back(self, child: Workers, kind: _Kind) -> None:
        clock = threading.Timer(_IDLE_SECONDS, self._end, [child])
        clock.daemon = True
        with self._lock:
            self._waiting[child] = (kind, clock)
        clock.start()

    def _end(self, child: Workers) -> None:
        with self._lock:
            if self._waiting.pop(child, None) is None:
                return  # it has just been taken
        child.__exit__(None, None, None)


_CHILDREN = _Children()


def _allow_children() -> None:
    """Undo what Dask does to its workers that is not meant for the processes of others.

    It marks them as daemons, which may have no children, and has them give back all memory at once, which
    would cost our children a tenth of their time.
    """
    multiprocessing.current_process().daemon = False
    os.environ.pop("MALLOC_TRIM_THRESHOLD_", None)


def _check_version(order: Order) -> None:
    """See that this machine makes the same of a document as that of the run.

    What the disk says now counts, for a child is to be started now.
    """
    forget_digests()
    found = differences(order.version, deciding(order.settings))
    if found:
        place = f"the worker on {gethostname()} (process {os.getpid()})"
        raise VersionsDiffer(f"{place} has another version than the run: {'; '.join(found)}")


@contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
    """What this thread logs in the block, ready to be sent."""
    records: list[logging.LogRecord] = []
    queue: SimpleQueue[logging.LogRecord] = SimpleQueue()
    handler, thread = QueueHandler(queue), threading.get_ident()
    handler.addFilter(lambda record: threading.get_ident() == thread)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield records
    finally:
        root.removeHandler(handler)
        while not queue.empty():
            records.append(queue.get())
