"""The words of one passage, as tokens and as strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Words:
    """Some tokens in a row, with the text of each as it is written and in lower case.

    Attributes:
        start: offset of the first word in the Doc's text.
        end: offset behind the last one.
        text: what stands from there to there.
    """

    tokens: Sequence[Token]
    texts: Sequence[str]
    lower: Sequence[str]
    start: int
    end: int
    text: str


def readable_words(analysis: Analysis) -> Iterator[Words]:
    """The words of each passage that can hold facts."""
    for passage in analysis.readable():
        yield words_in(analysis, passage.start, passage.end)


def words_in(analysis: Analysis, start: int, end: int) -> Words:
    """The words that share a character with a stretch of the Doc's text."""
    inside = analysis.numbers_in(start, end)
    tokens = analysis.tokens[inside]
    if tokens:
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    texts, lower = analysis.words[inside], analysis.lower_words[inside]
    return Words(tokens, texts, lower, start, end, analysis.text[start:end])
