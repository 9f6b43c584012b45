"""Composition: pieces of a page or Markdown file → one text with its passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.article import BlockKind
from pipeline.clean.passages import Passage

TAG_KINDS: Mapping[str, BlockKind | None] = {
    "p": None,
    "blockquote": "quote",
    "li": "list",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
}
"""The HTML elements that hold the text of an article, and the kind that each gives it, if any."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one unit of a page, and the kind that its markup gives it."""

    text: str
    markup: BlockKind | None = None


def length_of(pieces: Sequence[Piece]) -> int:
    """The characters of pieces, all together."""
    return sum(len(piece.text) for piece in pieces)


def compose(pieces: Iterable[Piece]) -> tuple[str, list[Passage]]:
    """The text with an empty line between pieces, items of a list on lines of their own."""
    parts: list[str] = []
    passages: list[Passage] = []
    position = 0
    for piece in pieces:
        text = piece.text.strip()
        if not text:
            continue
        if passages:
            gap = "\n" if piece.markup == passages[-1].markup == "list" else "\n\n"
            parts.append(gap)
            position += len(gap)
        parts.append(text)
        passages.append(Passage(position, position + len(text), text, piece.markup))
        position += len(text)
    return "".join(parts), passages
