"""The body of a page: trafilatura finds the article, and its elements become pieces with a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement

from pipeline.article import BlockKind
from pipeline.clean.composition import TAG_KINDS, Piece, length_of
from pipeline.clean.headings import is_prose
from pipeline.clean.headlines import fold
from pipeline.clean.repair import repair_text
from pipeline.clean.tree import text_of

KINDS: dict[str, BlockKind] = {"head": "heading", "item": "list", "quote": "quote"}
"""The elements of trafilatura's own XML whose kind is plain."""

BREAKS = ("lb", "p", "head", "item", "quote")
"""The elements of trafilatura's own XML that begin another line, also within a paragraph or an item."""

SENTENCE = 40
"""Characters of a paragraph that makes a page an article: menus and buttons have fewer."""
DUMPED_SHARE = 0.7
"""Share of what is found generously that paragraphs have to hold to be preferred: where nothing confirms
it, it often is one lump of all the words on the page."""

MOST_UNITS = 6_000
"""Paragraphs, items and containers of a page beyond which only trafilatura's own rules read it: jusText,
which it consults, takes time in the square of a run of short ones. News pages have a few hundred."""
UNITS = ("p", "div", "li", "td", "br", "h2", "h3", "section", "span")


def find_body(tree: HtmlElement, url: str | None, captions: Collection[str] = ()) -> list[Piece]:
    """The pieces of the article on a page, none where there is no article.

    trafilatura reads the page twice: strictly, which misses paragraphs inside the article, and
    generously, which takes what stands around it. The generous reading is cut to the span that the
    strict one confirms. `captions`, folded, are kept wherever they stand.
    """
    fast = sum(1 for _ in tree.iter(*UNITS)) > MOST_UNITS
    generous = _read(tree, url, fast=fast, strictly=False)
    confirmed = {fold(piece.text) for piece in _read(tree, url, fast=fast, strictly=True)}
    first = next((i for i, piece in enumerate(generous) if fold(piece.text) in confirmed), None)
    if first is None:
        paragraphs = list(_paragraphs(tree))
        return paragraphs if length_of(paragraphs) >= DUMPED_SHARE * length_of(generous) else generous
    last = next(i for i in reversed(range(len(generous))) if fold(generous[i].text) in confirmed)
    around = (generous[:first], generous[last + 1 :])
    before, behind = ([piece for piece in part if fold(piece.text) in captions] for part in around)
    return [*before, *generous[first : last + 1], *behind]


def _paragraphs(tree: HtmlElement) -> Iterator[Piece]:
    """The text of a page too short for trafilatura: its paragraphs, if one of them is a sentence."""
    elements = [
        element
        for element in tree.iter(*TAG_KINDS)
        if next(element.iterancestors("nav", "footer", "aside", "li", "blockquote"), None) is None
    ]
    if any(is_prose(text_of(element), SENTENCE) for element in elements if element.tag == "p"):
        for element in elements:
            yield from _lines(text_of(element), TAG_KINDS[element.tag])


def _read(tree: HtmlElement, url: str | None, *, fast: bool, strictly: bool) -> list[Piece]:
    document = trafilatura.bare_extraction(
        tree,
        url=url,
        output_format="txt",  # the elements are all that is taken; for "python" they would be written out too
        fast=fast,
        include_comments=False,
        favor_precision=strictly,
        include_formatting=True,
    )
    body = getattr(document, "body", None)
    return [] if body is None else [*_lines(body.text or "", None), *_pieces(body, None)]


def _pieces(element: _Element, kind: BlockKind | None) -> Iterator[Piece]:
    for child in element:
        tag = str(child.tag)
        inner = KINDS.get(tag, kind)
        if tag in ("list", "quote", "table") or (tag == "item" and child.find("list") is not None):
            yield from _lines(child.text or "", inner)
            yield from _pieces(child, inner)
        elif tag == "row":
            yield from _lines(
                " | ".join(filter(None, (" ".join(_words(cell).split()) for cell in child.iter("cell")))),
                kind,
            )
        else:
            yield from _lines(_words(child), inner)
        if child.tail and child.tail.strip():
            yield from _lines(child.tail, kind)


def _words(element: _Element) -> str:
    """The words of an element, with a line break where the page has one."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag in BREAKS:
            parts.append("\n")
        parts.append((node.text or "").replace("\n", " "))
        if node is not element:
            parts.append((node.tail or "").replace("\n", " "))
    return "".join(parts)


def _lines(text: str, kind: BlockKind | None) -> Iterator[Piece]:
    for line in text.split("\n"):
        words = " ".join(repair_text(line).split())
        if words:
            yield Piece(words, kind)
