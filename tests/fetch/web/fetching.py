"""One run of the `Web` in a line: what each URL gave, answer or refusal."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DocumentRejected
from pipeline.fetch.web.response import Response
from pipeline.fetch.web.web import Web
from pipeline.settings import Settings

SILENCE = 0.4
"""Seconds that a server may be silent where a test waits for that: many times what an answer of a `Site`
takes, also on a busy machine, and much less than `Site.stall` is told to take."""
QUICK = Settings(delay=0, timeout=2, fetch_seconds=5, attempts=3)


@dataclass(frozen=True)
class Run:
    """What came of some URLs, in their order, and the requests that it took."""

    outcomes: list[Response | DocumentRejected]
    requests: Counter[str]

    @property
    def response(self) -> Response:
        """The one answer."""
        (outcome,) = self.outcomes
        assert isinstance(outcome, Response), repr(outcome)
        return outcome

    @property
    def refusal(self) -> DocumentRejected:
        """The one refusal."""
        (outcome,) = self.outcomes
        assert isinstance(outcome, DocumentRejected), repr(outcome)
        return outcome


def fetched(
    urls: str | Sequence[str], settings: Settings = QUICK, cache: Path | None = None, at_once: bool = False
) -> Run:
    """Fetch URLs, one after another or all `at_once`."""
    return asyncio.run(_fetched([urls] if isinstance(urls, str) else urls, settings, cache, at_once))


async def _fetched(urls: Sequence[str], settings: Settings, cache: Path | None, at_once: bool) -> Run:
    async with Web(settings, cache) as web:
        if at_once:
            outcomes = list(await asyncio.gather(*(_outcome(web, url) for url in urls)))
        else:
            outcomes = [await _outcome(web, url) for url in urls]
        return Run(outcomes, web.requests)


async def _outcome(web: Web, url: str) -> Response | DocumentRejected:
    try:
        return await web.get(url)
    except DocumentRejected as error:
        return error
