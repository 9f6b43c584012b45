"""XML of feeds and sitemaps, and pages for their links → trees, whatever is wrong with them.

The time grows with the size only. What cleaning reads of a page is its own affair.

In XML, libxml2 drops all that follows a stray ampersand in a text, and many feeds and sitemaps write one in
their URLs: these are mended first. What stands before the root element is cut off, and with it any
declaration of entities; nothing is loaded from elsewhere.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.fetch.media import MARKS, charset_of

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)[\s>/]", re.IGNORECASE)
_ROOT_WITHIN = 8192
_FALLBACK = "cp1252"
_ENCODING = re.compile(rb"""<\?xml[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPENED, _CLOSED = "<![CDATA[", "]]>"


def xml_tree(content: bytes, content_type: str | None = None) -> etree._Element | None:
    """The root element of a feed or sitemap; None for anything else."""
    text = _decoded(content, charset_of(content_type))
    root = _ROOT.search(text, 0, _ROOT_WITHIN)
    if root is None:
        return None
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    mended = _mended(_ILLEGAL.sub(" ", text[root.start() :]))
    return etree.fromstring(mended.encode(), parser)


def _decoded(content: bytes, charset: str | None) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    declared = _ENCODING.search(content[:400])
    for name in ("utf-8", declared[1].decode() if declared else None, charset):
        try:
            codec = codecs.lookup(name or "undefined").name
            return content.decode(codec)
        except (LookupError, ValueError):
            continue
    return content.decode(_FALLBACK, errors="replace")


def _mended(text: str) -> str:
    """The text with each stray ampersand escaped, but in CDATA sections, where it is one."""
    first, *rest = text.split(_OPENED)
    pieces = [_STRAY.sub("&amp;", first)]
    for piece in rest:
        inside, closed, outside = piece.partition(_CLOSED)
        pieces += (_OPENED, inside, closed, _STRAY.sub("&amp;", outside))
    return "".join(pieces)


def _names(element: etree._Element) -> tuple[str, str]:
    """Name space (or a prefix that was never declared) and local name in lower case, empty for a comment."""
    tag = element.tag if isinstance(element.tag, str) else ""
    space, _, name = tag.removeprefix("{").rpartition("}" if tag.startswith("{") else ":")
    return space, name.lower()


def local_name(element: etree._Element) -> str:
    """The name of an element without its name space, in lower case; empty for a comment."""
    return _names(element)[1]


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of certain names, in whatever name space."""
    return (child for child in element if local_name(child) in names)


def own_children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of certain names in the element's own name space: a title, not that of a picture."""
    space, _ = _names(element)
    return (child for child in children(element, *names) if _names(child)[0] == space)


def text_of(element: etree._Element) -> str | None:
    """The text of an element and of those in it, in one line; None if there is none."""
    return " ".join("".join(element.itertext()).split()) or None


def parsed_page(content: bytes, charset: str | None = None) -> etree._Element | None:
    """The tree of a page, None for an empty one; the charset is the header's.

    Bytes that are UTF-8 are read as such, whatever header and page say.
    """
    parser = etree.HTMLParser(encoding=_encoding(content, charset), no_network=True, remove_comments=True)
    try:
        return etree.fromstring(content, parser) if content.strip() else None
    except etree.XMLSyntaxError:
        return None


def _encoding(content: bytes, charset: str | None) -> str:
    for encoding in ("utf-8", charset or _FALLBACK):
        try:
            etree.HTMLParser(encoding=encoding)  # what it does not know is no encoding of pages
            content.decode(encoding)
        except (LookupError, ValueError):
            continue
        return encoding
    return _FALLBACK
