"""Work that does to its process what a document says: the worst, on demand and at once."""

from __future__ import annotations

import ctypes
import logging
import os
import re
import signal
import time
from pathlib import Path

from pipeline.article import RawDocument
from pipeline.errors import ModelMissing
from pipeline.outcome import Cleaned
from pipeline.settings import Settings
from pipeline.workers import CleanTask, Result, Task

log = logging.getLogger(__name__)


def order(words: str, name: str = "doc") -> CleanTask:
    """The task of doing something: a verb, and what it needs."""
    return CleanTask(RawDocument(id=name, kind="given", content=words, where=f"{name}.txt", source="test"))


class Misbehaving:
    """Does what the content of a document says."""

    def __init__(self, settings: Settings, strict: bool) -> None:
        """Know whether bugs are to come out."""
        self._strict = strict

    def load(self, task: Task) -> None:
        """Take long, miss the model, or die, where the task says so."""
        verb, _, rest = _words(task).partition(" ")
        if verb == "load-slowly":
            time.sleep(float(rest))
        elif verb == "miss-model":
            raise ModelMissing("no spaCy pipeline 'owl' is installed")
        elif verb == "die-loading":
            os.kill(os.getpid(), signal.SIGKILL)
        elif verb == "die-loading-once" and not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)

    def result(self, task: Task) -> Result:
        """Carry the order out, and answer with the process's number where it is survived."""
        assert isinstance(task, CleanTask)
        verb, _, rest = _words(task).partition(" ")
        if verb == "sleep":
            time.sleep(float(rest))
        elif verb == "backtrack":
            re.match(r"(a+)+$", "a" * 60 + "b")  # holds the interpreter's lock for longer than anybody lives
        elif verb == "eat":
            bytearray(int(rest))
        elif verb == "signal":
            os.kill(os.getpid(), getattr(signal, rest))
        elif verb == "crash":
            ctypes.string_at(0)
        elif verb == "exit":
            os._exit(int(rest))
        elif verb == "bug":
            raise KeyError("owls")
        elif verb == "log":
            log.warning("%s seen", rest, exc_info=ZeroDivisionError("none left"))
        elif verb == "answer":
            return Cleaned(document=task.raw.id, article=b"x" * int(rest))
        return Cleaned(document=task.raw.id, article=str(os.getpid()).encode())


def _words(task: Task) -> str:
    assert isinstance(task, CleanTask)
    assert isinstance(task.raw.content, str)
    return task.raw.content
