"""Sitemaps (sitemaps.org 0.9), indexes of them, and Google's news extension → entries, newest first.

The names of elements count, not their name spaces, which sitemaps often state wrongly.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from pipeline.datelines.days import given_day
from pipeline.errors import DocumentRejected
from pipeline.fetch.listings.entry import Entry, Listing, distinct, page_url
from pipeline.fetch.listings.trees import children, local_name, own_children, text_of, xml_tree
from pipeline.fetch.urls import is_url

MAX_ENTRIES = 50_000
"""Pages that one sitemap may name, by the protocol."""

NO_SITEMAP = "what came is no sitemap"


def read_sitemap(content: bytes, base: str) -> Listing:
    """The pages and further sitemaps that a sitemap names; `base` is the URL that it came from.

    Raises:
        DocumentRejected: it is no sitemap.
    """
    root = xml_tree(content)
    if root is None or local_name(root) not in ("urlset", "sitemapindex"):
        raise DocumentRejected("fetch_failed", NO_SITEMAP)
    return Listing(_entries(root, "url", base), _entries(root, "sitemap", base))


def read_text_sitemap(content: bytes, base: str) -> Listing:
    """The pages of a sitemap that is a list of URLs, a line each.

    Raises:
        DocumentRejected: there is none in it.
    """
    lines = content.decode("utf-8", errors="replace").lstrip("\ufeff").splitlines()
    urls = (page_url(line, base) for line in lines if is_url(line.strip()))
    entries = distinct(Entry(url=url) for url in islice(filter(None, urls), MAX_ENTRIES))
    if not entries:
        raise DocumentRejected("fetch_failed", NO_SITEMAP)
    return Listing(entries)


def newest_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries by the time of their last change; those without one at the end, in their order."""
    return tuple(sorted(entries, key=lambda entry: entry.listed or "", reverse=True))


def _entries(root: etree._Element, name: str, base: str) -> tuple[Entry, ...]:
    elements = (element for element in root.iter() if local_name(element) == name)
    found = (_entry(element, base) for element in islice(elements, MAX_ENTRIES))
    return newest_first(distinct(entry for entry in found if entry))


def _entry(element: etree._Element, base: str) -> Entry | None:
    url = page_url(_text(element, "loc"), base)
    if url is None:
        return None
    published = title = None
    for news in children(element, "news"):
        published, title = _text(news, "publication_date"), _text(news, "title")
    listed = _text(element, "lastmod") or published
    return Entry(url=url, title=title, published=given_day(published), listed=listed)


def _text(element: etree._Element, name: str) -> str | None:
    return next((text_of(child) for child in own_children(element, name)), None)
