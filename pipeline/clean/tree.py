"""HTML → tree, whatever is broken in it.

The parser (libxml2) gives up below a depth of 256 elements and loses the text there. A page that
nests deeper, by tags that nobody closed or on purpose, is read again without the tags that nest.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.clean.repair import replace_surrogates

DEEPEST = 250
CONTAINER = re.compile(
    r"</?(?:div|span|font|center|section|article|main|b|i|em|strong|u|small|big|a|tt)\b[^<>]*>", re.I
)
ANY_BUT_BLOCK = re.compile(r"<(?!/?(?:html|head|body|title|meta|script|style|p|h[1-6]|li|br)\b)[^<>]*>", re.I)
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
"""Characters that the parser reads and that nobody can write into its tree again: XML has none of them."""
FEED = re.compile("[\x0b\x0c]")
"""White space of which the same is true."""
REFERENCE = re.compile(r"&#(?:(\d{1,9})(?!\d)|[xX]([0-9a-fA-F]{1,8})(?![0-9a-fA-F]));?")


def parse_page(html: str) -> HtmlElement | None:
    """The tree of a page, or nothing where it has no elements."""
    html = _writable(html)
    tree = _parse(html)
    for nesting in (CONTAINER, ANY_BUT_BLOCK):
        if tree is None or _depth(tree) < DEEPEST:
            break
        html = nesting.sub("\n", html)
        tree = _parse(html)
    return tree


def _writable(html: str) -> str:
    """A page without the characters that the tree could not take back, be they written or referred to."""
    html = REFERENCE.sub(lambda match: "" if _is_unwritable(match) else match.group(), html)
    return FEED.sub("\n", UNWRITABLE.sub("", replace_surrogates(html)))


def _is_unwritable(reference: re.Match[str]) -> bool:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return code <= 0x10FFFF and UNWRITABLE.match(chr(code)) is not None


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
