"""One source's URL is asked: the pages that its feed, sitemaps or listing name, or the page that it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pipeline.errors import DocumentRejected
from pipeline.fetch.fetched import Failure, costs_only, failure
from pipeline.fetch.listings.entry import Entry, Listing, distinct
from pipeline.fetch.listings.reading import read_listing
from pipeline.fetch.listings.sitemaps import newest_first
from pipeline.fetch.sources import Kind, Source
from pipeline.fetch.web.response import ANY, HTML, Response

log = logging.getLogger(__name__)

MAX_SITEMAPS = 100
"""Sitemaps of one index that a run asks for: those that changed last."""

MAX_DEPTH = 3
"""Indexes within indexes; the protocol knows only one level."""


class Asker(Protocol):
    """What fetches a URL: `pipeline.fetch.web.web.Web`."""

    async def get(
        self, url: str, *, accept: str = HTML, delay: float | None = None, robots: bool = True
    ) -> Response:
        """What a URL answers.

        Raises:
            DocumentRejected: nothing came.
        """


@dataclass(frozen=True, slots=True)
class Survey:
    """What a source's URL gave: entries, or the response where it is itself a page; nothing if it failed."""

    entries: tuple[Entry, ...] | None = None
    page: Response | None = None


async def surveyed(source: Source, web: Asker, failed: Callable[[Failure], None]) -> Survey:
    """Ask a source's URL, and the sitemaps that an index names; what fails is told."""
    is_page = source.kind in ("auto", "page")
    try:
        accept = ANY if source.kind in ("feed", "sitemap") else HTML
        with costs_only(source.place):
            response = await web.get(source.place, accept=accept, delay=source.delay)
            listing = await _read(source.kind, response)
    except DocumentRejected as error:
        failed(failure(error, Entry(url=source.place), source.name, is_listing=not is_page))
        return Survey()
    if listing is None:
        return Survey(page=response)
    entries = [*listing.entries, *await _of_sitemaps(source, listing.sitemaps, web, failed)]
    own = {source.place, response.final_url}
    return Survey(tuple(entry for entry in distinct(entries) if entry.url not in own))


async def _read(kind: Kind, response: Response) -> Listing | None:
    """The listing in a response; large ones are read aside, so that other hosts go on."""
    content_type = response.headers.get("content-type")
    return await asyncio.to_thread(read_listing, kind, response.content, response.final_url, content_type)


async def _of_sitemaps(
    source: Source, sitemaps: tuple[Entry, ...], web: Asker, failed: Callable[[Failure], None]
) -> tuple[Entry, ...]:
    """The pages of all sitemaps below an index, newest first."""
    entries: list[Entry] = []
    level, asked = sitemaps, {source.place}
    for _ in range(MAX_DEPTH):
        below: list[Entry] = []
        for sitemap in _within_limit(source, [one for one in level if one.url not in asked], len(asked) - 1):
            asked.add(sitemap.url)
            listing = await _sitemap(source, sitemap, web, failed)
            entries += listing.entries
            below += listing.sitemaps
        level = newest_first(distinct(below))
    if level:
        log.warning("%s: sitemaps more than %d levels deep are left out", source.name, MAX_DEPTH)
    return newest_first(distinct(entries))


def _within_limit(source: Source, sitemaps: list[Entry], asked: int) -> list[Entry]:
    rest = MAX_SITEMAPS - asked
    if len(sitemaps) > rest:
        log.warning("%s: the %d oldest sitemaps are left out", source.name, len(sitemaps) - rest)
    return sitemaps[:rest]


async def _sitemap(source: Source, sitemap: Entry, web: Asker, failed: Callable[[Failure], None]) -> Listing:
    try:
        with costs_only(sitemap.url):
            found = await _read("sitemap", await web.get(sitemap.url, accept=ANY, delay=source.delay))
    except DocumentRejected as error:
        failed(failure(error, sitemap, source.name, is_listing=True))
        return Listing()
    return found or Listing()
