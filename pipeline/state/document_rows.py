"""What goes into the table of documents, what comes out of it, and the marks that every step sets."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import orjson

from pipeline.article import RawKind
from pipeline.state.database import Database

_BAND_BYTES = 8

DocumentState = Literal["cleaned", "done", "duplicate", "rejected"]
"""`cleaned` waits for its records; `duplicate` is a copy of another; only `done` is published."""

DocumentChange = Literal["new", "updated", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document as it was read; `raw` is the digest of all that cleaning makes use of.

    `url` is what the source gave; where the article states one of its own, the document has that.
    """

    id: str
    origin: str
    place: str
    kind: RawKind
    raw: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document without its lines.

    `version` counts how often article or records became others; `bands` are the keys by which its copies
    are found, none for a document that has no copies; `url` is what its article states.
    """

    id: str
    origin: str
    place: str
    kind: RawKind
    url: str | None
    raw: str
    fingerprint: str
    first_run: int
    changed_run: int
    version: int
    state: DocumentState
    duplicate_of: str | None
    types: dict[str, int]
    bands: list[int]


def document_row(row: sqlite3.Row) -> DocumentRow:
    """A row of documents, joined with the digest of its fingerprint."""
    return DocumentRow(
        id=row["id"],
        origin=row["origin"],
        place=row["place"] or row["url"],
        kind=row["kind"],
        url=row["url"],
        raw=row["raw"].hex(),
        fingerprint=row["digest"],
        first_run=row["first_run"],
        changed_run=row["changed_run"],
        version=row["version"],
        state=row["state"],
        duplicate_of=row["duplicate_of"],
        types=unpacked_types(row["types"]),
        bands=unpacked_bands(row["bands"]),
    )


def packed_bands(bands: Sequence[int]) -> bytes | None:
    """The keys of an article among the bands, as they are kept with it."""
    return b"".join(band.to_bytes(_BAND_BYTES, "big", signed=True) for band in bands) or None


def unpacked_bands(data: bytes | None) -> list[int]:
    """The keys of an article among the bands."""
    starts = range(0, len(data or b""), _BAND_BYTES)
    return [int.from_bytes((data or b"")[i : i + _BAND_BYTES], "big", signed=True) for i in starts]


def packed_types(types: Mapping[str, int]) -> str | None:
    """How many records of each type, as it is kept."""
    return orjson.dumps(dict(types), option=orjson.OPT_SORT_KEYS).decode() if types else None


def unpacked_types(text: str | None) -> dict[str, int]:
    """How many records of each type."""
    types: dict[str, int] = orjson.loads(text) if text else {}
    return types


def row_of(database: Database, id: str) -> sqlite3.Row | None:
    """A document's row, as it stands in its table."""
    return database.row("SELECT * FROM documents WHERE id = ?", (id,))


def known_row(database: Database, id: str) -> sqlite3.Row:
    """The row of a document that must be there.

    Raises:
        KeyError: it is not.
    """
    row = row_of(database, id)
    if row is None:
        raise KeyError(id)
    return row


def mark_version(database: Database, row: sqlite3.Row) -> None:
    """Count a change of a document, once a run."""
    database.execute(
        "UPDATE documents SET version = version + 1, changed_run = ?1 "
        "WHERE number = ?2 AND changed_run <> ?1",
        (database.run, row["number"]),
    )


def release_copies(database: Database, id: str) -> list[str]:
    """Let the copies of a document wait to be judged anew; their ids, sorted."""
    copies = database.column("SELECT id FROM documents WHERE duplicate_of = ? ORDER BY id", (id,))
    database.execute(
        "UPDATE documents SET state = 'cleaned', duplicate_of = NULL WHERE duplicate_of = ?", (id,)
    )
    return copies


def mark_pages_read(database: Database, id: str) -> None:
    """Note that the pages of a document need no reading."""
    database.execute("UPDATE pages SET unread = 0 WHERE document = ? AND unread = 1", (id,))
