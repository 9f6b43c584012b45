"""What a person sees while a run works; all on standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from pipeline.errors import Rejection
from pipeline.run import Progress as Report

_EVERY = 100  # documents between two lines where standard error is no terminal


log = logging.getLogger(__name__)


@contextmanager
def shown_progress(quiet: bool, log_json: bool) -> Iterator[Report]:
    """A bar a stage on a terminal, now and then a line elsewhere, a log message a document in JSON."""
    console = Console(stderr=True)
    if quiet:
        yield _Silence()
    elif log_json:
        yield _Messages()
    elif not console.is_terminal:
        yield _Lines(console)
    else:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description:8}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:>10}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[last]}"),
        )
        with Progress(*columns, console=console, transient=True) as bars:
            yield _Bars(bars)


class _Silence:
    """Says nothing."""

    def begin(self, stage: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, document: str, verdict: str) -> None:
        """Say nothing."""

    def reject(self, rejection: Rejection) -> None:
        """Say nothing."""


class _Messages:
    """A log message for each stage and each document."""

    def __init__(self) -> None:
        self._stage = ""

    def begin(self, stage: str, total: int | None) -> None:
        """Log that a stage begins."""
        self._stage = stage
        log.info("stage", extra={"stage": stage, "total": total})

    def advance(self, document: str, verdict: str) -> None:
        """Log what became of a document."""
        log.info("document", extra={"stage": self._stage, "document": document, "verdict": verdict})

    def reject(self, rejection: Rejection) -> None:
        """Warn of what was rejected."""
        said = rejection.model_dump(mode="json", include={"document", "where", "stage", "code"})
        log.warning("rejected", extra=said | {"reason": rejection.message})


class _Bars:
    """A bar a stage, with the documents a second and the time left."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def begin(self, stage: str, total: int | None) -> None:
        """Close the bar of the stage before, and open one."""
        self._close()
        last = "loading the language model" if stage == "extract" and total else ""
        self._task = self._bars.add_task(stage, total=total, rate="", last=last)

    def advance(self, document: str, verdict: str) -> None:
        """Move the bar, and name the document."""
        if self._task is None:
            return
        speed = self._bars.tasks[-1].speed
        rate = f"{speed:.1f}/s" if speed else ""
        self._bars.update(self._task, advance=1, rate=rate, last=f"{document[-48:]} {verdict}")

    def reject(self, rejection: Rejection) -> None:
        """Move the bar, and say why."""
        self.advance(rejection.document or rejection.where, rejection.code)

    def _close(self) -> None:
        if self._task is not None:
            done = self._bars.tasks[-1].completed
            self._bars.update(self._task, total=done, completed=done, last="")


class _Lines:
    """A line every hundred documents, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage, self._total, self._count = "", 0, 0

    def begin(self, stage: str, total: int | None) -> None:
        """Note the stage."""
        self._stage, self._total, self._count = stage, total or 0, 0

    def advance(self, document: str, verdict: str) -> None:
        """Say now and then how far it is."""
        self._count += 1
        if self._count == 1 or self._count % _EVERY == 0:
            of = f" of {self._total}" if self._total else ""
            line = f"{self._stage:8} {self._count:6}{of} documents, now {document}"
            self._console.print(line, highlight=False, soft_wrap=True)

    def reject(self, rejection: Rejection) -> None:
        """Count it with the others; the summary has the reasons."""
        self.advance(rejection.document or rejection.where, rejection.code)
