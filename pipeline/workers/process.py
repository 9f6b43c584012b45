"""The worker's own side: a process that works on one document after the other until nobody asks any more."""

from __future__ import annotations

import logging
import pickle
import signal
import time
import traceback
from dataclasses import replace
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.workers.limits import memory_limit, time_limit
from pipeline.workers.tasks import Done, Failed, Logged, Message, Ready, Taken, Task, rejected_result
from pipeline.workers.work import MakeWork, Work

Wire = Connection  # of `Message` to the run, of `Task` from it


class _Log(QueueHandler):
    """Sends what is logged to the run."""

    def enqueue(self, record: logging.LogRecord) -> None:
        """Send one record, whose traceback `prepare` has made part of its message."""
        wire: Wire = self.queue  # type: ignore[assignment]
        _send(wire, Logged(record))


def serve(wire: Wire, make_work: MakeWork, settings: Settings, strict: bool, most_tasks: int) -> None:
    """Answer the tasks that come over a connection until its other end is closed, by will or by death.

    After so many tasks it is spent: what libraries keep of documents never grows beyond theirs.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the run decides
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.basicConfig(handlers=[_Log(wire)], level=logging.WARNING, force=True)  # type: ignore[arg-type]
    work = make_work(settings, strict)
    try:
        _send(wire, Ready())
        for number in range(1, most_tasks + 1):
            if not _answered(wire, work, settings, is_last=number == most_tasks):
                return
    except (EOFError, ConnectionError):
        return


def _answered(wire: Wire, work: Work, settings: Settings, is_last: bool) -> bool:
    """Take one task and answer it; whether the worker can take another."""
    task: Task = wire.recv()
    try:
        work.load(task)
        _send(wire, Taken())
        answer = _answer(work, task, settings)
        answer = replace(answer, spent=answer.spent or is_last)
    except Exception as error:
        _send(wire, Failed(_portable(error)))
        return False
    _send(wire, answer)
    return not answer.spent


def _answer(work: Work, task: Task, settings: Settings) -> Done:
    begun = time.perf_counter()
    try:
        with time_limit(settings.document_seconds), memory_limit(settings.document_memory):
            return Done(work.result(task))
    except MemoryError:
        seconds = time.perf_counter() - begun
    message = "the document takes more memory than the settings allow"
    return Done(rejected_result(task, "too_large", message, seconds), spent=True)


def _portable(error: Exception) -> Exception:
    """An error as it can be sent, with the place where it happened as a note."""
    place = "".join(traceback.format_exception(error))
    try:
        sent: Exception = pickle.loads(pickle.dumps(error))
    except Exception:
        sent = RuntimeError(f"{type(error).__name__}: {error}")
    if not isinstance(error, PipelineError):
        sent.add_note(f"In a worker process:\n{place}")
    return sent


def _send(wire: Wire, message: Message) -> None:
    wire.send(message)
