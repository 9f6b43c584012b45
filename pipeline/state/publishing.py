"""Publishing: the three JSON Lines files as a streaming copy of the state, whole or not at all.

Lines are copied as they are kept. Only an article that was found under further URLs, or that vanished, is
parsed, because copies and pages may change after it was cleaned.

Which files were written from which state is noted behind the writing and taken back before it: a run that is
killed in between leaves no note, and the next one writes the files again.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from pipeline.errors import Rejection
from pipeline.state.contents import content_of
from pipeline.state.database import Database
from pipeline.state.unread import Order, order_of
from pipeline.store import leftovers_in, whole_files

FILES = ("articles.jsonl", "records.jsonl", "rejected.jsonl")
RAW = "raw"
"""The directory of the fetched pages."""

_DONE = """
SELECT documents.id, documents.url, contents.article, contents.data FROM documents
JOIN contents ON contents.document = documents.number WHERE documents.state = 'done' ORDER BY documents.id
"""
_PLACES = """
WITH spellings (id) AS (SELECT ?1 UNION SELECT id FROM documents WHERE duplicate_of = ?1)
SELECT url, canonical, final_url, status FROM pages WHERE document IN spellings AND sha256 IS NOT NULL
UNION ALL
SELECT url, given_url, NULL, NULL FROM documents WHERE id IN spellings
"""


def publish(database: Database, directory: Path) -> bool:
    """Write the files of a directory, unless they are already what the state says; whether they were written.

    Raises:
        OutputUnwritable: they cannot be written, or the disk is full; what stood there stands.
    """
    paths = [directory / name for name in FILES]
    noted = database.value("SELECT value FROM meta WHERE key = 'published'")
    if noted is not None and noted == _note(database, paths):
        return False
    database.execute("DELETE FROM meta WHERE key = 'published'")
    with whole_files(paths) as (articles, records, rejected):
        _copy_documents(database, articles, records)
        rejected.writelines(_rejected_lines(database))
    database.execute("INSERT INTO meta VALUES ('published', ?)", (_note(database, paths),))
    return True


def remove_leftovers(directory: Path) -> None:
    """Remove what a run that was killed while it wrote left lying; the directory's lock must be held."""
    for name in (*FILES, "run.json"):
        for leftover in directory.glob(f".{name}.*"):
            leftover.unlink(missing_ok=True)
    for leftover in leftovers_in(directory / RAW):
        leftover.unlink(missing_ok=True)


def _note(database: Database, paths: list[Path]) -> str | None:
    """Which state the files were written from, and what they look like; None where one is missing."""
    changes = database.value("SELECT value FROM meta WHERE key = 'changes'")
    try:
        found = [path.stat() for path in paths]
    except FileNotFoundError:
        return None
    return orjson.dumps([changes, [[stat.st_size, stat.st_mtime_ns] for stat in found]]).decode()


def _copy_documents(database: Database, articles: BinaryIO, records: BinaryIO) -> None:
    for row in database.rows(_DONE):
        content = content_of(row)
        articles.write(_placed(database, row["id"], row["url"], content.article))
        records.write(content.records)


def _placed(database: Database, id: str, own: str | None, line: bytes) -> bytes:
    """An article's line with every URL under which it or a copy of it was found, and whether it is gone."""
    places = list(database.rows(_PLACES, (id,)))
    urls = {url for place in places for url in (place["url"], place["canonical"], place["final_url"]) if url}
    statuses = {place["status"] for place in places} - {None}
    if urls <= {own} and "gone" not in statuses:
        return line
    article = orjson.loads(line)
    article["urls"] += sorted(urls.difference(article["urls"]))
    article["state"] = "gone" if statuses == {"gone"} else "live"
    return orjson.dumps(article) + b"\n"


def _rejected_lines(database: Database) -> Iterator[bytes]:
    """All rejections in their order: those of documents and those of what never became one."""
    merged = heapq.merge(_of_documents(database), _of_unread(database), key=lambda row: row[0])
    return (line for _, line in merged)


def _of_documents(database: Database) -> Iterator[tuple[Order, bytes]]:
    rows = database.rows("SELECT rejections FROM documents WHERE rejections IS NOT NULL ORDER BY id")
    return (_ordered(line) for row in rows for line in row["rejections"].splitlines(keepends=True))


def _of_unread(database: Database) -> Iterator[tuple[Order, bytes]]:
    rows = database.rows("SELECT line FROM unread ORDER BY document, place, code, message, line")
    return (_ordered(row["line"]) for row in rows)


def _ordered(line: bytes) -> tuple[Order, bytes]:
    return order_of(Rejection.model_validate_json(line)), line
