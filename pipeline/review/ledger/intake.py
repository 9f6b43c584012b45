"""Taking in one document of a run: its article, its words, its records as the run finds them."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

import orjson

from pipeline.article import Article
from pipeline.database import Database
from pipeline.records import Record
from pipeline.review.ledger.derived import columns_of, derive, summarise
from pipeline.review.ledger.reading import FoundDocument
from pipeline.review.ledger.versions import article_of, kept_version, packed_article

KNOWN = "SELECT number, content, records, present, article FROM documents WHERE id = ?"
_DOCUMENT = """
INSERT INTO documents (id, title, source, published, content, records, article)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET title = excluded.title, source = excluded.source,
    published = excluded.published, content = excluded.content, records = excluded.records,
    article = excluded.article, present = 1
"""
_RECORD = """
INSERT INTO records (id, document, type, rule, confidence, place, starts, found, shown, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, 'unreviewed')
ON CONFLICT (id) DO UPDATE SET document = excluded.document, type = excluded.type, rule = excluded.rule,
    confidence = excluded.confidence, place = excluded.place, starts = excluded.starts,
    found = excluded.found, shown = excluded.shown, state = 'unreviewed', visible = 1
"""
_LOST = """
UPDATE records SET found = NULL, visible = 0
WHERE document = ? AND found IS NOT NULL AND id NOT IN (SELECT value FROM json_each(?))
"""
_VERSIONS = """
SELECT found FROM records WHERE document = ?1 UNION SELECT shown FROM records WHERE document = ?1
UNION SELECT shown FROM opinions WHERE document = ?1
"""
_UNUSED = """
DELETE FROM versions WHERE number IN (SELECT value FROM json_each(?2)) AND number NOT IN (
    SELECT ifnull(found, 0) FROM records WHERE document = ?1
    UNION SELECT shown FROM records WHERE document = ?1
    UNION SELECT shown FROM opinions WHERE document = ?1
    UNION SELECT ifnull(before, 0) FROM decisions WHERE document = ?1
    UNION SELECT ifnull(after, 0) FROM decisions WHERE document = ?1
    UNION SELECT ifnull(found, 0) FROM decisions WHERE document = ?1
)
"""


def take_in(
    database: Database, document: FoundDocument, article: Article, records: list[Record]
) -> tuple[int, bool]:
    """Write what the run says of a document now; its number, and whether it is new."""
    known = database.row(KNOWN, (document.id,))
    if known is not None:
        former = article_of(known["article"])
        words = (known["number"], former.title, former.text)
        database.execute("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", words)
    columns = (article.title, source_of(article), article.published, *document.digests)
    database.execute(_DOCUMENT, (article.id, *columns, packed_article(document.article_line)))
    number = database.value("SELECT number FROM documents WHERE id = ?", (article.id,))
    words = (number, article.title, article.text)
    database.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", words)
    former_versions = database.column(_VERSIONS, (number,))
    _take_in_records(database, number, records)
    if known is not None and database.value("SELECT 1 FROM decisions WHERE document = ?", (number,)):
        derive(database, number)
    else:
        summarise(database, number, done=False)
    database.execute(_UNUSED, (number, orjson.dumps(former_versions).decode()))
    return number, known is None


def _take_in_records(database: Database, number: int, records: list[Record]) -> None:
    """Note what the run says of the records of a document, as if nobody had decided any."""
    for record in records:
        row = (record.id, number, *columns_of(record), kept_version(database, record))
        database.execute(_RECORD, row)
    ids = orjson.dumps([record.id for record in records]).decode()
    database.execute(_LOST, (number, ids))


def take_out(database: Database, number: int) -> None:
    """Note that the run has a document no more; what was decided of it waits for its return."""
    database.execute("UPDATE documents SET present = 0 WHERE number = ?", (number,))
    database.execute(_LOST, (number, "[]"))
    derive(database, number)


def source_of(article: Article) -> str:
    """What an article is filed under: its site, else its URL's host, else the folder or list it lay in."""
    host = urlsplit(article.url or "").hostname
    path = PurePosixPath(article.source)
    folder = str(path.parent) if path.name.split(".")[0] == article.id else article.source
    return article.site or host or folder
