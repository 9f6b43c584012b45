"""The fetching stage of a run: feeds, sitemaps, listings and pages of the web → pages in the raw store.

A page is written to disk before the state hears of it: a run that is killed in between writes it again.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.errors import Rejection
from pipeline.fetch.crawl import crawl
from pipeline.fetch.fetched import Failure, Fetched
from pipeline.fetch.rawstore import is_kept, keep_page
from pipeline.fetch.sources import Source
from pipeline.fetch.web.forgetting import forget_urls
from pipeline.fetch.web.web import Web
from pipeline.run.batch import Batch
from pipeline.state import Page


def fetch(batch: Batch, sources: list[Source]) -> None:
    """Fetch what some sources on the web list, as far as it is not known."""
    batch.progress.begin("fetch", None)
    asyncio.run(_Fetching(batch).crawled(sources))


@dataclass(slots=True)
class _Fetching:
    """One crawl: takes what comes, and keeps by source what did not."""

    batch: Batch
    forgotten: set[str] = field(default_factory=set)
    failures: dict[str, list[Rejection]] = field(default_factory=lambda: defaultdict(list))

    async def crawled(self, sources: list[Source]) -> None:
        batch = self.batch
        async with Web(batch.settings, batch.cache) as web:
            known = batch.state.pages
            await crawl(sources, web, known, self.keep, self.fail, planned=self.plan, may_ask=self.may_ask)
            batch.summary.requests += web.requests
        if self.forgotten:
            forget_urls(batch.cache, self.forgotten)
            for url in sorted(self.forgotten):  # after the cache: a run that was killed does both again
                batch.state.tombstones.add("url", url)
        for source in sources:
            batch.state.unread.put(source.name, sorted(self.failures[source.name], key=lambda row: row.where))

    def plan(self, pages: int) -> None:
        """Tell how many pages will be asked for."""
        self.batch.progress.begin("fetch", pages)

    def may_ask(self, url: str, source: str) -> bool:
        """Whether a page may be asked for: one that was forgotten may not."""
        if self.batch.state.tombstones.is_forgotten(url=url):
            self.batch.done(source, url, "forgotten")
            return False
        return True

    def keep(self, fetched: Fetched) -> None:
        """Write a page that is new or changed to the raw store, and note it in the state."""
        state = self.batch.state
        urls = (fetched.canonical, fetched.final_url)
        if any(state.tombstones.is_forgotten(url=url, id=fetched.document) for url in urls):
            self.forget(fetched)
            return
        if self.has_strayed(fetched):
            message = f"it redirects to {fetched.final_url} now; what it was before is kept"
            self.fail(Failure(url=fetched.url, source=fetched.source, code="fetch_failed", message=message))
            return
        page = _page(fetched)
        if state.pages.is_news(page) or not is_kept(fetched.url, self.batch.raw):
            keep_page(fetched, self.batch.raw)
        self.batch.summary.count(fetched.source, "fetched")
        change = state.pages.put(page)
        if change == "unchanged":
            self.batch.summary.count(fetched.source, change)
        self.batch.progress.advance(fetched.url, change)

    def has_strayed(self, fetched: Fetched) -> bool:
        """Whether a known page redirects to another document: to a front page, or to "we are back soon"."""
        known = self.batch.state.pages.page(fetched.url)
        if known is None or known.document in (None, fetched.document):
            return False
        return fetched.final_url not in (fetched.url, known.final_url)

    def forget(self, fetched: Fetched) -> None:
        """Keep out a forgotten document that came under another URL, and that URL from now on."""
        self.forgotten |= {fetched.url, fetched.final_url}
        self.batch.done(fetched.source, fetched.url, "forgotten")

    def fail(self, failure: Failure) -> None:
        """Note what did not come; a page that its server says is gone keeps its records."""
        if failure.gone and self.batch.state.pages.gone(failure.url):
            self.batch.progress.advance(failure.url, "gone")
            return
        if not failure.is_listing:
            title = self._without_names(failure.title)
            self.batch.state.pages.failed(
                failure.url, failure.source, failure.listed, title, failure.published
            )
        self.failures[failure.source].append(failure.rejection)
        self.batch.progress.reject(failure.rejection)

    def _without_names(self, title: str | None) -> str | None:
        """A headline, unless it names a person who was forgotten."""
        return None if self.batch.state.tombstones.names_forgotten(title or "") else title


def _page(fetched: Fetched) -> Page:
    """What the state keeps of a page."""
    return Page(
        url=fetched.url,
        document=fetched.document,
        canonical=fetched.canonical,
        final_url=fetched.final_url,
        origin=fetched.source,
        sha256=fetched.sha256,
        listed=fetched.listed,
        title=fetched.title,
        published=fetched.published,
        retrieved_at=fetched.retrieved_at,
    )
