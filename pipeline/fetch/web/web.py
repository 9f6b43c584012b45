"""URL → answer: robots.txt, the host's turn, the cache, redirects, and another attempt where it may help."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from hishel import CacheOptions
from hishel.httpx import AsyncCacheTransport

from pipeline.errors import DocumentRejected, PageGone
from pipeline.fetch.urls import canonical_url
from pipeline.fetch.web.cache import CacheBroken, KeptAnswers, drop_cache, opened_cache
from pipeline.fetch.web.limiter import Limiter, Turn
from pipeline.fetch.web.redirects import Hops
from pipeline.fetch.web.response import ANY, HTML, Response
from pipeline.fetch.web.retries import BrokenBody, TooSlow, Unavailable, as_rejection, attempts
from pipeline.fetch.web.robots import Robots
from pipeline.fetch.web.transport import CheckedTransport, host_of
from pipeline.fetch.web.unpacking import ENCODINGS, unpacked
from pipeline.fetch.web.whole import PAGE, RETRIEVED_AT, WholeTransport
from pipeline.settings import Settings

_GONE = frozenset({404, 410})
_OPTIONS: CacheOptions = {"shared": False, "allow_stale": False}


class Web:
    """What fetches; an async context manager, for one run."""

    requests: Counter[str]
    """`sent`, of them `conditional`, `not_modified`, `robots`; `retried`; `fresh`: answered without one."""

    def __init__(self, settings: Settings, cache: Path | None) -> None:
        """Keep answers in the file `cache`, which no other process has open; without one keep none."""
        self.requests = Counter()
        self._settings = settings
        self._path = cache
        self._limiter = Limiter(settings.hosts, settings.longest_wait)
        self._robots = Robots(settings.user_agent, settings.longest_wait, self._robots_txt)
        self._whole = WholeTransport(CheckedTransport(settings.allow_private), settings, self.requests)
        self._transport: httpx.AsyncBaseTransport = self._whole
        self._storage: KeptAnswers | None = None

    async def __aenter__(self) -> Self:
        """Open the cache."""
        if self._path:
            self._storage = await opened_cache(self._path)
            self._transport = AsyncCacheTransport(self._whole, self._storage, rfc=_OPTIONS)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections and the cache."""
        await self._whole.aclose()
        await self._close_cache(broken=False)

    async def get(
        self, url: str, *, accept: str = HTML, delay: float | None = None, robots: bool = True
    ) -> Response:
        """Fetch a URL, with at least `delay` seconds since the last request to its host.

        Raises:
            DocumentRejected: `fetch_failed`, `timeout`, `too_large`, `robots_disallowed`, `address_refused`.
            PageGone: the server says that there is no such page (404, 410).
        """
        response = await self._followed(url, accept, delay or 0.0, robots)
        if response.status in _GONE:
            raise PageGone(response.status)
        if response.status not in PAGE:
            raise DocumentRejected("fetch_failed", f"the server answered {response.status}")
        return response

    async def _robots_txt(self, url: str) -> Response:
        return await self._followed(url, ANY, 0.0, robots=False, fresh=True)

    async def _followed(
        self, url: str, accept: str, delay: float, robots: bool, fresh: bool = False
    ) -> Response:
        """The answer at the end of the redirects, whatever its status."""
        hops = Hops(url, self._settings.max_redirects)
        headers = _headers(self._settings, accept, fresh)
        while True:
            crawl_delay = await self._robots.delay(hops.url) if robots else 0.0
            pause = max(delay, crawl_delay, self._settings.delay)
            response = await self._answered(hops.url, headers, pause)
            if not hops.goes_on(response.status, response.headers.get("location", "")):
                return replace(response, url=hops.first, final_url=canonical_url(str(hops.url)))

    async def _answered(self, url: httpx.URL, headers: httpx.Headers, pause: float) -> Response:
        """The answer of one hop, asked for as often as it may help."""
        try:
            async for attempt in attempts(self._settings.attempts, pause):
                with attempt:
                    self.requests["retried"] += attempt.num > 1
                    response = await self._asked(url, headers, pause)
                    self._limiter.answered(host_of(url))
                    return response
        except (httpx.TransportError, httpx.InvalidURL, Unavailable, BrokenBody) as error:
            if isinstance(error, httpx.TimeoutException | httpx.NetworkError | Unavailable):
                self._limiter.failed(host_of(url))
            raise as_rejection(error, self._settings.timeout) from error
        except TooSlow:
            self._limiter.failed(host_of(url))
            raise
        raise AssertionError("stamina makes at least one attempt")

    async def _asked(self, url: httpx.URL, headers: httpx.Headers, pause: float) -> Response:
        host = host_of(url)
        self.requests["robots"] += url.path == "/robots.txt"
        async with self._limiter.turn(host, pause) as turn:
            try:
                return await self._exchanged(url, headers, turn)
            except CacheBroken:
                await self._give_up_cache()
                return await self._exchanged(url, headers, turn)
            except Unavailable as error:
                self._limiter.silence(host, error.seconds or 0.0)
                raise

    async def _exchanged(self, url: httpx.URL, headers: httpx.Headers, turn: Turn) -> Response:
        timeout = httpx.Timeout(self._settings.timeout).as_dict()
        request = httpx.Request("GET", url, headers=headers, extensions={"turn": turn, "timeout": timeout})
        answer = await self._transport.handle_async_request(request)
        try:
            raw = b"".join([chunk async for chunk in answer.aiter_raw()])
        finally:
            await answer.aclose()
        status = answer.extensions.get("caching", {"from_cache": False, "revalidated": False})
        self.requests["fresh"] += status["from_cache"] and not status["revalidated"]
        return self._response(url, answer, raw)

    def _response(self, url: httpx.URL, answer: httpx.Response, raw: bytes) -> Response:
        headers = dict(answer.headers.multi_items())
        retrieved_at = headers.pop(RETRIEVED_AT, "") or datetime.now(UTC).isoformat(timespec="seconds")
        try:
            content = unpacked(raw, headers.get("content-encoding", ""), self._settings.max_bytes)
        except BrokenBody as error:  # it was whole when it came
            raise CacheBroken(str(error)) from error
        return Response(
            url=str(url),
            final_url=str(url),
            status=answer.status_code,
            headers=headers,
            content=content,
            retrieved_at=retrieved_at,
        )

    async def _give_up_cache(self) -> None:
        """Go on without the cache, whose file cannot be read."""
        self._transport = self._whole
        await self._close_cache(broken=True)

    async def _close_cache(self, broken: bool) -> None:
        """Close the cache, once; a broken one is dropped."""
        storage, self._storage = self._storage, None
        if storage and self._path:
            await storage.close()
            if broken or storage.is_broken:
                drop_cache(self._path)


def _headers(settings: Settings, accept: str, fresh: bool) -> httpx.Headers:
    """The headers of a request; `fresh` asks for an answer that no cache on the way holds."""
    named = {
        "Accept": accept,
        "Accept-Encoding": ENCODINGS,
        "Accept-Language": "en,*;q=0.5",
        "User-Agent": " ".join(settings.signature.split()),
    }
    contact = settings.contact.strip().removeprefix("mailto:")
    if "@" in contact and "/" not in contact:
        named["From"] = contact
    if fresh:
        named["Cache-Control"] = "no-cache"
    return httpx.Headers(named, encoding="utf-8")
