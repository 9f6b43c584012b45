r"""Pieces of an article: where the words of a field stand, or might stand.

A `Piece` is a place that a reviewer selected, or that is proposed because the words of a value stand there.
Words are found whatever their spacing, case and quotation marks, at the borders of words.

>>> from pipeline.article import Article
>>> article = Article(id="a", source="a", title="Owl Ltd meets", text="Wen Li, chair of Owl\nLtd, spoke.")
>>> proposed_pieces(article, "person", "Wen Li")
(Piece(field='person', part='text', start=0, end=6),)
>>> [words_of(article, piece) for piece in places(article, "organization", "Owl Ltd")]
['Owl Ltd', 'Owl\nLtd']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.article import Article
from pipeline.evidence import Evidence, Part
from pipeline.records import Record

PARTS: tuple[Part, ...] = ("title", "text")
QUOTATION_MARKS = "\"'“”„‟‘’‚‛«»‹›"

LINE = 1000
"""How much farther apart words are that stand in two paragraphs, in characters."""

_SPELLING = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ`´", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—−", "-")
)
_BORDER = r"(?:(?<!\w)|(?!\w))"


@dataclass(frozen=True, slots=True)
class Piece:
    """A place in the article that a field rests on; offsets are code points of `part`."""

    field: str
    part: Part
    start: int
    end: int

    def overlaps(self, other: Piece) -> bool:
        """Whether the two share a character."""
        return self.part == other.part and self.start < other.end and other.start < self.end


def pieces_of(record: Record) -> tuple[Piece, ...]:
    """The places that a record rests on."""
    return tuple(Piece(piece.field, piece.part, piece.start, piece.end) for piece in record.evidence)


def words_of(article: Article, piece: Piece) -> str:
    """The words of a piece, as they stand in the article."""
    return part_of(article, piece.part)[piece.start : piece.end]


def evidence_of(article: Article, piece: Piece) -> Evidence:
    """A piece as the evidence of a record."""
    words = words_of(article, piece)
    return Evidence(field=piece.field, part=piece.part, start=piece.start, end=piece.end, text=words)


def part_of(article: Article, part: Part) -> str:
    """The headline or the text."""
    return article.title if part == "title" else article.text


def plain(text: str) -> str:
    """A text with one kind of quotation mark, apostrophe and dash; each character stays at its place."""
    return text.translate(_SPELLING)


def places(article: Article, field: str, words: str) -> list[Piece]:
    """Where words stand, headline first; in any case of letters only where nowhere in theirs."""
    tokens = plain(words).split()
    if not tokens:
        return []
    pattern = _BORDER + r"\s+".join(map(re.escape, tokens)) + _BORDER
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [
            Piece(field, part, match.start(), match.end())
            for part in PARTS
            for match in re.finditer(pattern, plain(part_of(article, part)), flags)
        ]
        if found:
            return found
    return []


def proposed_pieces(
    article: Article, field: str, words: str, near: Iterable[Piece] = ()
) -> tuple[Piece, ...]:
    """The one place where words stand, or of several the one that is nearest; none where that is open."""
    return nearest(article, places(article, field, words), near)


def nearest(article: Article, found: Sequence[Piece], near: Iterable[Piece]) -> tuple[Piece, ...]:
    """The only one of some pieces, or the one nearest to others; none where that cannot be told."""
    anchors = [] if len(found) == 1 else list(near)
    distances = [distance(article, piece, anchors) for piece in found]
    known = [apart for apart in distances if apart is not None]
    if known:
        return (found[distances.index(min(known))],)
    return tuple(found) if len(found) == 1 else ()


def distance(article: Article, piece: Piece, anchors: Iterable[Piece]) -> int | None:
    """Characters between a piece and the nearest of others in its part of the article; None without any.

    A line's end between them counts for `LINE` characters.
    """
    whole = part_of(article, piece.part)
    gaps = [
        (min(piece.end, one.end), max(piece.start, one.start)) for one in anchors if one.part == piece.part
    ]
    return min(
        (max(0, end - start) + LINE * (whole.find("\n", start, end) >= 0) for start, end in gaps),
        default=None,
    )
