"""Writing the report: piece by piece, so that four thousand documents take no more memory than four."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import orjson

from pipeline.errors import OutputUnwritable, SourceMissing
from pipeline.review.ledger.opening import RECORDS
from pipeline.review.report.contents import Contents, contents
from pipeline.review.report.page import Page
from pipeline.store import whole_file


@dataclass(frozen=True, slots=True)
class Written:
    """What a report holds: documents and records of the run, and how many articles are shown."""

    documents: int
    records: int
    shown: int


def write_report(
    directory: Path, target: Path, limit: int | None = None, progress: Callable[[int], None] | None = None
) -> Written:
    """Write a run's report as one HTML file, whole or not at all.

    Args:
        directory: the run's directory.
        target: the file.
        limit: how many articles are shown at most, the first in the order of their ids; None for all.
        progress: is told how many documents are written.

    Raises:
        SourceMissing: there is no run in the directory.
        StateUnknown: its review was written by another version.
        WrongUse: a line of its files is broken.
        OutputUnwritable: the file cannot be written.
    """
    origin = _origin(directory)
    if not target.parent.is_dir():
        raise OutputUnwritable(f"{target}: there is no directory {target.parent}")
    with contents(directory) as run_contents:
        figures, events = run_contents.figures()
        shown = None if limit is None or limit >= figures.documents else _first(run_contents, limit)
        page = Page()
        number = 0
        with whole_file(target) as stream:
            stream.write(_encoded(page.head(figures, events, origin, shown)))
            for number, piece in enumerate(_pieces(run_contents, page, limit), start=1):
                stream.write(_encoded(piece))
                if progress is not None:
                    progress(number)
            stream.write(_encoded(page.end()))
    return Written(
        figures.documents, sum(sum(states.values()) for states in figures.records.values()), number
    )


def _pieces(run: Contents, page: Page, limit: int | None) -> Iterator[str]:
    return (page.document(article, standings) for article, standings in islice(run.documents(), limit))


def _first(run: Contents, limit: int) -> Collection[str]:
    return {article.id for article, _ in islice(run.documents(), limit)}


def _encoded(piece: str) -> bytes:
    return piece.encode("utf-8", "replace")


def _origin(directory: Path) -> str:
    """When the run was made and by which version, as far as its `run.json` says: a report needs neither.

    Raises:
        SourceMissing: there is no run in the directory.
    """
    if not (directory / RECORDS).is_file():
        raise SourceMissing(f"{directory}: there is no run here: {RECORDS} is missing")
    try:
        row = orjson.loads((directory / "run.json").read_bytes())
        said = (("run of", _moment(row.get("finished"))), ("pressfacts", row.get("pressfacts")))
    except (OSError, orjson.JSONDecodeError, AttributeError):
        return ""
    return ", ".join(f"{name} {value}" for name, value in said if value)


def _moment(at: object) -> str:
    """A moment of a run for people who may be anywhere: to the minute, and in which time.

    >>> _moment("2025-03-04T09:30:12+00:00")
    '2025-03-04 09:30 UTC'
    """
    try:
        return f"{datetime.fromisoformat(str(at)).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return ""
