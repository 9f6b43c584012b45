"""The verbs that show: explain, report, schema."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import Quiet, say


class SchemaName(Enum):
    """What has a schema."""

    record = "record"
    snapshot = "snapshot"
    delta = "delta"
    manifest = "manifest"


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    for verb in (explain, report, schema):
        app.command()(verb)


def explain(
    record_id: Annotated[str, typer.Argument(metavar="RECORD_ID", help="a record's id, or how it begins")],
    directory: Annotated[Path, typer.Option("--in", metavar="DIR", help="directory of a run")] = Path("out"),
) -> None:
    """Show why a record says what it says: its rule, its evidence in context, its document and links.

    Example: `pressfacts explain role-4f1c --in out`
    """
    from rich.console import Console

    from pipeline.explain import explanation, rendered

    Console(highlight=False, soft_wrap=True).print(rendered(explanation(record_id, directory)))


def report(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="directory of a run")] = Path("out"),
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="the file [default: report.html in DIR]")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="show the first N articles only [default: all]")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write a run as one HTML file: its numbers as plots, and its articles with their evidence marked.

    The file needs no server and no network. Where the run was reviewed, it shows what was decided.

    Example: `pressfacts report out --to report.html`
    """
    from pipeline.review.report import REPORT_FILE, write_report

    target = to or directory / REPORT_FILE
    written = write_report(directory, target, limit)
    if not quiet:
        say(
            f"{target}: {written.records:,} records of {written.documents:,} documents, "
            f"{written.shown:,} of them with their article"
        )


def schema(
    name: Annotated[
        SchemaName, typer.Argument(metavar="NAME", help="record, snapshot, delta or manifest")
    ] = SchemaName.record,
) -> None:
    """Print the JSON Schema of a record, or of what a change feed has: `snapshot`, `delta`, `manifest`.

    Example: `pressfacts schema > record.schema.json`
    """
    from pipeline.feed.contract import generated

    typer.echo(generated(name.value), nl=False)
