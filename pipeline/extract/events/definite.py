"""Whether a description of a gathering is definite: "the", "its", "this year's" before it."""

from __future__ import annotations

from collections.abc import Sequence, Set

from spacy.tokens import Token

from pipeline.extract.events.leftward import is_run_on
from pipeline.extract.events.phrases import POSSESSIVE

DEFINITE = frozenset({"the", "this", "that", "these", "our", "its", "their"})
TIMES = frozenset({"year", "day", "evening", "week", "month", "night", "today", "tonight", "tomorrow"})
MOST_PLAIN = 30
"""Words that tell nothing, between "the" and the rest of a phrase, at most."""


def is_definite(words: Sequence[Token], start: int, plain: Set[str]) -> bool:
    """Whether such a word stands before a place, with only plain words between."""
    before = start - 1
    while before > max(0, start - MOST_PLAIN) and (
        words[before].lower_ in plain or "-" in (words[before].text, words[before + 1].text)
    ):
        before -= 1
    if before < 0:
        return False
    if words[before].text in POSSESSIVE:
        return words[before - 1].lower_ in TIMES
    return words[before].lower_ in DEFINITE or is_run_on(words[before].text)
