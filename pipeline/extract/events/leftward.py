"""Where a capitalised name begins, seen from a word inside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

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
    is_name_word,
)
from pipeline.extract.events.vocabulary import Vocabulary

TITLE_CONNECTORS = frozenset({"of", "and"})
RUN_ON = re.compile(r"(?:\w*[a-z])?(?:The|This|Our|Its|Each)")
"""The first word of a sentence, also where it ran into the last word of the line before."""

NEW_PLACES = frozenset("york orleans jersey zealand delhi mexico hampshire england haven braunfels".split())
"""What follows "New" in the names of places."""

QUOTED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
WITHIN_QUOTES = CONNECTORS | {"the", "&", "with"}


class Leftward:
    """Finds where a name begins."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Remember the vocabulary."""
        self._vocabulary = vocabulary

    def __call__(
        self, words: Sequence[Token], first: int, titled: bool, connectors: frozenset[str] = CONNECTORS
    ) -> int:
        """The name's first word, given one of its words at `first`; `titled` if all words are capitalised."""
        quoted = _quote_start(words, first)
        if quoted is not None:
            return quoted
        joining = TITLE_CONNECTORS if titled else connectors
        start = position = first
        while position > 0 and first - position < LONGEST_NAME:
            position -= 1
            word = words[position]
            if (is_name_word(word) or _ends_compound(words, position)) and not self._ends_name(word, titled):
                start = position
            elif gloss := gloss_before(words, position):
                position -= gloss - 1
            elif word.lower_ in {"annual", "inaugural"} and EDITION.fullmatch(words[position - 1].text):
                start = position
            elif not self._joins(words, position, joining):
                break
        return _over_quotation(words, self._trimmed(words, start, first))

    def _ends_name(self, word: Token, titled: bool) -> bool:
        """Whether a capitalised word belongs to what stands before the name."""
        if RUN_ON.fullmatch(word.text):
            return True
        if not titled or (word.lower_ == "new" and word.nbor().lower_ in NEW_PLACES):
            return False
        verb = word.tag_ == "VBZ" or (word.i > 0 and word.nbor(-1).lower_ == "to")
        return verb or word.lower_ in self._vocabulary.not_in_name

    def _joins(self, words: Sequence[Token], position: int, connectors: frozenset[str]) -> bool:
        """Whether a small word or sign stands between two words of one name."""
        word, before = words[position], words[position - 1]
        if position == 0 or not (is_name_word(before) or before.text == ")"):
            return False
        if word.text in POSSESSIVE or word.text in JOINERS:
            return True
        if word.text in TIGHT_JOINERS:
            return not word.whitespace_ and not before.whitespace_
        if word.lower_ == "and" and position > 1 and before.ent_type_ in PLACE_LABELS:
            return words[position - 2].lower_ != "in"
        if word.lower_ == "of" and before.lower_ in self._vocabulary.words("of_nouns"):
            return False
        if word.lower_ in {"in", "on", "to", "for"} and before.lower_ in self._vocabulary.not_in_name:
            return False
        return word.lower_ in connectors

    def _trimmed(self, words: Sequence[Token], start: int, first: int) -> int:
        """Drop articles, prepositions, day numbers and the like from the name's beginning."""
        while start < first and (dropped := self._dropped(words, start, first)):
            start += dropped
        return start

    def _dropped(self, words: Sequence[Token], start: int, first: int) -> int:
        """How many words at the beginning are not the name's."""
        word = words[start]
        if word.lower_ == "new" and (word.ent_type_ in PLACE_LABELS or words[start + 1].lower_ in NEW_PLACES):
            return 0
        if (
            word.lower_ in self._vocabulary.months
            and words[start + 1].text[:1].isdigit()
            and start + 1 < first
        ):
            return 2
        if word.text in POSSESSIVE or word.text in JOINERS or word.text in TIGHT_JOINERS:
            return 1
        if start and words[start - 1].is_currency:
            return 1
        return int(word.lower_ in self._vocabulary.not_first or word.lower_ in CONNECTORS)


def without_possessor(words: Sequence[Token], start: int, first: int) -> tuple[int, tuple[int, int] | None]:
    """Leave out "Acme's" before a name that tells enough without it; also where the possessor stands."""
    marks = [p for p in range(start + 1, first) if words[p].text in POSSESSIVE]
    if not marks:
        return start, None
    position = marks[-1]
    enough = first - position > 2
    if enough or words[start].ent_type_ == "DATE" or words[start].lower_ == "company":
        last = words[position - 1]
        return position + 1, (words[start].idx, last.idx + len(last))
    return start, None


def _quote_start(words: Sequence[Token], first: int) -> int | None:
    """Where the quoted name begins that the head ends: nothing but a name stands within the marks."""
    if not any(word.text in CLOSING_QUOTES for word in words[first + 1 : first + 4]):
        return None
    for position in range(first - 1, max(-1, first - LONGEST_NAME), -1):
        word = words[position]
        if word.text in OPENING_QUOTES and (word.text != "'" or words[position - 1].whitespace_):
            return position + 1
        if not (is_name_word(word) or word.lower_ in WITHIN_QUOTES or QUOTED_NUMBER.fullmatch(word.text)):
            return None
    return None


def _ends_compound(words: Sequence[Token], position: int) -> bool:
    """Whether a word in lower case ends a capitalised compound: "hee" of "Chung-hee"."""
    if position < 2 or words[position - 1].text != "-" or words[position - 1].whitespace_:
        return False
    return not words[position - 2].whitespace_ and is_name_word(words[position - 2])


def _over_quotation(words: Sequence[Token], start: int) -> int:
    """Reach over a quoted part right before: “Voices of Spring” Choir Festival."""
    if start < 3 or words[start - 1].text not in CLOSING_QUOTES or words[start - 1].text in POSSESSIVE:
        return start
    if not words[start - 1].whitespace_:
        return start
    for position in range(start - 2, max(-1, start - LONGEST_NAME), -1):
        if words[position].text in OPENING_QUOTES:
            return position if is_name_word(words[position + 1]) else start
        if words[position].text in {".", "?", "!"} or words[position].is_space:
            break
    return start
