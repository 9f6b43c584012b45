"""What a page says about itself outside its text: titles, site, author, URL, day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline.clean.headlines import choose_headline
from pipeline.clean.jsonld import stated_article
from pipeline.clean.page_dates import published_day
from pipeline.clean.repair import repair_text
from pipeline.clean.tree import text_of

SHARED_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
)
SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
AUTHORS = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
    "byl",
)
LONGEST_TITLE = 500
"""Characters of a title; a longer one is a page whose h1 or title was never closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page states; empty or `None` where it states nothing."""

    headline: str
    titles: tuple[str, ...]
    site: str | None
    author: str | None
    url: str | None
    published: str | None
    body: str


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """What a page says about its article outside the text."""
    meta = dict(_meta(tree))
    window = _clean(text_of(next(tree.iter("title"), None))[:LONGEST_TITLE])
    shown = [
        title
        for element in islice(tree.iter("h1"), 20)
        if (title := _clean(text_of(element)[:LONGEST_TITLE]))
    ]
    stated = stated_article(tree, window or " ".join(shown[:1]))
    shared = [_clean(meta[name][:LONGEST_TITLE]) for name in SHARED_TITLES if name in meta]
    stated_title = _clean(stated.headline[:LONGEST_TITLE])
    site = _first([*(meta.get(name) for name in SITE_NAMES), stated.publisher])
    named = site or _first([_host_name(url)])
    headline = choose_headline(stated=stated_title, shared=shared, shown=shown, window=window, site=named)
    return Metadata(
        headline=headline,
        titles=tuple(dict.fromkeys([headline, *shown, *shared, window, stated_title])),
        site=site,
        author=_first([stated.author, *(_author(meta.get(name)) for name in AUTHORS)]),
        url=_canonical(tree, url, meta),
        published=published_day(tree, stated.published, meta, headline),
        body=stated.body,
    )


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Names and contents of the meta elements, the first of a name last, so that it counts."""
    for element in reversed(list(tree.iter("meta"))):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            yield name.lower(), content


def _canonical(tree: HtmlElement, url: str | None, meta: dict[str, str]) -> str | None:
    links = [
        link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    for candidate in [*links, meta.get("og:url", "")]:
        try:
            absolute = urljoin(url or "", candidate.strip())
            parts = urlsplit(absolute)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and parts.path.strip("/"):
            return str(absolute)
    return url


def _author(value: str | None) -> str | None:
    """An author's name, not the address of a profile."""
    return None if value is None or re.match(r"https?://|www\.|@", value) or "@" in value else value


def _host_name(url: str | None) -> str | None:
    """The part of a host that names the site: "springfieldcourier" of www.springfieldcourier.example."""
    try:
        labels = (urlsplit(url or "").hostname or "").removeprefix("www.").split(".")
    except ValueError:
        return None
    return labels[0] or None


def _clean(text: str) -> str:
    return " ".join(repair_text(text).split())


def _first(values: Iterable[str | None]) -> str | None:
    return next((cleaned for value in values if value and (cleaned := _clean(value))), None)
