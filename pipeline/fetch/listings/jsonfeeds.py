"""JSON Feed (jsonfeed.org, versions 1 and 1.1) → entries."""

from __future__ import annotations

from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.datelines.days import given_day
from pipeline.errors import DocumentRejected
from pipeline.fetch.listings.entry import Entry, Listing, distinct, page_url, plain


class Item(BaseModel):
    """An item of a feed, as far as it is used here."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str | None = None
    external_url: str | None = None
    id: str | int | None = None
    title: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


class Feed(BaseModel):
    """A feed; its items are looked at one by one, so that a broken one costs only itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: str
    items: list[Any]


def read_json_feed(content: bytes, base: str) -> Listing:
    """The pages that a JSON Feed names, in its order; `base` is the URL that it came from.

    Raises:
        DocumentRejected: it is no JSON Feed.
    """
    try:
        feed = Feed.model_validate(orjson.loads(content.removeprefix(b"\xef\xbb\xbf")))
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise DocumentRejected("fetch_failed", "what came is JSON, but no JSON Feed") from error
    found = (_entry(item, base) for item in feed.items)
    return Listing(distinct(entry for entry in found if entry))


def _entry(row: Any, base: str) -> Entry | None:
    try:
        item = Item.model_validate(row)
    except ValidationError:
        return None
    # the format asks for an id, and many make it the URL
    named = str(item.id) if str(item.id or "").startswith(("http://", "https://")) else None
    url = page_url(item.url or named or item.external_url, base)
    if url is None:
        return None
    return Entry(
        url=url,
        title=plain(item.title),
        published=given_day(item.date_published),
        listed=plain(item.date_modified or item.date_published),
    )
