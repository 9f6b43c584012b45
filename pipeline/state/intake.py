"""Taking in what was read: the row of a document, new or as it is now, whatever came of its cleaning."""

from __future__ import annotations

import sqlite3

import orjson

from pipeline.copies import bands_of
from pipeline.errors import Rejection
from pipeline.state.contents import drop_content, keep_content, kept_content
from pipeline.state.copies import keep_bands
from pipeline.state.database import Database
from pipeline.state.document_rows import (
    DocumentChange,
    DocumentState,
    ReadDocument,
    known_row,
    mark_pages_read,
    mark_version,
    release_copies,
    row_of,
)
from pipeline.state.unread import rejection_lines

_UPSERT = """
INSERT INTO documents (id, origin, place, kind, url, given_url, raw, fingerprint, state,
                       first_run, changed_run, version)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (id) DO UPDATE SET
    origin = excluded.origin, place = excluded.place, kind = excluded.kind, url = excluded.url,
    given_url = excluded.given_url, raw = excluded.raw, fingerprint = excluded.fingerprint,
    state = excluded.state, rejections = NULL, duplicate_of = NULL, types = NULL
"""


def take_in_article(
    database: Database, read: ReadDocument, article: bytes, signature: bytes
) -> DocumentChange:
    """Keep an article, which has no records yet."""
    with database.transaction():
        before = row_of(database, read.id)
        line = orjson.loads(article)
        is_same = before is not None and _kept_digest(database, before["number"]) == line["content_sha256"]
        row = _take_in(database, read, "cleaned", line["url"] or read.url)
        keep_bands(database, row, bands_of(signature) if signature else [], line["published"])
        keep_content(database, row["number"], article)
        return _settled(database, before, read.id, is_same)


def take_in_rejected(database: Database, read: ReadDocument, rejection: Rejection) -> DocumentChange:
    """Keep that a document gives no article; what it gave before goes."""
    with database.transaction():
        before = row_of(database, read.id)
        is_same = before is not None and _kept_digest(database, before["number"]) is None
        row = _take_in(database, read, "rejected", read.url)
        keep_bands(database, row, [], None)
        drop_content(database, row["number"])
        database.execute(
            "UPDATE documents SET records = NULL, rejections = ? WHERE number = ?",
            (b"".join(rejection_lines([rejection])), row["number"]),
        )
        return _settled(database, before, read.id, is_same)


def _take_in(database: Database, read: ReadDocument, state: DocumentState, url: str | None) -> sqlite3.Row:
    """Keep what a document was read from; its row still has the bands of before."""
    place = None if read.place == url else read.place
    given = None if read.url == url else read.url
    values = (read.id, read.origin, place, read.kind, url, given, bytes.fromhex(read.raw))
    database.execute(_UPSERT, (*values, database.fingerprint, state, database.run, database.run))
    return known_row(database, read.id)


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
    return None if content is None else str(orjson.loads(content.article)["content_sha256"])
