"""The verbs that make something: run, fetch, clean, extract."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.app import AllowPrivate, LogJson, Model, NoShortcuts, Output, Quiet, Sources, say, settings
from pipeline.cli.logs import configure_logs
from pipeline.errors import WrongUse

if TYPE_CHECKING:
    from pipeline.fetch.sources import Source

log = logging.getLogger(__name__)


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    for verb in (run, fetch, clean, extract):
        app.command()(verb)


def run(
    sources: Sources = [],  # noqa: B006 - typer wants a list, and copies it
    sources_file: Annotated[
        Path | None, typer.Option("--sources", metavar="FILE", help="a sources.toml that names many sources")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="directory that the run writes")] = Path("out"),
    workers: Annotated[int | None, typer.Option(metavar="N", min=1, help="processes side by side")] = None,
    engine: Annotated[
        str | None, typer.Option(metavar="NAME", help="local, or dask: workers of a cluster")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="the Dask scheduler to join, as tcp://host:8786; else workers start here"
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="work on everything again, changed or not")] = False,
    allow_private: AllowPrivate = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="exit with 1 if anything was rejected; let bugs raise")
    ] = False,
    model: Model = None,
    no_shortcuts: NoShortcuts = False,
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch, clean and extract what is new: records.jsonl, articles.jsonl, rejected.jsonl, run.json.

    Example: `pressfacts run corpus/raw --out out --workers 2`
    """
    from pipeline.cli.progress import shown_progress
    from pipeline.cli.summaries import summary_tables
    from pipeline.run import run as run_all

    configure_logs(log_json, quiet)
    told = settings(
        model=model,
        workers=workers,
        allow_private=allow_private or None,
        shortcuts=False if no_shortcuts else None,
        engine=engine,
        scheduler=scheduler,
    )
    with shown_progress(quiet, log_json) as progress:
        summary = run_all(
            _named(sources, sources_file),
            out,
            told,
            sys.stdin.buffer,
            progress,
            strict=strict,
            full=full,
        )
    if log_json:
        log.info("finished", extra={"counts": summary.counts(), "seconds": summary.seconds})
    elif not quiet:
        summary_tables(summary, out)
    if strict and summary.newly_rejected:
        raise typer.Exit(1)


def _named(arguments: list[str], file: Path | None) -> list[Source]:
    """The sources of a run: those of the file, then those that were given."""
    from pipeline.fetch.sources import load_sources, sources_of

    sources = [*(load_sources(file) if file else ()), *sources_of(arguments)]
    if not sources:
        raise WrongUse("name a SOURCE, or many with --sources FILE")
    for name, count in Counter(source.name for source in sources).items():
        if count > 1:
            raise WrongUse(f"two sources are called {name!r}; give one of them another name")
    return sources


def fetch(
    sources: Sources,
    into: Annotated[Path, typer.Option(metavar="DIR", help="where the raw documents go")] = Path("out/raw"),
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch the sources and keep each raw document with a sidecar that says where it came from.

    Example: `pressfacts fetch https://news.example/a.html --into out/raw`
    """
    from pipeline.cli.streams import reported
    from pipeline.fetch import check_sources, raw_documents
    from pipeline.fetch.rawstore import keep_raw
    from pipeline.state.opening import STATE_FILE
    from pipeline.store import prepared_directory

    configure_logs(log_json, quiet)
    check_sources(sources)
    if (into.parent / STATE_FILE).is_file():
        raise WrongUse(f"{into}: a run keeps its own pages beside it; name another place with --into")
    prepared_directory(into)
    kept = [keep_raw(raw, into) for raw in reported(raw_documents(sources, settings(), sys.stdin.buffer))]
    if not quiet:
        say(f"{len(kept)} documents kept in {into}")


def clean(
    sources: Sources,
    output: Output = "-",
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Clean raw pages and texts: article lines, in the order of the sources.

    Example: `pressfacts clean corpus/raw -o articles.jsonl`
    """
    from pipeline.cli.streams import cleaned, reported
    from pipeline.fetch import check_sources, raw_documents
    from pipeline.store import json_line, write_lines

    configure_logs(log_json, quiet)
    check_sources(sources)
    limits = settings()
    articles = cleaned(reported(raw_documents(sources, limits, sys.stdin.buffer)), limits)
    write_lines((json_line(article) for article in articles), output)


def extract(
    articles: Annotated[
        str, typer.Argument(metavar="ARTICLES", help="a file of article lines, or - for standard input")
    ],
    output: Output = "-",
    model: Model = None,
    no_shortcuts: NoShortcuts = False,
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Extract records from article lines, article by article.

    Example: `pressfacts clean corpus/raw | pressfacts extract - -o records.jsonl`
    """
    from pipeline.article import Article
    from pipeline.store import STANDARD, begun, json_line, read_rows, write_lines

    configure_logs(log_json, quiet)
    told = settings(model=model, shortcuts=False if no_shortcuts else None)
    rows = read_rows(articles, Article)
    if (
        articles != STANDARD
    ):  # of a pipe the first row may be a while in coming: the model is loaded meanwhile
        rows = begun(rows)

    from pipeline.cli.streams import extracted
    from pipeline.stages import Pipeline

    records = extracted(rows, Pipeline(told))
    write_lines((json_line(record) for record in records), output)
