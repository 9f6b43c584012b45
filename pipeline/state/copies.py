"""Copies: the index by which documents are found that may be copies of another."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from pipeline.article import Article
from pipeline.copies import DAYS_APART, bands_of, day_of, signature_of
from pipeline.state.database import Database
from pipeline.state.document_rows import packed_bands, unpacked_bands

UNKNOWN_DAY = 0
_LAST_DAY = 10_000_000  # beyond the calendar

_STANDING = """
SELECT id, first_run FROM documents
WHERE state IN ('cleaned', 'done') AND number IN (SELECT document FROM bands WHERE {bands})
ORDER BY first_run, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A document that may be a copy, and the run that saw it first."""

    id: str
    first_run: int


class Copies:
    """The index of bands."""

    def __init__(self, database: Database) -> None:
        """Work on a state."""
        self._database = database

    def sharing(self, bands: Sequence[int], published: str | None) -> list[CopyRow]:
        """The standing documents that share one of these bands, in the order in which they stand.

        Standing are those that wait for their records or have them. The first that was seen comes first, of
        those of one run the one with the smallest id. Those published more than a week before or after the
        given day are left out, if both days are known, and are not even looked at.
        """
        day = day_of(published) or UNKNOWN_DAY
        first, last = (day - DAYS_APART, day + DAYS_APART) if day else (UNKNOWN_DAY, _LAST_DAY)
        ranges = {(first, last), (UNKNOWN_DAY, UNKNOWN_DAY)} if day else {(first, last)}
        keys = [(band, *days) for band in bands for days in sorted(ranges)]
        wanted = " OR ".join(["hash = ? AND day BETWEEN ? AND ?"] * len(keys)) or "0"
        rows = self._database.rows(_STANDING.format(bands=wanted), [value for key in keys for value in key])
        return [CopyRow(**dict(row)) for row in rows]


def keep_bands(database: Database, row: sqlite3.Row, bands: Sequence[int], published: str | None) -> None:
    """Find a document by its bands and its day, and no more by those that its row says."""
    drop_bands(database, row)
    day = day_of(published) or UNKNOWN_DAY
    for band in bands:
        database.execute("INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", (band, day, row["number"]))
    database.execute(
        "UPDATE documents SET bands = ?, day = ? WHERE number = ?", (packed_bands(bands), day, row["number"])
    )


def keep_bands_anew(database: Database, row: sqlite3.Row, line: bytes) -> None:
    """Find a document by the bands that this version makes of its article; by none, if it cannot read it."""
    try:
        article = Article.model_validate_json(line)
    except ValidationError:  # as an earlier version wrote it; extraction will say so
        keep_bands(database, row, [], None)
        return
    signature = signature_of(article)
    keep_bands(database, row, bands_of(signature) if signature else [], article.published)


def drop_bands(database: Database, row: sqlite3.Row) -> None:
    """Find a document by the bands of its row no more."""
    for band in unpacked_bands(row["bands"]):
        key = (band, row["day"], row["number"])
        database.execute("DELETE FROM bands WHERE hash = ? AND day = ? AND document = ?", key)
