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
IS_DEEP = etree.XPath(f"boolean({'/*' * DEEPEST})")
CONTAINER = re.compile(
    r"</?(?:div|span|font|center|section|article|main|b|i|em|strong|u|small|big|a|tt)\b[^<>]*>", re.I
)
ANY_BUT_BLOCK = re.compile(r"<(?!/?(?:html|head|body|title|meta|script|style|p|h[1-6]|li|br)\b)[^<>]*>", re.I)
CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
"""Characters that the parser reads and that nobody can write into its tree again: XML has none of them."""
FEED = re.compile("[\x0b\x0c]")
"""White space of which the same is true."""
ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Every element is of one class; lxml would call Python at each touch of one, to give forms their own."""
SUSPECT = re.compile(r"&#(?:[xX0]|[12]?[0-9](?![0-9])|3[01](?![0-9])|6553|[^\x00-\x7f])")
"""What a reference to such a character begins with; most pages have none."""
REFERENCE = re.compile(r"&#(?:(\d{1,9})(?!\d)|[xX]([0-9a-fA-F]{1,8})(?![0-9a-fA-F]));?")


def parse_page(html: str) -> HtmlElement | None:
    """The tree of a page, or nothing where it has no elements."""
    html = _writable(html)
    tree = _parse(html)
    for nesting in (CONTAINER, ANY_BUT_BLOCK):
        if tree is None or not IS_DEEP(tree):
            break
        html = nesting.sub("\n", html)
        tree = _parse(html)
    return tree


def _writable(html: str) -> str:
    """A page without the characters that the tree could not take back, be they written or referred to."""
    if SUSPECT.search(html):
        html = REFERENCE.sub(lambda match: "" if _is_unwritable(match) else match.group(), html)
    if _is_writable(html):
        return html
    return FEED.sub("\n", UNWRITABLE.sub("", replace_surrogates(html)))


def _is_writable(html: str) -> bool:
    """Whether a page has no such character; its bytes tell that in a tenth of the time of a pattern."""
    try:
        encoded = html.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    has_controls = len(encoded.translate(None, CONTROLS)) < len(encoded)
    return not (has_controls or "\ufffe" in html or "\uffff" in html)


def _is_unwritable(reference: re.Match[str]) -> bool:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return code <= 0x10FFFF and UNWRITABLE.match(chr(code)) is not None


def _parse(html: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def text_of(element: HtmlElement) -> str:
    """The words of an element, each run of white space one space."""
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""
