"""The sources on the web → their pages, as they come.

First all feeds, sitemaps and listings are asked, then the pages that they name: one after another on each
host, the hosts side by side. A page that several sources name belongs to the first of them, so that what
comes out does not depend on who was quicker.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pipeline.errors import DocumentRejected
from pipeline.fetch.agenda import Known, KnownPage, NothingKnown, pages_to_ask
from pipeline.fetch.fetched import Failure, Fetched, costs_only, failure, fetched_page
from pipeline.fetch.listings.entry import Entry
from pipeline.fetch.sources import Source
from pipeline.fetch.survey import Asker, surveyed
from pipeline.fetch.web.response import HTML, Response

__all__ = ["Failure", "Fetched", "Known", "KnownPage", "NothingKnown", "crawl"]


async def crawl(
    sources: Iterable[Source],
    web: Asker,
    known: Known,
    keep: Callable[[Fetched], None],
    failed: Callable[[Failure], None],
    *,
    planned: Callable[[int], None] = lambda pages: None,
    may_ask: Callable[[str, str], bool] = lambda url, source: True,
) -> None:
    """Ask the sources, and the pages that they name as far as they are due.

    Args:
        sources: the sources; those that are not on the web are passed over.
        web: what fetches.
        known: what earlier runs know of pages.
        keep: called with each page that came; what it raises ends the crawl.
        failed: called for each listing and page that did not come.
        planned: called with the number of pages, once it is known.
        may_ask: called once for each page that is due, with its URL and the name of its source; where it
            says no, the page is not asked for.
    """
    work = _Crawl(_distinct(sources), web, known, keep, failed, may_ask)
    listings = await _side_by_side([work.survey(source) for source in work.sources])
    agenda = work.agenda(listings)
    planned(sum(map(len, agenda.values())))
    await _side_by_side([work.ask(errands) for errands in agenda.values()])


def _distinct(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources on the web, each URL once."""
    first: dict[str, Source] = {}
    for source in sources:
        if source.is_remote:
            first.setdefault(source.place, source)
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class _Errand:
    """A page to ask for."""

    source: Source
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Crawl:
    """What all parts of one crawl share."""

    sources: tuple[Source, ...]
    web: Asker
    known: Known
    keep: Callable[[Fetched], None]
    failed: Callable[[Failure], None]
    may_ask: Callable[[str, str], bool]

    async def survey(self, source: Source) -> tuple[Entry, ...] | None:
        """The pages that a source names, None if that is not known; one that is itself a page is kept."""
        if source.kind in ("auto", "page") and not self.may_ask(source.place, source.name):
            return None
        survey = await surveyed(source, self.web, self.failed)
        if survey.page is not None:
            self._take(survey.page, source, Entry(url=source.place))
        return survey.entries

    def agenda(self, listings: Sequence[tuple[Entry, ...] | None]) -> dict[str, list[_Errand]]:
        """The pages to ask for, by host."""
        now = datetime.now(UTC)
        taken = {source.place for source in self.sources}
        hosts: dict[str, list[_Errand]] = defaultdict(list)
        for source, entries in zip(self.sources, listings, strict=True):
            if entries is None:
                continue
            for entry in pages_to_ask(source, entries, taken, self.known, now):
                if self.may_ask(entry.url, source.name):
                    hosts[urlsplit(entry.url).netloc].append(_Errand(source, entry))
            taken.update(entry.url for entry in entries)
        return hosts

    async def ask(self, errands: Iterable[_Errand]) -> None:
        """Ask for the pages of one host, one after another."""
        for errand in errands:
            source, entry = errand.source, errand.entry
            try:
                with costs_only(entry.url):
                    response = await self.web.get(entry.url, accept=HTML, delay=source.delay)
            except DocumentRejected as error:
                self.failed(failure(error, entry, source.name))
            else:
                self._take(response, source, entry)

    def _take(self, response: Response, source: Source, entry: Entry) -> None:
        listings = {one.place for one in self.sources if one.kind not in ("auto", "page")}
        try:
            with costs_only(entry.url):
                fetched = fetched_page(response, entry, source.name, listings)
        except DocumentRejected as error:
            self.failed(failure(error, entry, source.name))
        else:
            self.keep(fetched)


T = TypeVar("T")


async def _side_by_side(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """The results of all, in their order; the first error ends the others and comes out as it is."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one) for one in work]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from errors
    return [task.result() for task in tasks]
