"""The words of one passage, as tokens and as strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.analysis import Analysis, Passage


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


def readable_words(analysis: Analysis) -> Iterator[tuple[Passage, Words]]:
    """The passages that can hold facts, each with its words."""
    for passage in analysis.readable():
        yield passage, _words_in(analysis, passage.start, passage.end)


def _words_in(analysis: Analysis, start: int, end: int) -> Words:
    inside = analysis.numbers_in(start, end)
    return Words(analysis.tokens[inside], analysis.words[inside], analysis.lower_words[inside])
