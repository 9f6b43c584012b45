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
from pipeline.feed.forgotten import forgotten_documents
from pipeline.feed.reading import RunFiles
from pipeline.records import Record
from pipeline.review.decisions import RecordState
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.opening import REVIEW_FILE
from pipeline.review.settled import settled_records


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
        documents: goes through its articles, anew at each call; none of them was forgotten.
        is_forgotten: whether the document with an id was, until the run was opened.
    """

    stamp: str
    documents: Callable[[], Documents]
    is_forgotten: Callable[[str], bool]


@contextmanager
def opened_run(directory: Path) -> Iterator[RunReader]:
    """Open a run, with its review if it has one.

    Raises:
        SourceMissing: no run has written in the directory.
        WrongUse: a line is not what this version's runs write.
        StateUnknown: the review was written by a later version, or is broken.
        OutputUnwritable: the disk is full while the review takes in what the run says now.
    """
    forgotten = forgotten_documents(directory)
    with _decided_run(directory) as (stamp, documents):
        yield RunReader(
            stamp=orjson.dumps([stamp, forgotten.digest]).decode(),
            documents=lambda: (found for found in documents() if not forgotten.has(found[0].id)),
            is_forgotten=forgotten.has,
        )


@contextmanager
def _decided_run(directory: Path) -> Iterator[tuple[str, Callable[[], Documents]]]:
    """The stamp of a run and its documents, those that were forgotten among them."""
    with RunFiles(directory) as files:
        if not is_reviewed(directory):
            yield files.stamp, partial(_undecided, files)
            return
        with Ledger.opened(directory) as ledger:
            if not ledger.is_current():
                ledger.load()
            with ledger.moment() as changes:
                stamp = orjson.dumps([_book(directory), changes]).decode()
                yield stamp, partial(_decided, ledger)


def is_reviewed(directory: Path) -> bool:
    """Whether people have begun to review a run."""
    return (directory / REVIEW_FILE).is_file()


def _undecided(files: RunFiles) -> Documents:
    for article, records in files.documents():
        yield article, [Decided(record, "unreviewed") for record in records]


def _decided(ledger: Ledger) -> Documents:
    """Records as they stand; what neither the run nor the article says any more is no fact."""
    for sheet in ledger.sheets():
        yield (
            sheet.article,
            [
                Decided(record, one.state, one.reviewer, one.at)
                for record, one in settled_records(sheet.standings)
                if not one.is_groundless
            ],
        )


def _book(directory: Path) -> int:
    """What tells a book from another one that was begun in its place."""
    return (directory / REVIEW_FILE).stat().st_ino
