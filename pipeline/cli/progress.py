"""What a person sees while a verb works, and at its end; all on standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.article import Article, RawDocument
from pipeline.clean import clean
from pipeline.errors import DocumentRejected, Rejection
from pipeline.outcome import Outcome
from pipeline.records import TYPES, Record
from pipeline.run import Progress as Report
from pipeline.run import Summary
from pipeline.settings import Settings
from pipeline.stages import Pipeline

log = logging.getLogger(__name__)

_EVERY = 100  # documents between two lines where standard error is no terminal


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Report]:
    """A moving line on a terminal, now and then a line elsewhere, nothing where it is quiet."""
    console = Console(stderr=True)
    if quiet:
        yield lambda result: None
    elif not console.is_terminal:
        yield _LineProgress(console)
    else:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("loading the language model", total=None)
            yield lambda result: bar.update(task, advance=1, description=_described(result))


def _described(result: Outcome) -> str:
    verdict = f"records: {len(result.records)}" if result.article else result.rejections[0].code
    return f"{result.document[:48]:48} {verdict:>20}"


class _LineProgress:
    """A line every hundred documents, for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._count = 0

    def __call__(self, result: Outcome) -> None:
        self._count += 1
        if self._count == 1 or self._count % _EVERY == 0:
            line = f"{self._count:6} documents, now {result.document}"
            self._console.print(line, highlight=False, soft_wrap=True)


def summary_table(summary: Summary, out: Path) -> None:
    """Print what was read, written and rejected."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("documents", f"{summary.documents}", f"{summary.articles} articles")
    for kind in TYPES:
        table.add_row(f"{kind} records", f"{summary.records[kind]}")
    table.add_row("rejected", f"{summary.rejected.total()}", _by_code(summary))
    table.add_row("seconds", f"{summary.seconds.total():.1f}", _by_stage(summary))
    console = Console(stderr=True, highlight=False)
    console.print(table)
    line = f"written to {out}/: records.jsonl, articles.jsonl, rejected.jsonl, run.json"
    console.print(line, soft_wrap=True)


def _by_code(summary: Summary) -> str:
    return ", ".join(f"{count} {code}" for code, count in summary.rejected.most_common())


def _by_stage(summary: Summary) -> str:
    return ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary.seconds.items())


def reported(documents: Iterable[RawDocument | Rejection]) -> Iterator[RawDocument]:
    """Pass the documents on, and log what could not be read."""
    for document in documents:
        if isinstance(document, Rejection):
            _warn(document)
        else:
            yield document


def cleaned(documents: Iterable[RawDocument], settings: Settings) -> Iterator[Article]:
    """The articles of raw documents; one that is rejected is logged and costs only itself."""
    for raw in documents:
        try:
            yield clean(raw, max_characters=settings.max_characters, max_bytes=settings.max_bytes)
        except DocumentRejected as error:
            log.warning("%s: %s: %s", raw.where, error.code, error)


def extracted(articles: Iterable[Article], pipeline: Pipeline) -> Iterator[Record]:
    """The records of articles; what is rejected is logged, and so is an article whose id was taken."""
    taken: set[str] = set()
    for article in articles:
        if article.id in taken:
            log.warning("%s: duplicate_id: the id was already taken; the first stands", article.id)
            continue
        taken.add(article.id)
        try:
            records, rejections = pipeline.extract(article)
        except DocumentRejected as error:
            log.warning("%s: %s: %s", article.id, error.code, error)
            continue
        for rejection in rejections:
            _warn(rejection)
        yield from records


def _warn(rejection: Rejection) -> None:
    log.warning("%s: %s: %s", rejection.where, rejection.code, rejection.message)
