"""What came: media type and charset as the header says, and the form that the content itself shows."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Form = Literal["html", "text", "feed", "json", "sitemap", "gzip", "other"]

GZIP = b"\x1f\x8b"

_HEAD = 4096
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PROLOG = re.compile(
    r"\s+|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[]|\[[^\]]*\])*>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ROOTS: dict[str, Form] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
_PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"\xd0\xcf\x11\xe0",
)
_PLAIN = re.compile("[^\x00-\x08\x0e-\x1a\x1c-\x1f]*")


def media_type(content_type: str | None) -> str:
    """The media type of a Content-Type header, in lower case, without parameters; empty if unknown."""
    return (content_type or "").partition(";")[0].strip().lower()


def charset_of(content_type: str | None) -> str | None:
    """The charset of a Content-Type header.

    >>> charset_of('text/html; Charset="ISO-8859-2"')
    'ISO-8859-2'
    """
    match = _CHARSET.search(content_type or "")
    return match[1] if match else None


def form_of(content: bytes, content_type: str | None) -> Form:
    """What the content is; the header decides only where the content leaves it open.

    Servers send feeds as text/html and pages as text/plain, but never a picture that begins like a page.
    """
    if content.startswith(GZIP):
        return "gzip"
    head = _head(content)
    body = _without_prolog(head)
    root = _ROOT.match(body)
    if root and (form := _ROOTS.get(root[1].lower())):
        return form
    kind = media_type(content_type)
    if content.startswith(_SIGNATURES) or kind.startswith(("image/", "audio/", "video/", "font/")):
        return "other"
    # a page that has stray bytes in it is a page, as its server says
    if kind not in _PAGES - {""} and not _PLAIN.fullmatch(head):
        return "other"
    if body.startswith("{"):
        return "json"
    if kind in _PAGES or _begins_page(head.removesuffix(body), root):
        return "html"
    return "text" if kind.startswith("text/") and not kind.endswith("xml") else "other"


def _begins_page(prolog: str, root: re.Match[str] | None) -> bool:
    is_declared = re.search(r"<!doctype\s+html", prolog, re.IGNORECASE)
    return bool(is_declared) or (root is not None and root[1].lower() == "html")


def _head(content: bytes) -> str:
    start = content[:_HEAD]
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, errors="ignore")
    return start.decode("latin-1")


def _without_prolog(head: str) -> str:
    position = 0
    while match := _PROLOG.match(head, position):
        position = match.end()
    return head[position:]
