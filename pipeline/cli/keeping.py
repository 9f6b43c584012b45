"""The verbs for the output directory of a batch: status, forget."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import say
from pipeline.errors import WrongUse


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    for verb in (status, forget):
        app.command()(verb)


def status(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="directory of a run")] = Path("out"),
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help="how many runs")] = 10,
) -> None:
    """Show the last runs of a directory, and what it holds.

    Example: `pressfacts status out --last 30`
    """
    from pipeline.cli.summaries import status_tables
    from pipeline.state import State

    with State.reading(directory) as state:
        status_tables(state.runs.last(last), state.totals())


def forget(
    what: Annotated[
        str, typer.Argument(metavar="URL|ID|PERSON", help="a document's URL or id, or a person's name")
    ],
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="directory of a run")] = Path("out"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would be removed")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="do not ask")] = False,
) -> None:
    """Remove a document, or all that names a person, for good: no later run brings it back.

    Example: `pressfacts forget "Jane Roe" out --dry-run`
    """
    from pipeline.feed.identity.forgetting import forget_fed
    from pipeline.review.ledger.forgetting import forget_reviewed
    from pipeline.review.report import remove_report
    from pipeline.run.forgetting import forget as forget_all

    found = forget_all(what, directory, dry_run=True)
    reviewed = forget_reviewed(directory, found.subject, dry_run=True)
    fed = forget_fed(directory, found.subject, dry_run=True)
    documents = sorted({*found.documents, *reviewed.documents, *fed.documents})
    for document in documents:
        say(f"  {document}")
    counts = f"documents {len(documents)}, raw pages {len(found.pages)}, decisions {reviewed.decisions}"
    counts += f", facts of feeds {fed.facts}" if fed.facts else ""
    say(f"to be removed: {counts}")
    if dry_run:
        return
    if not yes and not _confirmed():
        raise WrongUse("nothing was removed; it cannot be undone, so say --yes")
    subject = forget_all(what, directory).subject
    forget_reviewed(directory, subject)
    forget_fed(directory, subject)
    if remove_report(directory):
        say("report.html went too: write it anew with `pressfacts report`")
    say("removed; whatever comes of it again is kept out")
    if fed.facts:
        say("registries hear of it when they are next fed")


def _confirmed() -> bool:
    """Whether a person at the terminal agrees; where none is, nobody does."""
    return sys.stdin.isatty() and typer.confirm("Remove this for good?", err=True)
