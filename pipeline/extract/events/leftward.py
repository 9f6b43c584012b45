"""Where a capitalised name begins, seen from a word inside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.extract.events.phrases import (
    CLOSING_QUOTES,
    CONNECTORS,
    EDITION,
    JOINERS,
    LONGEST_NAME,
    OPENING_QUOTES,
    PLACE_LABELS,
    POSSESSIVE,
    TIGHT_JOINERS,
    gloss_before,
    is_name_text,
)
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.events.words import Words

TITLE_CONNECTORS = frozenset({"of", "and"})
PERIODS = frozenset({"year", "month", "decade", "century"})
AND = frozenset({"and", "&"})
NO_ROW_LABELS = frozenset({"GPE", "LOC", "PERSON", "DATE"})
LONGEST_ITEM = 3
"""Words of one part of a name that lists what it is about, at most."""

RUN_ON = re.compile(r"(?:\w*[a-z])?(?:The|This|Our|Its|Each)")

AFTER_NEW = frozenset(
    "york orleans jersey zealand delhi mexico hampshire england haven braunfels year".split()
)
"""What follows "New" in the names of places, and of the New Year."""

ZIP_CODE = re.compile(r"\d{5}")
QUOTED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
WITHIN_QUOTES = CONNECTORS | {"the", "&", "with"}


@lru_cache(maxsize=8192)
def is_run_on(word: str) -> bool:
    """Whether a word is the first of a sentence, or ran into the last word of the line before."""
    return RUN_ON.fullmatch(word) is not None


class Leftward:
    """Finds where a name begins."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Remember the vocabulary."""
        self._vocabulary = vocabulary

    def __call__(
        self, words: Words, first: int, titled: bool, connectors: frozenset[str] = CONNECTORS
    ) -> int:
        """The name's first word, given one of its words at `first`; `titled` if all words are capitalised."""
        quoted = _quote_start(words, first)
        if quoted is not None:
            return quoted
        joining = TITLE_CONNECTORS if titled else connectors
        start = position = first
        while position > 0 and first - position < LONGEST_NAME:
            position -= 1
            text, lower = words.texts[position], words.lower[position]
            named = is_name_text(text) or _ends_compound(words, position)
            if named and not self._ends_name(words, position, titled):
                start = position
            elif gloss := gloss_before(words.texts, position):
                position -= gloss - 1
            elif lower in {"annual", "inaugural"} and EDITION.fullmatch(words.texts[position - 1]):
                start = position
            elif not (self._joins(words, position, joining) or _in_row(words, position, first, joining)):
                break
        return _over_quotation(words, self._trimmed(words, start, first))

    def _ends_name(self, words: Words, position: int, titled: bool) -> bool:
        """Whether a capitalised word belongs to what stands before the name."""
        if is_run_on(words.texts[position]) or ZIP_CODE.fullmatch(words.texts[position]):
            return True
        word = words.tokens[position]
        if not titled or (word.lower_ == "new" and word.nbor().lower_ in AFTER_NEW):
            return False
        verb = word.tag_ == "VBZ" or (word.i > 0 and word.nbor(-1).lower_ == "to")
        return verb or word.lower_ in self._vocabulary.not_in_name

    def _joins(self, words: Words, position: int, connectors: frozenset[str]) -> bool:
        """Whether a small word or sign stands between two words of one name."""
        text, lower, before = words.texts[position], words.lower[position], words.texts[position - 1]
        if position > 1 and _in_of_the_year(words.lower, position):
            return True
        if text == "-" and position > 1 and _ends_compound(words, position - 1):
            return _is_tight(words, position)
        if position == 0 or not (is_name_text(before) or before == ")"):
            return False
        if text in POSSESSIVE or text in JOINERS:
            return True
        if text in TIGHT_JOINERS:
            return _is_tight(words, position)
        if lower == "and" and position > 1 and words.tokens[position - 1].ent_type_ in PLACE_LABELS:
            return words.lower[position - 2] != "in"
        if lower == "of" and words.lower[position - 1] in self._vocabulary.words("of_nouns"):
            return False
        if lower in {"in", "on", "to", "for"} and words.lower[position - 1] in self._vocabulary.not_in_name:
            return False
        return lower in connectors

    def _trimmed(self, words: Words, start: int, first: int) -> int:
        """Drop articles, prepositions, day numbers and the like from the name's beginning."""
        while start < first and (dropped := self._dropped(words, start, first)):
            start += dropped
        return start

    def _dropped(self, words: Words, start: int, first: int) -> int:
        """How many words at the beginning are not the name's."""
        text, lower = words.texts[start], words.lower[start]
        if lower == "new" and (
            words.tokens[start].ent_type_ in PLACE_LABELS or words.lower[start + 1] in AFTER_NEW
        ):
            return 0
        if lower in self._vocabulary.months and words.texts[start + 1][0].isdigit() and start + 1 < first:
            return 2
        if text in POSSESSIVE or text in JOINERS or text in TIGHT_JOINERS:
            return 1
        if start and words.tokens[start - 1].is_currency:
            return 1
        return int(lower in self._vocabulary.not_first or lower in CONNECTORS)


def _is_tight(words: Words, position: int) -> bool:
    """Whether no space stands around a sign."""
    return not words.tokens[position].whitespace_ and not words.tokens[position - 1].whitespace_


def _in_of_the_year(words: Sequence[str], position: int) -> bool:
    """Whether a word is one of "of the" before "Year", or the article of "Portrait of a Town"."""
    if words[position] in {"a", "an"}:
        return words[position - 1] == "of"
    first = position - (words[position] == "the")
    before, period = words[first : first + 2], words[first + 2 : first + 3]
    return [*before] == ["of", "the"] and not PERIODS.isdisjoint(period)


def _in_row(words: Words, position: int, first: int, connectors: frozenset[str]) -> bool:
    """Whether a comma, or the "and" behind one, stands in a row in a name: "Energy, Water and Waste Expo"."""
    if position < 2 or connectors is not CONNECTORS:
        return False
    text, before = words.texts[position], words.tokens[position - 1]
    if text == ",":
        if before.pos_ not in {"PROPN", "NOUN"} or before.ent_type_ in NO_ROW_LABELS:
            return False
        item = next((n for n, w in enumerate(words.texts[position + 1 : first]) if not is_name_text(w)), 0)
        rest = words.lower[position + 1 : first]
        return item <= LONGEST_ITEM and not AND.isdisjoint(rest) and rest[item] in {*AND, ","}
    if text not in AND or before.text != ",":
        return False
    items = words.texts[max(0, position - 2 - LONGEST_ITEM) : position - 1]
    return "," in items and all(map(is_name_text, items[items.index(",") + 1 :]))


def _quote_start(words: Words, first: int) -> int | None:
    """Where the quoted name begins that the head ends: nothing but a name stands within the marks."""
    if CLOSING_QUOTES.isdisjoint(words.texts[first + 1 : first + 4]):
        return None
    for position in range(first - 1, max(-1, first - LONGEST_NAME), -1):
        text, lower = words.texts[position], words.lower[position]
        if text in OPENING_QUOTES and (text != "'" or words.tokens[position - 1].whitespace_):
            return position + 1
        if not (is_name_text(text) or lower in WITHIN_QUOTES or QUOTED_NUMBER.fullmatch(text)):
            return None
    return None


def _ends_compound(words: Words, position: int) -> bool:
    """Whether a word in lower case ends a capitalised compound: "hee" of "Chung-hee"."""
    if position < 2 or words.texts[position - 1] != "-" or words.tokens[position - 1].whitespace_:
        return False
    return not words.tokens[position - 2].whitespace_ and is_name_text(words.texts[position - 2])


def _over_quotation(words: Words, start: int) -> int:
    """Reach over a quoted part right before: “Voices of Spring” Choir Festival."""
    if start < 3 or words.texts[start - 1] not in CLOSING_QUOTES or words.texts[start - 1] in POSSESSIVE:
        return start
    if not words.tokens[start - 1].whitespace_:
        return start
    for position in range(start - 2, max(-1, start - LONGEST_NAME), -1):
        text = words.texts[position]
        if text in OPENING_QUOTES:
            return position if is_name_text(words.texts[position + 1]) else start
        if text in {".", "?", "!"} or text.isspace():
            break
    return start
