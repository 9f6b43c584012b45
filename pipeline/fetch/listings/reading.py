"""What came under a source's URL → the pages that it names, or None where it is itself a page."""

from __future__ import annotations

from pipeline.errors import DocumentRejected
from pipeline.fetch.listings.entry import Listing
from pipeline.fetch.listings.feeds import read_feed
from pipeline.fetch.listings.jsonfeeds import read_json_feed
from pipeline.fetch.listings.links import read_links
from pipeline.fetch.listings.sitemaps import NO_SITEMAP, read_sitemap, read_text_sitemap
from pipeline.fetch.media import Form, charset_of, form_of
from pipeline.fetch.sources import Kind
from pipeline.fetch.web.retries import BrokenBody
from pipeline.fetch.web.unpacking import unpacked

MAX_UNPACKED = 50 * 1024 * 1024
"""Bytes of a zipped sitemap, unpacked: the limit of the sitemap protocol."""


def read_listing(kind: Kind, content: bytes, base: str, content_type: str | None) -> Listing | None:
    """The listing in a response, read as what it is; `kind` decides where that is open.

    Raises:
        DocumentRejected: a listing was asked for, and something else came.
    """
    if kind == "page":
        return None
    form = form_of(content, content_type)
    if form == "gzip":
        content = _unzipped(content)
        form = form_of(content, None)
    try:
        if form in ("feed", "json", "sitemap"):
            return _stated(form, content, base, content_type)
        return None if kind == "auto" else _asked(kind, form, content, base, content_type)
    except UnicodeError as error:  # libxml2 cuts characters in two where it goes on behind a fault
        raise DocumentRejected("fetch_failed", f"the listing is broken: {error}") from error


def _unzipped(content: bytes) -> bytes:
    """The content of a gzip file, which its server does not call packed."""
    try:
        return unpacked(content, "gzip", MAX_UNPACKED)
    except BrokenBody as error:
        raise DocumentRejected("fetch_failed", f"a broken archive: {error}") from error


def _stated(form: Form, content: bytes, base: str, content_type: str | None) -> Listing:
    """A listing that says itself what it is."""
    if form == "sitemap":
        return read_sitemap(content, base)
    if form == "json":
        return read_json_feed(content, base)
    return read_feed(content, base, content_type)


def _asked(kind: Kind, form: Form, content: bytes, base: str, content_type: str | None) -> Listing:
    if kind == "listing":
        if form != "html":
            raise DocumentRejected("fetch_failed", "what came is no page of links")
        return read_links(content, base, charset_of(content_type))
    if kind == "sitemap":
        if form == "html" and content.lstrip().startswith(b"<"):
            raise DocumentRejected("fetch_failed", NO_SITEMAP)
        return read_text_sitemap(content, base)
    return read_feed(content, base, content_type)
