"""Documents side by side: the same outcomes in the same order, whatever the number of processes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from pipeline.article import RawDocument
from pipeline.errors import WorkerDied
from pipeline.outcome import Outcome, outcome
from pipeline.settings import Settings
from pipeline.stages import Pipeline

_CHUNK = 8  # documents that a worker takes at once
_AHEAD = 3  # chunks a worker that wait, so that no worker idles and memory stays bounded

_pipeline: Pipeline | None = None  # a worker's own, loaded once


def outcomes(documents: Iterable[RawDocument], settings: Settings, strict: bool) -> Iterator[Outcome]:
    """The outcome of each document, in the order of the documents."""
    if settings.workers == 1:
        pipeline = Pipeline(settings)
        for raw in documents:
            yield outcome(pipeline, raw, strict)
        return
    Pipeline(settings.model_copy(update={"workers": 1}))  # a missing model fails here, with its message
    yield from _side_by_side(documents, settings, strict)


def _side_by_side(documents: Iterable[RawDocument], settings: Settings, strict: bool) -> Iterator[Outcome]:
    rest = iter(documents)
    waiting: deque[Future[list[Outcome]]] = deque()
    # spawned, not forked: the parent has threads, and every platform then behaves alike
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        settings.workers, mp_context=context, initializer=_load, initargs=(settings,)
    ) as pool:
        try:
            while True:
                while len(waiting) < settings.workers * _AHEAD and (chunk := list(islice(rest, _CHUNK))):
                    waiting.append(pool.submit(_work, chunk, strict))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerDied("a worker process was killed, perhaps for want of memory") from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _load(settings: Settings) -> None:
    global _pipeline
    _pipeline = Pipeline(settings)


def _work(chunk: list[RawDocument], strict: bool) -> list[Outcome]:
    if _pipeline is None:
        raise RuntimeError("the worker was not loaded")
    return [outcome(_pipeline, raw, strict) for raw in chunk]
