"""The body that a page states in JSON-LD, as a check on the body that was found.

Where an article is spread over several containers, an extractor may find only the first. If the page
states its `articleBody` and most of it is missing, the paragraphs of the page that occur in it are
taken instead: they have the markup that the statement lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.clean.composition import TAG_KINDS, Piece, length_of
from pipeline.clean.repair import repair_text
from pipeline.clean.tree import text_of

SHINGLE = 4
ENOUGH_SHINGLES = 200
"""Shingles of a stated body from which it is more than a summary."""
FOUND_SHARE = 0.6
"""Share of the stated body below which too little was found."""
STATED_SHARE = 0.7
"""Share of a paragraph's shingles that the statement has to have: pages reword links and notes."""


def completed(found: list[Piece], tree: HtmlElement, stated: str) -> list[Piece]:
    """The pieces found, or those of the page that make up the stated body, where most of it is missing."""
    statement = _shingles(stated)
    if len(statement) < ENOUGH_SHINGLES:
        return found
    present = _shingles(" ".join(piece.text for piece in found))
    if len(statement & present) >= FOUND_SHARE * len(statement):
        return found
    pieces = list(_stated_pieces(tree, statement))
    return pieces if length_of(pieces) > length_of(found) else found


def _stated_pieces(tree: HtmlElement, statement: set[tuple[str, ...]]) -> Iterator[Piece]:
    for element in tree.iter(*TAG_KINDS):
        if next(element.iterancestors("blockquote", "li"), None) is not None:
            continue
        text = " ".join(repair_text(text_of(element)).split())
        shingles = _shingles(text)
        if shingles and len(shingles & statement) >= STATED_SHARE * len(shingles):
            yield Piece(text, TAG_KINDS[element.tag])


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
