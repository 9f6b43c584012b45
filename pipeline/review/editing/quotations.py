"""A quotation and its pieces: the parts on either side of an attribution are joined by one space.

The quotation of a record is what its pieces say, part after part, without the comma that only leads to the
attribution; so whoever changes the one changes the other.

>>> from pipeline.article import Article
>>> article = Article(id="a", source="a", text="“I wanted to draw,” Le said. “Then he offered me one.”")
>>> parts = quotation_pieces(article, "I wanted to draw Then he offered me one.")
>>> [words_of(article, part) for part in parts]
['I wanted to draw', 'Then he offered me one.']
>>> joined_words(article, parts)
'I wanted to draw Then he offered me one.'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.article import Article
from pipeline.evidence import Part
from pipeline.review.editing.pieces import (
    PARTS,
    QUOTATION_MARKS,
    Piece,
    nearest,
    part_of,
    places,
    plain,
    words_of,
)

LONGEST_ATTRIBUTION = 600
"""Characters between two parts of one quotation."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST_PARTS = 8
_MOST_OPENINGS = 200

_BEHIND = " ,\n\t\u00a0"
_CLOSING = {"“": "”", "„": "“", "‘": "’", "‚": "‘", "«": "»", "»": "«", '"': '"', "'": "'"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}

Token = tuple[str, int, int]
"""A word or mark, and where it stands."""


def joined_words(article: Article, pieces: Iterable[Piece]) -> str:
    """What pieces say, each with single spaces, joined by one space in the order in which they stand."""
    ordered = sorted(pieces, key=lambda piece: (piece.part == "text", piece.start))
    return " ".join(" ".join(words_of(article, piece).split()) for piece in ordered)


def quotation_pieces(article: Article, quote: str, near: Sequence[Piece] = ()) -> tuple[Piece, ...]:
    """Where a quotation stands, in as many parts as attributions make of it; none where it does not.

    Args:
        article: the article.
        quote: the words between the marks.
        near: of several places the one nearest to these is taken, else the first.
    """
    found: list[tuple[Piece, ...]] = [(piece,) for piece in places(article, "quote", quote)]
    found = found or list(_interrupted(article, quote))
    first = nearest(article, [parts[0] for parts in found], near)
    return next((parts for parts in found if not first or parts[0] == first[0]), ())


def unmarked(article: Article, piece: Piece) -> Piece:
    """A part of a quotation as it was selected, without the marks around it and the comma behind it.

    Marks inside it stay, also where they end it: It was called ‘smart’.
    """
    words = words_of(article, piece)
    start, end = 0, len(words.rstrip(_BEHIND))
    closing = _CLOSING.get(words[0])
    if closing and (words[end - 1] == closing or closing not in words[1:]):
        start = 1
        end -= words[end - 1] == closing
    elif words[end - 1] in _OPENING and _OPENING[words[end - 1]] not in words[: end - 1]:
        end -= 1
    end = len(words[:end].rstrip(_BEHIND))
    return Piece(piece.field, piece.part, piece.start + start, piece.start + end) if start < end else piece


def _interrupted(article: Article, quote: str) -> Iterator[tuple[Piece, ...]]:
    """Each place where the quotation begins and goes on to its end, with attributions between its parts."""
    wanted = [word for word, _, _ in _tokens(quote)]
    for part in PARTS if wanted else ():
        text = plain(part_of(article, part))
        tokens = _tokens(text)
        opening = (n for n, token in enumerate(tokens) if token[0] == wanted[0] and _opens(text, token))
        for first in islice(opening, _MOST_OPENINGS):
            if parts := _parts(text, tokens, first, wanted, part):
                yield parts


def _tokens(text: str) -> list[Token]:
    return [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(plain(text))]


def _opens(text: str, token: Token) -> bool:
    """Whether a token stands right behind a quotation mark."""
    return token[1] > 0 and text[token[1] - 1] in QUOTATION_MARKS


def _parts(
    text: str, tokens: Sequence[Token], first: int, wanted: Sequence[str], part: Part
) -> tuple[Piece, ...]:
    parts: list[Piece] = []
    done = 0
    while len(parts) < _MOST_PARTS:
        length = _agreeing(tokens, first, wanted, done)
        parts.append(Piece("quote", part, tokens[first][1], tokens[first + length - 1][2]))
        done += length
        if done == len(wanted):
            return tuple(parts)
        following = _next_part(text, tokens, first + length, wanted[done])
        if following is None:
            return ()
        first = following
    return ()


def _agreeing(tokens: Sequence[Token], first: int, wanted: Sequence[str], done: int) -> int:
    """How many tokens from `first` on are those that are wanted next."""
    length = 0
    while (
        first + length < len(tokens)
        and done + length < len(wanted)
        and tokens[first + length][0] == wanted[done + length]
    ):
        length += 1
    return length


def _next_part(text: str, tokens: Sequence[Token], behind: int, word: str) -> int | None:
    """The next token that opens a part with a word, not too far behind; None where there is none."""
    for number in range(behind, len(tokens)):
        if tokens[number][1] - tokens[behind][1] > LONGEST_ATTRIBUTION:
            return None
        if tokens[number][0] == word and _opens(text, tokens[number]):
            return number
    return None
