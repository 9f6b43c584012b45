"""Removing a document: its row, its lines and its bands.

A page can become one of another document, because it calls itself by another canonical URL. The document that
it leaves goes when no page is left to it. That is settled when all pages have come, since another page may
take the place of the first: so the order in which they come means nothing.
"""

from __future__ import annotations

from pipeline.state.contents import drop_content
from pipeline.state.copies import drop_bands
from pipeline.state.database import Database
from pipeline.state.document_rows import release_copies, row_of

_WITHOUT_PAGE = """
SELECT document FROM abandoned WHERE document IN (SELECT id FROM documents) AND NOT EXISTS
    (SELECT 1 FROM pages WHERE pages.document = abandoned.document AND pages.sha256 IS NOT NULL)
ORDER BY document
"""


def mark_abandoned(database: Database, id: str) -> None:
    """Note that a document has lost a page to another one."""
    database.execute("INSERT OR IGNORE INTO abandoned VALUES (?)", (id,))


def remove_abandoned(database: Database) -> list[str]:
    """Remove the documents that have lost their last page to another one; their ids, sorted."""
    with database.transaction():
        removed = database.column(_WITHOUT_PAGE)
        for id in removed:
            remove_document(database, id)
            database.mark_changed()
        database.execute("DELETE FROM abandoned")  # also of those that have another page
    return removed


def remove_document(database: Database, id: str) -> None:
    """Remove a document, if it is there; its copies wait to be judged anew."""
    database.execute("DELETE FROM abandoned WHERE document = ?", (id,))
    row = row_of(database, id)
    if row is None:
        return
    release_copies(database, id)
    drop_content(database, row["number"])
    drop_bands(database, row)
    database.execute("DELETE FROM documents WHERE number = ?", (row["number"],))
