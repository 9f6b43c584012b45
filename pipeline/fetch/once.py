"""A source on the web, fetched for once: without a cache, and with nothing known of earlier runs."""

from __future__ import annotations

import asyncio

from pipeline.article import RawDocument
from pipeline.errors import Rejection
from pipeline.fetch.agenda import NothingKnown
from pipeline.fetch.crawl import crawl
from pipeline.fetch.fetched import Failure, Fetched
from pipeline.fetch.rawstore import page_document, sidecar_for
from pipeline.fetch.sources import Source
from pipeline.fetch.web.web import Web
from pipeline.settings import Settings


def fetched_once(source: Source, settings: Settings) -> list[RawDocument | Rejection]:
    """The pages of a source and what did not come, in the order of their URLs; all are held in memory."""
    return asyncio.run(_fetched(source, settings))


async def _fetched(source: Source, settings: Settings) -> list[RawDocument | Rejection]:
    found: dict[str, RawDocument | Rejection] = {}

    def keep(fetched: Fetched) -> None:
        found[fetched.url] = page_document(fetched.content, sidecar_for(fetched), fetched.kind)

    def failed(failure: Failure) -> None:
        found[failure.url] = failure.rejection

    async with Web(settings, None) as web:
        await crawl([source], web, NothingKnown(), keep, failed)
    return [found[url] for url in sorted(found)]
