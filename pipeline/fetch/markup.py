"""Pages as trees, for their links: what cleaning reads of a page is its own affair."""

from __future__ import annotations

from lxml import etree

_FALLBACK = "cp1252"


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
        except (LookupError, UnicodeError):
            continue
        return encoding
    return _FALLBACK
