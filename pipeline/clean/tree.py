"""HTML → tree, whatever is broken in it.

The parser (libxml2) gives up below a depth of 256 elements and loses the text there. A page that
nests deeper, by tags that nobody closed or on purpose, is read again without the tags that nest.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

DEEPEST = 250
CONTAINER = re.compile(
    r"</?(?:div|span|font|center|section|article|main|b|i|em|strong|u|small|big|a|tt)\b[^<>]*>", re.I
)
ANY_BUT_BLOCK = re.compile(r"<(?!/?(?:html|head|body|title|meta|script|style|p|h[1-6]|li|br)\b)[^<>]*>", re.I)


def parse_page(html: str) -> HtmlElement | None:
    """The tree of a page, or nothing where it has no elements."""
    tree = _parse(html)
    for nesting in (CONTAINER, ANY_BUT_BLOCK):
        if tree is None or _depth(tree) < DEEPEST:
            break
        html = nesting.sub("\n", html)
        tree = _parse(html)
    return tree


def _parse(html: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _depth(tree: HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def text_of(element: HtmlElement) -> str:
    """The words of an element, each run of white space one space."""
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""
