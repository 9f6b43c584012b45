"""Answers of the HTTP cache that must not be kept: they are removed, and leave no byte in its file."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

# what the file holds of an entry's head; hishel has no public name for it
from hishel._core._storages._packing import unpack

from pipeline.errors import DocumentRejected
from pipeline.fetch.web.cache import drop_cache, is_whole
from pipeline.fetch.web.retries import BrokenBody
from pipeline.fetch.web.unpacking import unpacked

_UNPACKED_LIMIT = 100_000_000

log = logging.getLogger(__name__)


def forget_urls(cache: Path, urls: Iterable[str]) -> int:
    """Remove from a cache file the answers of some URLs, and all that speak of them, such as feeds.

    Nothing of them stays in the file. No other process may have it open.

    Returns:
        The number of answers that were removed.
    """
    named = list(urls)
    if not named or not cache.exists():
        return 0
    if not is_whole(cache, thorough=True):
        drop_cache(cache)
        return 0
    traces = _traces(named)
    with closing(sqlite3.connect(cache, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")
        ids = [row[0] for row in database.execute("SELECT id FROM entries").fetchall()]
        found = [(id,) for id in ids if _speaks_of(traces, _all_of(database, id))]
        database.executemany("DELETE FROM streams WHERE entry_id = ?", found)
        database.executemany("DELETE FROM entries WHERE id = ?", found)
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(found)


def _traces(urls: Iterable[str]) -> set[bytes]:
    """The spellings of a URL in answers; its path is enough, as links are often relative."""
    traces: set[bytes] = set()
    for url in urls:
        path = urlsplit(url).path
        spelling = (path if len(path) > 1 else url).encode()
        traces |= {spelling, unquote_to_bytes(spelling), spelling.replace(b"/", rb"\/")}
    return traces


def _speaks_of(traces: set[bytes], content: bytes) -> bool:
    return any(trace in content for trace in traces)


def _all_of(database: sqlite3.Connection, id: bytes) -> bytes:
    """An entry's head and its body, unpacked where that can be done."""
    (head,) = database.execute("SELECT data FROM entries WHERE id = ?", (id,)).fetchone()
    chunks = "SELECT chunk_data FROM streams WHERE entry_id = ? ORDER BY chunk_number"
    body = b"".join(row[0] for row in database.execute(chunks, (id,)))
    try:
        _, response = unpack(bytes(head))
        body = unpacked(body, response.headers.get("content-encoding") or "", _UNPACKED_LIMIT)
    except (BrokenBody, DocumentRejected, ValueError) as error:
        log.debug("an answer is searched as it was kept: %s", error)
    return bytes(head) + body
