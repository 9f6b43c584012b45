"""The verbs that make something: run, fetch, clean, extract."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import LogJson, Model, Output, Quiet, Sources, say, settings
from pipeline.cli.logs import configure_logs


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    for verb in (run, fetch, clean, extract):
        app.command()(verb)


def run(
    sources: Sources,
    out: Annotated[Path, typer.Option(metavar="DIR", help="directory that the run writes")] = Path("out"),
    workers: Annotated[int | None, typer.Option(metavar="N", min=1, help="processes side by side")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="exit with 1 if anything was rejected; let bugs raise")
    ] = False,
    model: Model = None,
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch, clean and extract everything: records.jsonl, articles.jsonl, rejected.jsonl, run.json.

    Example: `pressfacts run corpus/raw --out out --workers 2`
    """
    from pipeline.cli.progress import shown_progress, summary_table
    from pipeline.run import run as run_all

    configure_logs(log_json, quiet)
    with shown_progress(quiet or log_json) as progress:
        summary = run_all(sources, out, settings(model, workers), sys.stdin.buffer, progress, strict)
    if not quiet and not log_json:
        summary_table(summary, out)
    if strict and summary.rejected:
        raise typer.Exit(1)


def fetch(
    sources: Sources,
    into: Annotated[Path, typer.Option(metavar="DIR", help="where the raw documents go")] = Path("out/raw"),
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch the sources and keep each raw document with a sidecar that says where it came from.

    Example: `pressfacts fetch https://news.example/a.html --into out/raw`
    """
    from pipeline.cli.progress import reported
    from pipeline.fetch import check_sources, raw_documents
    from pipeline.fetch.rawstore import keep_raw
    from pipeline.store import prepared_directory

    configure_logs(log_json, quiet)
    check_sources(sources)
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
    from pipeline.cli.progress import cleaned, reported
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
    log_json: LogJson = False,
    quiet: Quiet = False,
) -> None:
    """Extract records from article lines, article by article.

    Example: `pressfacts clean corpus/raw | pressfacts extract - -o records.jsonl`
    """
    from pipeline.article import Article
    from pipeline.cli.progress import extracted
    from pipeline.stages import Pipeline
    from pipeline.store import json_line, read_rows, write_lines

    configure_logs(log_json, quiet)
    records = extracted(read_rows(articles, Article), Pipeline(settings(model)))
    write_lines((json_line(record) for record in records), output)
