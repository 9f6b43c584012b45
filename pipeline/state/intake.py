"""Taking in what was read: the row of a document, new or as it is now, whatever came of its cleaning."""

from __future__ import annotations

import sqlite3

import orjson

from pipeline.copies import bands_of
from pipeline.errors import Rejection
from pipeline.state.contents import drop_content, keep_content, kept_content
from pipeline.state.copies import drop_bands, keep_bands
from pipeline.state.database import Database
from pipeline.state.document_rows import (
    DocumentChange,
    DocumentState,
    ReadDocument,
    known_row,
    mark_pages_read,
    mark_version,
    packed_bands,
    release_copies,
    row_of,
    unpacked_bands,
)
from pipeline.state.unread import rejection_lines

_UPSERT = """
INSERT INTO documents (id, origin, place, kind, url, raw, fingerprint, state, bands,
                       first_run, changed_run, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (id) DO UPDATE SET
    origin = excluded.origin, place = excluded.place, kind = excluded.kind, url = excluded.url,
    raw = excluded.raw, fingerprint = excluded.fingerprint, state = excluded.state,
    bands = excluded.bands, rejections = NULL, duplicate_of = NULL, types = NULL
"""


def take_in_article(
    database: Database, read: ReadDocument, article: bytes, signature: bytes
) -> DocumentChange:
    """Keep an article, which has no records yet."""
    with database.transaction():
        before = row_of(database, read.id)
        is_same = before is not None and _kept_digest(database, before["number"]) == _digest_in(article)
        number = _take_in(database, before, read, "cleaned", bands_of(signature) if signature else [])
        keep_content(database, number, article)
        return _settled(database, before, read.id, is_same)


def take_in_rejected(database: Database, read: ReadDocument, rejection: Rejection) -> DocumentChange:
    """Keep that a document gives no article; what it gave before goes."""
    with database.transaction():
        before = row_of(database, read.id)
        is_same = before is not None and _kept_digest(database, before["number"]) is None
        number = _take_in(database, before, read, "rejected", [])
        drop_content(database, number)
        database.execute(
            "UPDATE documents SET records = NULL, rejections = ? WHERE number = ?",
            (b"".join(rejection_lines([rejection])), number),
        )
        return _settled(database, before, read.id, is_same)


def _take_in(
    database: Database, before: sqlite3.Row | None, read: ReadDocument, state: DocumentState, bands: list[int]
) -> int:
    place = None if read.place == read.url else read.place
    values = (read.id, read.origin, place, read.kind, read.url, bytes.fromhex(read.raw))
    marks = (database.fingerprint, state, packed_bands(bands), database.run, database.run)
    database.execute(_UPSERT, (*values, *marks))
    number = int(known_row(database, read.id)["number"])
    if before is not None:
        drop_bands(database, number, unpacked_bands(before["bands"]))
    keep_bands(database, number, bands)
    return number


def _settled(database: Database, before: sqlite3.Row | None, id: str, is_same: bool) -> DocumentChange:
    """Mark what hangs on a document that was read, and say what it is to this run."""
    database.mark_changed()
    mark_pages_read(database, id)
    release_copies(database, id)
    if before is None or before["first_run"] == database.run:
        return "new"
    if is_same and before["changed_run"] != database.run:
        return "same"
    mark_version(database, before)
    return "updated"


def _kept_digest(database: Database, number: int) -> str | None:
    content = kept_content(database, number)
    return None if content is None else _digest_in(content.article)


def _digest_in(article: bytes) -> str:
    """The digest of title and text that an article's line carries."""
    return str(orjson.loads(article)["content_sha256"])
