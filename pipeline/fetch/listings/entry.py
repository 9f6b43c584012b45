"""What a listing says of one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from pipeline.fetch.urls import canonical_url

LONGEST_URL = 2000
"""Characters of a URL that most servers and caches still take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a listing names.

    `url` is canonical. `listed` is the time of the last change in the listing's own words: only whether
    it is still the same counts. `published` is a day, ISO 8601.
    """

    url: str
    title: str | None = None
    published: str | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages that a listing names, and the sitemaps that an index of sitemaps names."""

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()


def page_url(link: str | None, base: str) -> str | None:
    """A link as a canonical URL; None for what is no link to a page."""
    try:
        url = canonical_url(urljoin(base, (link or "").strip()))
    except ValueError:
        return None
    return url if link and len(url) <= LONGEST_URL else None


def distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries in their order, each URL once."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.url, entry)
    return tuple(first.values())


def plain(text: str | None) -> str | None:
    """A text in one line; None for an empty one."""
    return " ".join((text or "").split()) or None
