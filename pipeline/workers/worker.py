"""The run's side of one worker: gives it a task, hears it, and sees when it is late or dead."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

from pipeline.errors import Code
from pipeline.settings import Settings
from pipeline.workers.limits import PATIENCE
from pipeline.workers.process import serve
from pipeline.workers.tasks import Done, Failed, Logged, Message, Ready, Result, Taken, Task, rejected_result
from pipeline.workers.work import MakeWork

# spawned, not forked: the run has threads and an open database, and every platform then behaves alike
_CONTEXT = multiprocessing.get_context("spawn")
_TOO_LONG = "the document takes longer than {:g} seconds"


class Worker:
    """A process that works on one task at a time.

    Attributes:
        task: the task that it was given and has not answered.
        begun: when it began with the task, by `time.monotonic`; None while it starts or loads.
        usable: False when it has died or is to be replaced.
    """

    def __init__(self, make_work: MakeWork, settings: Settings, strict: bool, most_tasks: int) -> None:
        """Start the process, which takes a second or two to be ready; nobody waits for it."""
        self.task: Task | None = None
        self.begun: float | None = None
        self.usable = True
        self._ready = False
        self._seconds = settings.document_seconds
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=serve, args=(theirs, make_work, settings, strict, most_tasks), daemon=True
        )
        with theirs, without_interrupts():
            self._process.start()

    @property
    def pid(self) -> int | None:
        """The process's number."""
        return self._process.pid

    @property
    def deadline(self) -> float | None:
        """When its document has had its time by the clock, by `time.monotonic`; None while it has none."""
        return None if self.begun is None else self.begun + self._seconds * PATIENCE

    def give(self, task: Task) -> None:
        """Give it a task; it must have none."""
        self.task, self.begun = task, None
        if self._ready:
            self._send()

    def hear(self) -> Result | None:
        """Receive one message, or its death; the result, if there is one now.

        Raises:
            PipelineError: what it needs cannot be loaded, the language model for one.
            Exception: with `strict`, the bug that a document has met.
        """
        try:
            message: Message = self.connection.recv()
        except (EOFError, OSError):
            return self._death()
        match message:
            case Ready():
                self._ready = True
                self._send()
            case Taken():
                self.begun = time.monotonic()
            case Logged(record):
                relay(record)
            case Failed(error):
                raise error
            case Done(result, spent):
                self.task = self.begun = None
                self.usable = not spent
                return result
        return None

    def late(self) -> Result:
        """End a worker whose document has had its time, and reject that."""
        self.end()
        return self._rejected("timeout", _TOO_LONG.format(self._seconds))

    def end(self) -> None:
        """End the process, whatever it does; it holds nothing that could be lost."""
        self.usable = False
        self.connection.close()
        self._process.kill()
        self._process.join()

    def _send(self) -> None:
        if self.task is None:
            return
        try:
            self.connection.send(self.task)
        except OSError:
            self.usable = False  # it died idle; its end of the connection says so when it is heard

    def _death(self) -> Result | None:
        """What the death of the process means for its document: nothing, if that was not taken yet."""
        self.usable = False
        self.connection.close()
        self._process.join()
        if self.begun is None:
            return None
        code, message = _meaning(self._process.exitcode or 0, self._seconds)
        return self._rejected(code, message)

    def _rejected(self, code: Code, message: str) -> Result:
        if self.task is None or self.begun is None:
            raise RuntimeError("the worker has no document that could be rejected")
        result = rejected_result(self.task, code, message, time.monotonic() - self.begun)
        self.task = self.begun = None
        return result


def _meaning(exit_code: int, seconds: float) -> tuple[Code, str]:
    """Why a process ended in the middle of a document."""
    if exit_code >= 0:
        return "internal", f"the worker process ended with code {exit_code}; this is a bug in pressfacts"
    name = next((known.name for known in signal.Signals if known == -exit_code), f"signal {-exit_code}")
    if name == "SIGKILL":
        return "too_large", "the worker process was killed, as the system does when memory is short"
    if name in ("SIGPROF", "SIGALRM"):
        return "timeout", _TOO_LONG.format(seconds)
    return "internal", f"the worker process was ended by {name}; this is a bug in pressfacts"


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach, not even before it can say that it ignores it."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # its own start would let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def relay(record: logging.LogRecord) -> None:
    """Log what another process has logged, as far as this one wants to hear it."""
    logger = logging.getLogger(record.name)
    if logger.isEnabledFor(record.levelno):
        logger.handle(record)
