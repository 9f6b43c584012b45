"""Taking in a run: what its files say now, next to what was decided before.

Documents that are as they were are passed over by the digests of their lines. The others are written in
batches of a fraction of a second each, so that whoever reads or decides meanwhile goes on; a load that is
killed has taken in whole documents, and the next one goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from pipeline.article import Article
from pipeline.database import Database
from pipeline.errors import WrongUse
from pipeline.records import Record
from pipeline.review.ledger.intake import KNOWN, take_in, take_out
from pipeline.review.ledger.reading import FoundDocument, Stamp, found_documents, stamp_of

Progress = Callable[[int], None]
Content = tuple[FoundDocument, Article, list[Record]]

_BATCH = 400  # records, or documents without any: about a tenth of a second
_VANISHING = 50  # documents
_SEEN = "INSERT OR IGNORE INTO seen VALUES (?)"
_VANISHED = "SELECT number FROM documents WHERE present AND number NOT IN (SELECT number FROM seen)"


@dataclass(slots=True, kw_only=True)
class Loaded:
    """What a load did: documents that are new, changed, as they were, and gone from the run."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


def is_current(database: Database, directory: Path) -> bool:
    """Whether the files are those that were taken in last."""
    return bool(database.value("SELECT value FROM meta WHERE key = 'loaded'") == _noted(stamp_of(directory)))


def load(database: Database, directory: Path, progress: Progress | None = None) -> Loaded:
    """Take in the files of a run.

    Args:
        database: the book.
        directory: where the run wrote.
        progress: is told now and then how many documents have been looked at.

    Raises:
        SourceMissing: a file is missing.
        WrongUse: a line is not what a run writes.
        OutputUnwritable: the disk is full; what was taken in stays.
    """
    loaded = Loaded()
    while not is_current(database, directory):  # a run may replace the files meanwhile
        stamp = stamp_of(directory)
        try:
            loaded = _load(database, directory, progress)
        except _Overtaken:
            continue
        except WrongUse:
            if stamp == stamp_of(directory):
                raise
            continue
        database.execute("INSERT OR REPLACE INTO meta VALUES ('loaded', ?)", (_noted(stamp),))
    return loaded


class _Overtaken(Exception):
    """Something was forgotten while a load was under way: what it reads may still have it."""


def _forgotten(database: Database) -> int:
    return int(database.value("SELECT value FROM meta WHERE key = 'forgotten'"))


def _noted(stamp: Stamp) -> str:
    return orjson.dumps(stamp).decode()


def _load(database: Database, directory: Path, progress: Progress | None) -> Loaded:
    database.execute("CREATE TEMP TABLE IF NOT EXISTS seen (number INTEGER PRIMARY KEY)")
    database.execute("DELETE FROM seen")
    loaded, forgotten = Loaded(), _forgotten(database)
    for batch in _batches(_differing(database, found_documents(directory), loaded)):
        with database.transaction():
            if _forgotten(database) != forgotten:
                raise _Overtaken
            for document, article, records in batch:
                number, is_new = take_in(database, document, article, records)
                database.execute(_SEEN, (number,))
                loaded.new += is_new
                loaded.changed += not is_new
        if progress:
            progress(loaded.new + loaded.changed + loaded.unchanged)
    vanished = database.column(_VANISHED)
    for first in range(0, len(vanished), _VANISHING):
        with database.transaction():
            for number in vanished[first : first + _VANISHING]:
                take_out(database, number)
    loaded.gone = len(vanished)
    return loaded


def _differing(
    database: Database, documents: Iterable[FoundDocument], loaded: Loaded
) -> Iterator[FoundDocument]:
    """The documents that are not as they were taken in last."""
    for document in documents:
        known = database.row(KNOWN, (document.id,))
        if (
            known is not None
            and known["present"]
            and (known["content"], known["records"]) == document.digests
        ):
            database.execute(_SEEN, (known["number"],))
            loaded.unchanged += 1
        else:
            yield document


def _batches(documents: Iterable[FoundDocument]) -> Iterator[list[Content]]:
    """Documents parsed, as many at a time as one transaction writes."""
    batch: list[Content] = []
    size = 0
    for document in documents:
        batch.append((document, document.article(), document.records()))
        size += 1 + len(document.record_lines)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch
