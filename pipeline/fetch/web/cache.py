"""The HTTP cache (RFC 9111, hishel's SQLite file): opened whole or made anew.

It may lose what it holds at any time: then a page is asked for as if for the first time. So a file that is
broken is dropped, with a warning.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from hishel import AsyncSqliteStorage, Entry, Headers, Request, Response

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

log = logging.getLogger(__name__)


class CacheBroken(Exception):
    """Kept bytes that cannot be read back."""


class KeptAnswers(AsyncSqliteStorage):
    """hishel's storage with one entry a URL, the last, and `CacheBroken` where its file is found broken."""

    _watched: _Watched | None = None

    @property
    def is_broken(self) -> bool:
        """Whether an operation met a fault of the file."""
        return self._watched is not None and self._watched.is_broken

    def watch(self) -> None:
        """Look for faults of the file, which hishel only logs; it must have been opened."""
        if self.connection is not None:
            self._watched = _Watched(self.connection)
            self.connection = cast(Any, self._watched)

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
        with self._checked():
            for earlier in await super().get_entries(key):
                await self.remove_entry(earlier.id)
            return await super().create_entry(request, response, key, ttl=ttl, tti=tti)

    async def get_entries(self, key: str) -> list[Entry]:
        """What is kept for a URL."""
        with self._checked():
            entries = await super().get_entries(key)
        return [replace(entry, response=replace(entry.response, stream=_guarded(entry))) for entry in entries]

    async def update_headers(self, id: UUID, headers: Headers) -> None:
        """Keep what a server says newly of a page that it has not changed."""
        with self._checked():
            await super().update_headers(id, headers)

    @contextmanager
    def _checked(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:  # the file was closed, or has tables of another kind
            raise CacheBroken(str(error)) from error
        if self.is_broken:
            raise CacheBroken("the file is damaged")


async def _guarded(entry: Entry) -> AsyncIterator[bytes]:
    try:
        async for chunk in cast(AsyncIterator[bytes], entry.response.stream):
            yield chunk
    except (sqlite3.Error, RuntimeError) as error:
        raise CacheBroken(str(error)) from error


T = TypeVar("T")


class _Watched:
    """hishel's connection or cursor, which notes when the file is no whole database."""

    def __init__(self, watched: Any, connection: _Watched | None = None) -> None:
        self._real = watched
        self._connection = connection or self
        self.is_broken = False

    async def cursor(self) -> _Watched:
        return _Watched(await self._note(self._real.cursor()), self._connection)

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> None:
        await self._note(self._real.execute(sql, parameters))

    async def fetchone(self) -> Any:
        return await self._note(self._real.fetchone())

    async def fetchall(self) -> Any:
        return await self._note(self._real.fetchall())

    async def commit(self) -> None:
        await self._note(self._real.commit())

    async def close(self) -> None:
        await self._note(self._real.close())

    @property
    def rowcount(self) -> int:
        return int(self._real.rowcount)

    async def _note(self, work: Awaitable[T]) -> T:
        try:
            return await work
        except sqlite3.DatabaseError as error:
            # a full disk or a lock is an OperationalError with a code of its own
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
                self._connection.is_broken = True
            raise


async def opened_cache(path: Path) -> KeptAnswers:
    """The cache of a file, which is made anew where it is seen to be broken, or is of another version.

    Only the head of the file is looked at, for it may be large: a fault further on shows when it is met.
    """
    if not await asyncio.to_thread(is_whole, path, thorough=False):
        drop_cache(path)
    storage = KeptAnswers(database_path=path)
    try:
        await storage.get_entries("")  # so that hishel looks at its tables
    except CacheBroken:  # they are not those of its version
        await storage.close()
        drop_cache(path)
        storage = KeptAnswers(database_path=path)
        await storage.get_entries("")
    storage.watch()
    return storage


def is_whole(path: Path, *, thorough: bool) -> bool:
    """Whether a file is a whole database, or not there: its head alone is looked at, or all of it."""
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path)) as database:
            if thorough:
                return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
            database.execute("PRAGMA schema_version")
            return True
    except sqlite3.OperationalError as error:  # no fault of the file: a full disk, too many open files
        log.warning("the HTTP cache %s cannot be opened: %s", path.name, error)
        return True
    except sqlite3.DatabaseError:
        return False


def drop_cache(path: Path) -> None:
    """Remove a broken cache, with a warning; all pages are asked for anew."""
    log.warning("the HTTP cache %s is broken and is made anew", path.name)
    remove_cache(path)


def remove_cache(path: Path) -> None:
    """Remove a cache and what SQLite keeps beside it, if there is one."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
