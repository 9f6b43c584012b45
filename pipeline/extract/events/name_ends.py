"""Where the capitalised part of a name ends that a common noun follows: "Kites 2026 conference"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.extract.events.leftward import is_run_on
from pipeline.extract.events.phrases import YEAR, is_name_word
from pipeline.extract.events.vocabulary import Vocabulary

NO_NAME_LABELS = frozenset({"DATE", "TIME", "PERCENT", "MONEY"})
COINED = re.compile(r"[A-Z][a-z]*[A-Z][A-Za-z]*(?:20)?[2-4]\d")
"""A name that its year is written together with: "KITES26"."""


def has_year(word: Token) -> bool:
    """Whether a word is a year, or a name that its year is written together with."""
    return YEAR.fullmatch(word.text) is not None or is_coined(word)


def is_coined(word: Token) -> bool:
    """Whether a word is a name that its year is written together with."""
    return COINED.fullmatch(word.text) is not None


class NameEnds:
    """Tells whether a word is the last of a capitalised name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Remember the words that are no part of a name."""
        self._not_first = vocabulary.not_first
        self._undated = vocabulary.not_first | vocabulary.months | vocabulary.words("not_event")

    def __call__(self, words: Sequence[Token], position: int) -> bool:
        """Whether the word at a place is: "Kite" of "Leith Kite", "2026" of "Kites 2026"."""
        word = words[position]
        if YEAR.fullmatch(word.text):
            return position > 0 and self._may_be_dated(words[position - 1])
        if not is_name_word(word) or word.lower_ in self._not_first or is_run_on(word.text):
            return False
        if is_coined(word):
            return True
        return word.ent_type_ not in NO_NAME_LABELS and not word.text.isdigit()

    def _may_be_dated(self, word: Token) -> bool:
        """Whether a year behind a word can belong to a name that ends in it: no month, no quarter."""
        named = is_name_word(word) and not word.is_digit and not is_run_on(word.text)
        return named and word.lower_.rstrip(".") not in self._undated
