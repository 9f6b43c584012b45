"""A run as it is read for feeds: as people decided its records, or as it is where nobody has begun to.

Both say the same however often they are gone through: the files are opened once, and the book of decisions is
read as of one moment. Documents that were forgotten before are passed over: where a forgetting was killed,
the files still have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import orjson

from pipeline.article import Article
from pipeline.feed.reading import RunFiles
from pipeline.records import Record
from pipeline.review.decisions import RecordState
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.opening import REVIEW_FILE
from pipeline.review.settled import settled_records
from pipeline.state import State
from pipeline.state.opening import STATE_FILE


class Decided(NamedTuple):
    """A record with where it stands, who left it there, and when."""

    record: Record
    state: RecordState
    reviewer: str | None = None
    at: str | None = None


Documents = Iterator[tuple[Article, list[Decided]]]
"""Articles in the order of their ids, each with its records in theirs."""


@dataclass(frozen=True, slots=True)
class RunReader:
    """A run that is open for reading.

    Attributes:
        stamp: what tells this run from itself at another time.
        documents: goes through its articles, anew at each call.
    """

    stamp: str
    documents: Callable[[], Documents]


@contextmanager
def opened_run(directory: Path) -> Iterator[RunReader]:
    """Open a run, with its review if it has one.

    Raises:
        SourceMissing: no run has written in the directory.
        WrongUse: a line is not what this version's runs write.
        StateUnknown: the review was written by a later version, or is broken.
        OutputUnwritable: the disk is full while the review takes in what the run says now.
    """
    forgotten = _forgotten(directory)
    with _decided_run(directory) as run:
        yield run if forgotten is None else _without(run, *forgotten)


@contextmanager
def _decided_run(directory: Path) -> Iterator[RunReader]:
    with RunFiles(directory) as files:
        if not is_reviewed(directory):
            yield RunReader(files.stamp, partial(_undecided, files))
            return
        with Ledger.opened(directory) as ledger:
            if not ledger.is_current():
                ledger.load()
            with ledger.moment() as changes:
                stamp = orjson.dumps([_book(directory), changes]).decode()
                yield RunReader(stamp, partial(_decided, ledger))


def _forgotten(directory: Path) -> tuple[Callable[[str], bool], str | None] | None:
    """Tells documents that were forgotten until now, with a digest of it; None where the run has no state."""
    if not (directory / STATE_FILE).is_file():
        return None
    with State.reading(directory) as state:
        return state.tombstones.forgotten_ids(), state.tombstones.digest


def is_reviewed(directory: Path) -> bool:
    """Whether people have begun to review a run."""
    return (directory / REVIEW_FILE).is_file()


def _without(run: RunReader, is_forgotten: Callable[[str], bool], digest: str | None) -> RunReader:
    """A run without the documents that were forgotten."""

    def documents() -> Documents:
        return ((article, found) for article, found in run.documents() if not is_forgotten(article.id))

    return RunReader(orjson.dumps([run.stamp, digest]).decode(), documents)


def _undecided(files: RunFiles) -> Documents:
    for article, records in files.documents():
        yield article, [Decided(record, "unreviewed") for record in records]


def _decided(ledger: Ledger) -> Documents:
    for sheet in ledger.sheets():
        settled = settled_records(sheet.standings)
        yield sheet.article, [Decided(record, one.state, one.reviewer, one.at) for record, one in settled]


def _book(directory: Path) -> int:
    """What tells a book from another one that was begun in its place."""
    return (directory / REVIEW_FILE).stat().st_ino
