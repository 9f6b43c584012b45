"""The documents: what was read, with which content and version, and how far each has come.

A document is `cleaned` first, then judged (it may be a copy of another) and given its records. Each step
is one transaction, so that a run that is killed leaves every document at one of these states.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence

from pipeline.errors import Rejection
from pipeline.state.contents import Content, keep_content, kept_content
from pipeline.state.copies import keep_bands_anew
from pipeline.state.database import Database
from pipeline.state.document_rows import (
    DocumentChange,
    DocumentRow,
    DocumentState,
    ReadDocument,
    document_row,
    known_row,
    mark_pages_read,
    mark_version,
    packed_types,
    release_copies,
)
from pipeline.state.intake import take_in_article, take_in_rejected
from pipeline.state.removing import remove_abandoned
from pipeline.state.runs import fingerprint_number
from pipeline.state.unread import rejection_lines

_DIGEST_BYTES = 16
_NO_FINGERPRINT = ""
_STALE = "(fingerprint < ?1 OR fingerprint > ?1)"  # `<>` would read the whole table instead of the index


class Documents:
    """The table of documents."""

    def __init__(self, database: Database) -> None:
        """Work on a state."""
        self._database = database

    def document(self, id: str) -> DocumentRow | None:
        """What is known of a document, without its lines."""
        row = self._database.row(
            "SELECT documents.*, fingerprints.digest FROM documents "
            "JOIN fingerprints ON fingerprints.number = documents.fingerprint WHERE id = ?",
            (id,),
        )
        return None if row is None else document_row(row)

    def is_current(self, id: str, raw: str) -> bool:
        """Whether a document was read from just these bytes by this version."""
        found = self._database.value(
            "SELECT 1 FROM documents WHERE id = ? AND raw = ? AND fingerprint = ?",
            (id, bytes.fromhex(raw), self._database.fingerprint),
        )
        return found is not None

    def awaiting(self) -> list[str]:
        """The documents that wait for their records, by first run and id."""
        return self._database.column(
            "SELECT id FROM documents WHERE state = 'cleaned' ORDER BY first_run, id"
        )

    def stale(self) -> list[str]:
        """The documents that another version read last, by first run and id."""
        return self._database.column(
            f"SELECT id FROM documents WHERE {_STALE} ORDER BY first_run, id", (self._database.fingerprint,)
        )

    def outdate(self) -> None:
        """Let every document count as read by another version, so that all are read again."""
        with self._database.transaction():
            number = fingerprint_number(self._database, _NO_FINGERPRINT)
            self._database.execute("UPDATE documents SET fingerprint = ?", (number,))

    def article(self, id: str) -> bytes:
        """The line of an article.

        Raises:
            KeyError: there is none.
        """
        return self._content(id).article

    def put_cleaned(self, read: ReadDocument, article: bytes, signature: bytes) -> DocumentChange:
        """Keep an article, whose records are yet to come; its copies wait to be judged anew."""
        return take_in_article(self._database, read, article, signature)

    def put_unclean(self, read: ReadDocument, rejection: Rejection) -> DocumentChange:
        """Keep that a document gives no article; what it gave before goes."""
        return take_in_rejected(self._database, read, rejection)

    def put_records(
        self,
        id: str,
        records: Sequence[bytes],
        types: Mapping[str, int],
        rejections: Sequence[Rejection] = (),
    ) -> bool:
        """Keep the records of an article, which is done with that; whether they differ from those before."""
        with self._database.transaction():
            row = known_row(self._database, id)
            digest = hashlib.sha256(b"".join(records)).digest()[:_DIGEST_BYTES]
            self._put_result(row, "done", digest, records, rejections)
            self._database.execute(
                "UPDATE documents SET types = ? WHERE number = ?", (packed_types(types), row["number"])
            )
        return bool(digest != row["records"])

    def put_failed(self, id: str, rejections: Sequence[Rejection]) -> None:
        """Keep that an article gives no records; it waits for another version, and is not published.

        Its copies wait to be judged anew: one of them stands in its place.
        """
        with self._database.transaction():
            self._put_result(known_row(self._database, id), "rejected", None, (), rejections)
            release_copies(self._database, id)

    def put_duplicate(self, id: str, of: str) -> list[str]:
        """Set a document aside as a copy of another.

        Its own copies wait to be judged anew; they are returned.
        """
        with self._database.transaction():
            row = known_row(self._database, id)
            self._put_result(row, "duplicate", None, (), ())
            self._database.execute(
                "UPDATE documents SET duplicate_of = ? WHERE number = ?", (of, row["number"])
            )
            return release_copies(self._database, id)

    def requeue(self, id: str) -> bool:
        """Let an article that cannot be read again wait for new records; False where there is none.

        It and its copies are judged anew by the words that this version compares.
        """
        with self._database.transaction():
            row = known_row(self._database, id)
            number = row["number"]
            self._database.execute(
                "UPDATE documents SET fingerprint = ? WHERE number = ?", (self._database.fingerprint, number)
            )
            mark_pages_read(self._database, id)
            content = kept_content(self._database, number)
            if content is None:
                return False
            keep_content(self._database, number, content.article)
            keep_bands_anew(self._database, row, content.article)
            release_copies(self._database, id)
            self._database.execute(
                "UPDATE documents SET state = 'cleaned', duplicate_of = NULL, types = NULL, "
                "rejections = NULL WHERE number = ?",
                (number,),
            )
            self._database.mark_changed()
        return True

    def remove_abandoned(self) -> list[str]:
        """Remove the documents whose last page has become one of another document; their ids, sorted.

        To be called when all pages have come, before they are read. Copies of what goes wait to be judged
        anew.
        """
        return remove_abandoned(self._database)

    def _put_result(
        self,
        row: sqlite3.Row,
        state: DocumentState,
        digest: bytes | None,
        records: Sequence[bytes],
        rejections: Sequence[Rejection],
    ) -> None:
        """Keep what came of a cleaned article; `digest` stands for its records."""
        keep_content(self._database, row["number"], self._content(row["id"]).article, records)
        self._database.execute(
            "UPDATE documents SET state = ?, records = ?, types = NULL, rejections = ?, duplicate_of = NULL "
            "WHERE number = ?",
            (state, digest, b"".join(rejection_lines(rejections)) or None, row["number"]),
        )
        if digest != row["records"]:
            mark_version(self._database, row)
        self._database.mark_changed()

    def _content(self, id: str) -> Content:
        content = kept_content(self._database, known_row(self._database, id)["number"])
        if content is None:
            raise KeyError(id)
        return content
