r"""An article as the extractors read it: one spaCy `Doc` over headline and text.

The `Doc` runs over `title + "\n\n" + text`, so that a rule sees one run of sentences; `evidence`
translates its offsets back into those of the article's title or text. The extractors never see the
page's furniture, nor a headline that the text repeats: `sentences` leaves them out, and `kind_at`
tells which block a place lies in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Span, Token

from pipeline.article import Article, BlockKind
from pipeline.evidence import Evidence, Part
from pipeline.restored import Restored

SEPARATOR = "\n\n"

Kind = BlockKind | Literal["headline"]

_MARKS = 3
"""How many times as long as its words alone a headline can be with all its marks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the Doc that was one block: its kind and its offsets in the Doc's text."""

    kind: Kind
    start: int
    end: int


def passages_of(article: Article) -> tuple[Passage, ...]:
    """The blocks of an article in the offsets of its Doc, the headline first.

    A block of the text that repeats the headline word for word counts as furniture, so that its
    facts are not found twice.
    """
    shift = text_offset(article)
    headline = _folded(article.title)
    found = [Passage("headline", 0, len(article.title))] if article.title else []
    for block in article.blocks:
        words = article.text[block.start : block.end]
        repeats = 0 < len(words) <= _MARKS * len(headline) and _folded(words) == headline
        kind: Kind = "furniture" if repeats else block.kind
        found.append(Passage(kind, block.start + shift, block.end + shift))
    if not article.blocks and article.text:
        found.append(Passage("paragraph", shift, shift + len(article.text)))
    return tuple(found)


def whole_text(article: Article) -> str:
    """The text of an article's Doc: headline, separator, text."""
    return article.title + SEPARATOR + article.text if article.title else article.text


def text_offset(article: Article) -> int:
    """Where the article's text begins in the Doc's text."""
    return len(article.title) + len(SEPARATOR) if article.title else 0


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


@dataclass(frozen=True)
class Analysis:
    """An article with its Doc; `passages` are its blocks in the Doc's offsets, in order.

    `restored` is the Doc's text: headline, separator, text, with the line breaks that the page lost.
    """

    article: Article
    doc: Doc
    passages: tuple[Passage, ...]
    restored: Restored
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the look-up of passages."""
        object.__setattr__(self, "_starts", [passage.start for passage in self.passages])

    @property
    def text(self) -> str:
        """The Doc's text. spaCy would put it together from its tokens."""
        return self.restored.text

    @cached_property
    def named(self) -> tuple[Span, ...]:
        """The entities that the model sees, in order."""
        return tuple(self.doc.ents)

    def passage_at(self, offset: int) -> Passage:
        """The passage that a place of the Doc's text lies in, or the last one before it."""
        return self.passages[max(0, bisect_right(self._starts, offset) - 1)]

    def kind_at(self, offset: int) -> Kind:
        """The kind of block that a place of the Doc's text lies in."""
        return self.passage_at(offset).kind

    def readable(self) -> Iterator[Passage]:
        """The passages that can hold facts: all but furniture."""
        return (passage for passage in self.passages if passage.kind != "furniture")

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The Doc's tokens by their number; spaCy makes a new object each time that one is asked for."""
        return tuple(self.doc)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The text of each token; spaCy decodes it anew each time that a token is asked for it."""
        return tuple([token.text for token in self.tokens])

    @cached_property
    def lower_words(self) -> tuple[str, ...]:
        """The text of each token in lower case."""
        return tuple([word.lower() for word in self.words])

    @cached_property
    def _token_starts(self) -> list[int]:
        lengths = self.doc.to_array(["LENGTH", "SPACY"]).sum(axis=1)
        return [0, *lengths.cumsum().tolist()][:-1]

    def numbers_in(self, start: int, end: int) -> slice:
        """The numbers of the tokens that share a character with a stretch of the Doc's text."""
        first = max(0, bisect_right(self._token_starts, start) - 1)
        last = bisect_left(self._token_starts, end)
        if first < last and self._token_starts[first] + len(self.words[first]) <= start:
            first += 1
        return slice(first, last)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of all readable passages, headline first, without surrounding white space."""
        trimmed = (_trimmed(sentence) for sentence in self._all_sentences)
        return tuple(s for s in trimmed if len(s) and self.kind_at(s.start_char) != "furniture")

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The offsets of the sentence that a place of the Doc's text lies in."""
        index = max(0, bisect_right(self._sentence_starts, offset) - 1)
        sentence = self._all_sentences[index]
        return sentence.start_char, sentence.end_char

    @cached_property
    def _all_sentences(self) -> tuple[Span, ...]:
        return tuple(self.doc.sents)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self._all_sentences]

    def span(self, piece: Evidence) -> tuple[int, int]:
        """The offsets of a piece of evidence in the Doc's text."""
        shift = text_offset(self.article) if piece.part == "text" else 0
        return self.restored.within(piece.start + shift, piece.end + shift)

    def evidence(self, name: str, start: int, end: int) -> Evidence:
        """The piece of evidence for a field, from offsets of the Doc's text; white space is cut off."""
        words = self.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        start, end = self.restored.without(start, end)
        shift = text_offset(self.article)
        part: Part = "title" if start < shift else "text"
        if part == "text":
            start, end = start - shift, end - shift
        whole = self.article.text if part == "text" else self.article.title
        return Evidence(field=name, part=part, start=start, end=end, text=whole[start:end])


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]
