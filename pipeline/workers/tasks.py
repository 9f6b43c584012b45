"""What a worker is asked to do, and what it answers: the messages between a run and its workers."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import orjson

from pipeline.article import RawDocument
from pipeline.errors import Code, Rejection
from pipeline.outcome import Cleaned, Extracted


@dataclass(frozen=True, slots=True)
class CleanTask:
    """A document to be cleaned."""

    raw: RawDocument


@dataclass(frozen=True, slots=True)
class ExtractTask:
    """An article, as its line of `articles.jsonl`, to be extracted; `where` names its place in messages."""

    article_line: bytes
    where: str


Task = CleanTask | ExtractTask
Result = Cleaned | Extracted


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has started and waits for a task."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Whatever the task needs is loaded, and its time begins."""


@dataclass(frozen=True, slots=True)
class Done:
    """The task has ended; a worker that is `spent`, by want of memory or by age, is to be replaced."""

    result: Result
    spent: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """An error that concerns more than the document: the run is to end with it."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Logged:
    """Something that the worker logs; the run's own handlers write it."""

    record: logging.LogRecord


Message = Ready | Taken | Done | Failed | Logged


def rejected_result(task: Task, code: Code, message: str, seconds: float) -> Result:
    """What a run is told of a task that ended with its worker, or that a limit ended."""
    if isinstance(task, CleanTask):
        rejection = Rejection(
            document=task.raw.id, where=task.raw.where, stage="clean", code=code, message=message
        )
        return Cleaned(document=task.raw.id, rejection=rejection, seconds=seconds)
    document = orjson.loads(task.article_line)["id"]
    rejection = Rejection(document=document, where=task.where, stage="extract", code=code, message=message)
    return Extracted(document=document, rejections=(rejection,), rejected=True, seconds=seconds)
