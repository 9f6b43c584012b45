"""The verbs that feed registries: feed jsonl, sql, parquet, schemaorg, ftm, ics."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import serving
from pipeline.cli.app import Quiet, say
from pipeline.errors import WrongUse

if TYPE_CHECKING:
    from pipeline.feed.delivered import Delivered
    from pipeline.feed.sources import Selection

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="directory of a run")]
Place = Annotated[Path, typer.Option("--to", metavar="PLACE", help="a directory")]
File = Annotated[Path, typer.Option("--to", metavar="FILE", help="the file")]
Url = Annotated[
    str, typer.Option("--to", metavar="URL", help="sqlite:///FILE or postgresql://USER@HOST/DATABASE")
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        metavar="X",
        min=0,
        max=1,
        help="also feed records that nobody has decided, from this confidence on, marked as unreviewed "
        "[default: only what people found right]",
    ),
]
Confirm = Annotated[
    bool, typer.Option("--confirm", help="go on although a source loses more than 5 % of its facts")
]

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_GROUP_HELP = """Give the facts of a run to registries: what is new, what changed, and what is withdrawn.

Calling it twice does no harm: the second call changes nothing.

Example: `pressfacts feed jsonl out --to feed`
"""


def register(app: typer.Typer) -> None:
    """Add the verbs of this module below `feed`."""
    verbs = typer.Typer(no_args_is_help=True, help=_GROUP_HELP)
    for verb in (jsonl, sql, parquet, schemaorg, ftm, ics):
        verbs.command()(verb)
    serving.register(verbs)
    app.add_typer(verbs, name="feed")


def jsonl(
    directory: Directory = Path("out"),
    *,
    to: Place,
    min_confidence: MinConfidence = None,
    confirm: Confirm = False,
    quiet: Quiet = False,
) -> None:
    """Write the change feed: a snapshot, numbered deltas and a manifest. All registries can live on it.

    Example: `pressfacts feed jsonl out --to feed --min-confidence 0.8`
    """
    from pipeline.feed.changes import deliver

    done = deliver(directory, _no_url(to), _selection(min_confidence), confirm=confirm)
    _tell(to, done, quiet)


def sql(
    directory: Directory = Path("out"),
    *,
    to: Url,
    min_confidence: MinConfidence = None,
    confirm: Confirm = False,
    quiet: Quiet = False,
) -> None:
    """Bring a database up to date: SQLite, or PostgreSQL with the extra `postgres`.

    Example: `pressfacts feed sql out --to sqlite:///facts.sqlite`
    """
    from pipeline.feed.sql import deliver
    from pipeline.feed.sql.address import address

    place = address(to).place
    _tell(place, deliver(directory, to, _selection(min_confidence), confirm=confirm), quiet)


def parquet(
    directory: Directory = Path("out"),
    *,
    to: Place,
    min_confidence: MinConfidence = None,
    confirm: Confirm = False,
    quiet: Quiet = False,
) -> None:
    """Write Parquet: a table a type, a file a month, with the extra `parquet`.

    Example: `pressfacts feed parquet out --to tables`
    """
    from pipeline.feed.parquet import deliver

    done = deliver(directory, _no_url(to), _selection(min_confidence), confirm=confirm)
    _tell(to, done, quiet)


def schemaorg(
    directory: Directory = Path("out"),
    *,
    to: File,
    min_confidence: MinConfidence = None,
    confirm: Confirm = False,
    quiet: Quiet = False,
) -> None:
    """Write schema.org JSON-LD: a document a line for each article, with its evidence.

    Example: `pressfacts feed schemaorg out --to facts.jsonld`
    """
    from pipeline.feed.schemaorg import deliver

    done = deliver(directory, _no_url(to), _selection(min_confidence), confirm=confirm)
    _tell(to, done, quiet)


def ftm(
    directory: Directory = Path("out"),
    *,
    to: File,
    min_confidence: MinConfidence = None,
    confirm: Confirm = False,
    quiet: Quiet = False,
) -> None:
    """Write FollowTheMoney entities, a line each.

    Example: `pressfacts feed ftm out --to facts.ftm.json`
    """
    from pipeline.feed.ftm import deliver

    done = deliver(directory, _no_url(to), _selection(min_confidence), confirm=confirm)
    _tell(to, done, quiet)


def ics(
    directory: Directory = Path("out"),
    *,
    to: File,
    min_confidence: MinConfidence = None,
    confirm: Confirm = False,
    quiet: Quiet = False,
) -> None:
    """Write the events with a day as a calendar to subscribe to.

    Example: `pressfacts feed ics out --to events.ics`
    """
    from pipeline.feed.calendar import deliver

    done = deliver(directory, _no_url(to), _selection(min_confidence), confirm=confirm)
    _tell(to, done, quiet)


def _selection(min_confidence: float | None) -> Selection:
    from pipeline.feed.sources import Selection

    if min_confidence is not None and math.isnan(min_confidence):
        raise WrongUse("--min-confidence: is no number")
    return Selection(min_confidence=min_confidence)


def _no_url(place: Path) -> Path:
    """A path as it was given, but for a URL, which would become directories."""
    if _URL.match(str(place)):
        raise WrongUse(f"--to {place}: is a URL; this target writes into a directory or file of this machine")
    return place


def _tell(place: Path | str, done: Delivered, quiet: bool) -> None:
    if not quiet:
        say(
            f"{place}: {done.added:,} facts added, {done.changed:,} changed, {done.retracted:,} retracted, "
            f"{done.unchanged:,} as they were"
        )
