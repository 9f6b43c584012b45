"""The lines of a document, article and records together in one compressed piece.

Together they are small because the records repeat the article's words; the dictionary saves another tenth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.database import packed, unpacked
from pipeline.state.database import Database


class Content(NamedTuple):
    """What the files say of a document: its article's line and those of its records."""

    article: bytes
    records: bytes


def content_of(row: sqlite3.Row) -> Content:
    """The lines that a row of `contents` holds."""
    lines = unpacked(row["data"])
    return Content(lines[: row["article"]], lines[row["article"] :])


def kept_content(database: Database, number: int) -> Content | None:
    """The lines of a document by its number."""
    row = database.row("SELECT article, data FROM contents WHERE document = ?", (number,))
    return None if row is None else content_of(row)


def keep_content(database: Database, number: int, article: bytes, records: Sequence[bytes] = ()) -> None:
    """Replace the lines of a document."""
    data = packed(article + b"".join(records))
    database.execute("REPLACE INTO contents VALUES (?, ?, ?)", (number, len(article), data))


def drop_content(database: Database, number: int) -> None:
    """Remove the lines of a document."""
    database.execute("DELETE FROM contents WHERE document = ?", (number,))
