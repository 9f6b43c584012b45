"""The words of one passage, as tokens and as strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Words:
    """Some tokens in a row, with the text of each as it is written and in lower case."""

    tokens: Sequence[Token]
    texts: Sequence[str]
    lower: Sequence[str]

    @property
    def start(self) -> int:
        """Offset of the first word in the Doc's text."""
        return self.tokens[0].idx

    @property
    def end(self) -> int:
        """Offset behind the last word."""
        return self.tokens[-1].idx + len(self.texts[-1])

    def part(self, first: int, behind: int) -> Words:
        """Some of the words."""
        return Words(self.tokens[first:behind], self.texts[first:behind], self.lower[first:behind])


def readable_words(analysis: Analysis) -> Iterator[Words]:
    """The words of each passage that can hold facts."""
    for passage in analysis.readable():
        yield words_in(analysis, passage.start, passage.end)


def words_in(analysis: Analysis, start: int, end: int) -> Words:
    """The words that share a character with a stretch of the Doc's text."""
    inside = analysis.numbers_in(start, end)
    return Words(analysis.tokens[inside], analysis.words[inside], analysis.lower_words[inside])
