"""Beneath the cache: an answer whole or not at all, so that nothing half-read is ever kept.

It waits for the host's turn, keeps the limits on time and size, sees that the body is what its headers say,
and writes into the headers what the cache needs to know.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from datetime import UTC, datetime
from email.utils import format_datetime

import httpx

from pipeline.fetch.web.limiter import Turn
from pipeline.fetch.web.retries import PASSING, TooSlow, Unavailable, http_date, retry_after
from pipeline.fetch.web.unpacking import too_large, unpacked
from pipeline.settings import Settings

RETRIEVED_AT = "x-pressfacts-retrieved-at"
PAGE = frozenset({200, 203})
_KEPT = PAGE | {301, 304, 308, 404, 410}
_CONDITIONS = ("if-none-match", "if-modified-since")
_HOW_LONG = re.compile(r"""\bmax-age\s*=\s*["']?(\d{1,9})""", re.IGNORECASE)
_LIFETIME = re.compile(r"""(?<!\s)\s*+,?\s*+\b(?:s-maxage|max-age)\s*=\s*[^\s,]*""", re.IGNORECASE)
_LONGEST_FRESH = 3600
"""Seconds for which a page is not asked for again. A press room that calls its pages fresh for a year would
change and withdraw them unseen; a run that goes on where it was broken off asks for little twice."""


class WholeTransport(httpx.AsyncBaseTransport):
    """Sends requests that carry their `Turn` in the extension `turn`."""

    def __init__(self, below: httpx.AsyncBaseTransport, settings: Settings, requests: Counter[str]) -> None:
        """Take what connects, and count requests as `sent`, `conditional` and `not_modified`."""
        self._below = below
        self._settings = settings
        self._requests = requests

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and read the whole answer.

        Raises:
            TooSlow: the page takes longer than `fetch_seconds`.
            DocumentRejected: `too_large`, and what the address check and the limiter raise.
            Unavailable: a status that may pass.
            BrokenBody: a body that cannot be unpacked.
            httpx.TransportError: no answer, or a broken one.
        """
        turn: Turn = request.extensions["turn"]
        await turn.begun()
        self._requests["sent"] += 1
        self._requests["conditional"] += any(name in request.headers for name in _CONDITIONS)
        seconds = self._settings.fetch_seconds
        try:
            async with asyncio.timeout(seconds):
                answer = await self._below.handle_async_request(request)
                body = await self._body(answer)
        except TimeoutError as error:
            raise TooSlow(seconds) from error
        self._requests["not_modified"] += answer.status_code == 304
        return httpx.Response(answer.status_code, headers=_kept(answer), stream=httpx.ByteStream(body))

    async def _body(self, answer: httpx.Response) -> bytes:
        """The body as it came, checked; only that of a page, since no other is wanted."""
        limit = self._settings.max_bytes
        try:
            if answer.status_code in PASSING:
                wait = retry_after(answer.headers.get("retry-after"), datetime.now(UTC))
                raise Unavailable(answer.status_code, wait)
            if answer.status_code == 304:
                return b"".join([chunk async for chunk in answer.aiter_raw()])
            if answer.status_code not in PAGE:
                return b""
            body = await _read(answer, limit)
            unpacked(body, answer.headers.get("content-encoding", ""), limit)
            return body
        finally:
            await answer.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._below.aclose()


async def _read(answer: httpx.Response, limit: int) -> bytes:
    claimed = answer.headers.get("content-length", "")
    if claimed.isascii() and claimed.isdigit() and int(claimed[:20]) > limit:
        raise too_large(limit)
    body = bytearray()
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) > limit:
            raise too_large(limit)
    return bytes(body)


def _kept(answer: httpx.Response) -> httpx.Headers:
    """The headers, with what the cache needs: when the bytes came, a sound date, how long they are fresh."""
    now = datetime.now(UTC)
    headers = answer.headers.copy()
    headers.pop(RETRIEVED_AT, None)
    if answer.status_code != 304:
        headers[RETRIEVED_AT] = now.isoformat(timespec="seconds")
    if answer.status_code not in PAGE | {304}:
        headers.pop("content-length", None)
        headers.pop("content-encoding", None)
    # without a date, or with one of a clock that is ahead, a page would stay fresh for ever
    date = min(http_date(headers.get("date", "")) or now, now)
    headers["date"] = format_datetime(date, usegmt=True)
    headers["cache-control"] = _cache_control(answer.status_code, headers, date)
    headers.pop("expires", None)
    return headers


def _cache_control(status: int, headers: httpx.Headers, date: datetime) -> str:
    """What the server says, but no failure is kept.

    Nothing is fresh by a guess (RFC 9111, 4.2.2) either, or for longer than an hour.
    """
    if status not in _KEPT:
        return "no-store"
    given: str = headers.get("cache-control", "")
    seconds = min(_fresh_seconds(given, headers.get("expires", ""), date), _LONGEST_FRESH)
    rest = _LIFETIME.sub("", given).strip(" ,")
    lifetime = f"max-age={seconds}" if seconds > 0 else "no-cache"
    return f"{rest}, {lifetime}" if rest else lifetime


def _fresh_seconds(given: str, expires: str, date: datetime) -> int:
    """The lifetime that the server states, 0 where it states none."""
    if stated := _HOW_LONG.search(given):
        return int(stated[1])
    until = http_date(expires)
    return int((until - date).total_seconds()) if until else 0
