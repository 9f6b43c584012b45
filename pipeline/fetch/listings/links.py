"""The listing page of a press room → links to its articles.

A link is taken where it stands in the body of the page, leads to the same site, and is no overview, file
or imprint by courlan's judgement. If any of these look like links to articles, only they are: they lie
below the listing's own path, the path tells of a headline or a date, or the words are a headline.
`include` and `exclude` of a source narrow it further; a listing's older pages are not turned to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from courlan import check_url, is_navigation_page, is_not_crawlable
from lxml import etree

from pipeline.errors import DocumentRejected
from pipeline.fetch.listings.entry import Entry, Listing, distinct, page_url
from pipeline.fetch.listings.trees import parsed_page
from pipeline.fetch.urls import same_site

HEADLINE_WORDS = 4
_MENUS = frozenset({"nav", "aside", "form", "script", "style", "template", "noscript", "svg", "iframe"})
_MENU_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar"})
_MARGINS = frozenset({"header", "footer"})  # of a page; an article in a list has them as well
_BODIES = frozenset({"main", "article", "section", "li"})
_HEADLINE_PATH = re.compile(
    r"(?<![^/])(?:[^/][^/_-]*[-_]){3}[^/]+/?$|/\d{4}/\d{1,2}/|\d{4}-\d{2}-\d{2}|\d{5,}"
)
_MOST_PIECES = 50
_LONGEST_PIECE = 500


def read_links(content: bytes, base: str, charset: str | None = None) -> Listing:
    """The articles that a page links to, in its order; `base` is the URL that it came from.

    Raises:
        DocumentRejected: there is no page in it.
    """
    tree = parsed_page(content, charset)
    if tree is None:
        raise DocumentRejected("fetch_failed", "what came is no page of links")
    base_element = next(tree.iter("base"), None)
    start = page_url(base_element.get("href"), base) if base_element is not None else None
    links = list(_links(tree, base, start or base))
    likely = [Entry(url=url) for url, anchor in links if _looks_like_article(url, anchor, base)]
    return Listing(distinct(likely or (Entry(url=url) for url, _ in links)))


def _links(tree: etree._Element, listing: str, base: str) -> Iterator[tuple[str, etree._Element]]:
    for anchor in _anchors(tree):
        url = page_url(anchor.get("href"), base)
        is_followed = "nofollow" not in (anchor.get("rel") or "")
        if url and is_followed and url != listing and same_site(url, listing) and _may_be_article(url):
            yield url, anchor


def _anchors(tree: etree._Element) -> Iterator[etree._Element]:
    """The links of the body, without those of menus and of the page's head and foot."""
    inside = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BODIES:
            inside += 1 if event == "start" else -1
        if event == "end":
            continue
        if (
            element.tag in _MENUS
            or element.get("role") in _MENU_ROLES
            or (element.tag in _MARGINS and not inside)
        ):
            walk.skip_subtree()
        elif element.tag == "a" and element.get("href"):
            yield element


def _may_be_article(url: str) -> bool:
    """Courlan's judgement of path and parameters; host and port are those of the listing's site."""
    parts = urlsplit(url)
    path = parts._replace(scheme="https", netloc="site.example").geturl()
    return bool(check_url(path)) and not is_not_crawlable(path) and not is_navigation_page(path)


def _looks_like_article(url: str, anchor: etree._Element, listing: str) -> bool:
    parts, own = urlsplit(url), urlsplit(listing)
    folder = own.path if own.path.endswith("/") else own.path + "/"
    if folder != "/" and parts.netloc == own.netloc and parts.path.startswith(folder):
        return True
    if _HEADLINE_PATH.search(parts.path) or re.search(r"\d{3,}", parts.query):
        return True
    return _is_headline(anchor)


def _is_headline(anchor: etree._Element) -> bool:
    words = 0
    for piece in islice(anchor.itertext(), _MOST_PIECES):
        words += len(piece[:_LONGEST_PIECE].split())
        if words >= HEADLINE_WORDS:
            return True
    return False
