"""The canonical URL of a page that came: what the page calls itself, where it may.

`<link rel=canonical>` and its HTTP header (RFC 6596) are believed only inside one site, for else any
page could take the place of another owner's. The site's front page is no canonical URL of another page:
publishing systems name it for all their pages when they are set up wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import urlsplit

from pipeline.fetch.listings.entry import page_url
from pipeline.fetch.listings.trees import parsed_page
from pipeline.fetch.media import charset_of
from pipeline.fetch.urls import canonical_url, same_site

HEAD_BYTES = 300_000
"""Bytes in which a page's head is looked for; inline style sheets make some heads long."""

_BODY = re.compile(rb"<body[\s>]", re.IGNORECASE)
_HEADER_LINK = re.compile(r"<([^<>]*)>\s*;([^<>,]*)")
_RELATION = re.compile(r"""\brel\s*=\s*["']?[^"']*\bcanonical\b""", re.IGNORECASE)


def canonical_of(
    final_url: str, content: bytes, content_type: str | None, link: str | None, listings: Container[str] = ()
) -> str:
    """The canonical URL of a page.

    Args:
        final_url: where it was found, after redirects.
        content: its bytes.
        content_type: the Content-Type header.
        link: the Link header.
        listings: URLs of listings, which no page of them may be called.
    """
    own = canonical_url(final_url)
    for stated in (_by_header(link, own), _by_page(content, charset_of(content_type), own)):
        if stated and stated not in listings and same_site(stated, own) and not _is_front(stated):
            return stated
    return own


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def _by_header(link: str | None, base: str) -> str | None:
    for match in _HEADER_LINK.finditer(link or ""):
        if _RELATION.search(match[2]):
            return page_url(match[1], base)
    return None


def _by_page(content: bytes, charset: str | None, base: str) -> str | None:
    head = content[:HEAD_BYTES]
    body = _BODY.search(head)
    tree = parsed_page(head[: body.start()] if body else head, charset)
    if tree is None:
        return None
    links = ((element.get("rel"), element.get("href")) for element in tree.iterfind("./head/link[@href]"))
    try:
        stated = next((href for rel, href in links if "canonical" in (rel or "").lower().split()), None)
    except UnicodeError:  # libxml2 cuts characters in two where it goes on behind a fault
        return None
    return page_url(stated, base)
