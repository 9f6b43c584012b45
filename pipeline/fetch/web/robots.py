"""robots.txt (RFC 9309): asked once a host and run, and obeyed, with its crawl delay."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from pipeline.errors import DocumentRejected
from pipeline.fetch.web.response import Response

_MAX_BYTES = 512_000  # that are read of it; RFC 9309, 2.5 asks for at least 500 KiB


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one robots.txt says; without one everything is allowed, with a `failure` nothing is."""

    parsed: Protego | None = None
    failure: DocumentRejected | None = None


class Robots:
    """The rules of all hosts, each read when the first page of it is wanted."""

    def __init__(self, agent: str, longest: float, read: Callable[[str], Awaitable[Response]]) -> None:
        """Speak for a user agent; obey a crawl delay up to `longest` seconds; `read` gives any status."""
        self._agent = agent
        self._longest = longest
        self._read = read
        self._rules: dict[str, _Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def delay(self, url: httpx.URL) -> float:
        """The seconds that the host wants between two requests, for a page that may be fetched.

        Raises:
            DocumentRejected: `robots_disallowed`; or, where robots.txt could not be read and so nothing may
                be fetched, the code of that.
        """
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        async with self._locks.setdefault(origin, asyncio.Lock()):
            if origin not in self._rules:
                self._rules[origin] = await self._asked(f"{origin}/robots.txt")
        rules = self._rules[origin]
        if rules.failure:
            message = f"nothing is fetched, since robots.txt could not be read: {rules.failure}"
            raise DocumentRejected(rules.failure.code, message)
        if not rules.parsed:
            return 0.0
        if not rules.parsed.can_fetch(str(url), self._agent):
            raise DocumentRejected("robots_disallowed", f"{origin}/robots.txt asks not to fetch this page")
        return min(self._longest, _pause(rules.parsed, self._agent))

    async def _asked(self, url: str) -> _Rules:
        try:
            response = await self._read(url)
        except DocumentRejected as error:
            return _Rules(failure=error)
        if response.status >= 500:
            return _Rules(failure=DocumentRejected("fetch_failed", f"the server answered {response.status}"))
        if response.status != 200:
            return _Rules()
        return _Rules(Protego.parse(response.content[:_MAX_BYTES].decode("utf-8-sig", "replace")))


def _pause(rules: Protego, agent: str) -> float:
    """The longer of Crawl-delay and what Request-rate comes to."""
    rate = rules.request_rate(agent)
    return max(rules.crawl_delay(agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)
