"""The HTTP cache (RFC 9111, hishel's SQLite file): opened whole or made anew, and forgotten where asked for.

It may lose what it holds at any time: then a page is asked for as if for the first time. So a file that is
broken is dropped, with a warning.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast
from urllib.parse import unquote_to_bytes, urlsplit

from hishel import AsyncSqliteStorage, Entry, Request, Response

# what the file holds of an entry's head; hishel has no public name for it
from hishel._core._storages._packing import unpack

from pipeline.errors import DocumentRejected
from pipeline.fetch.web.retries import BrokenBody
from pipeline.fetch.web.unpacking import unpacked

_UNPACKED_LIMIT = 100_000_000

log = logging.getLogger(__name__)


class CacheBroken(Exception):
    """Kept bytes that cannot be read back."""


class KeptAnswers(AsyncSqliteStorage):
    """hishel's storage with one entry a URL, the last, and `CacheBroken` where a kept body cannot be read."""

    async def create_entry(
        self,
        request: Request,
        response: Response,
        key: str,
        *,
        ttl: float | None = None,
        tti: float | None = None,
    ) -> Entry:
        """Keep an answer instead of the one before."""
        try:
            for earlier in await super().get_entries(key):
                await self.remove_entry(earlier.id)
            return await super().create_entry(request, response, key, ttl=ttl, tti=tti)
        except RuntimeError as error:
            raise CacheBroken(str(error)) from error

    async def get_entries(self, key: str) -> list[Entry]:
        """What is kept for a URL."""
        try:
            entries = await super().get_entries(key)
        except RuntimeError as error:  # the file was closed, or has tables of another kind
            raise CacheBroken(str(error)) from error
        return [replace(entry, response=replace(entry.response, stream=_guarded(entry))) for entry in entries]


async def _guarded(entry: Entry) -> AsyncIterator[bytes]:
    try:
        async for chunk in cast(AsyncIterator[bytes], entry.response.stream):
            yield chunk
    except (sqlite3.Error, RuntimeError) as error:
        raise CacheBroken(str(error)) from error


async def opened_cache(path: Path) -> KeptAnswers:
    """The cache of a file, which is made anew where it is broken or of another version."""
    if not await asyncio.to_thread(_is_whole, path):
        drop_cache(path)
    storage = KeptAnswers(database_path=path)
    try:
        await storage.get_entries("")  # so that hishel looks at its tables
    except CacheBroken:  # they are not those of its version
        await storage.close()
        drop_cache(path)
        return KeptAnswers(database_path=path)
    return storage


def _is_whole(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError as error:  # no fault of the file: a full disk, too many open files
        log.warning("the HTTP cache %s cannot be opened: %s", path.name, error)
        return True
    except sqlite3.DatabaseError:
        return False


def drop_cache(path: Path) -> None:
    """Remove a broken cache; all pages are asked for anew."""
    log.warning("the HTTP cache %s is broken and is made anew", path.name)
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


async def forget_urls(cache: Path, urls: Iterable[str]) -> int:
    """Remove from a cache file the answers of some URLs, and all that speak of them, such as feeds.

    Nothing of them stays in the file. No other process may have it open.

    Returns:
        The number of answers that were removed.
    """
    return await asyncio.to_thread(_forget, cache, list(urls))


def _forget(cache: Path, urls: list[str]) -> int:
    if not urls or not cache.exists():
        return 0
    if not _is_whole(cache):
        drop_cache(cache)
        return 0
    traces = _traces(urls)
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
