"""Where a capitalised name ends, seen from its head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Token

from pipeline.extract.events.phrases import (
    EDITION,
    LONGEST_NAME,
    PLACE_LABELS,
    POSSESSIVE,
    YEAR,
    gloss_behind,
    is_name_word,
)
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.lexicon.gazetteer import is_place_name

TOPIC_WORDS = frozenset({"of", "on", "for", "to"})
SEASONS = frozenset({"spring", "summer", "fall", "autumn", "winter"})
ASSEMBLIES = frozenset({"meeting", "conference", "congress", "convention", "assembly", "symposium"})
BODIES = {
    "&": frozenset({"bureau", "authority", "center", "centre", "commission", "association"}),
    "and": frozenset({"bureau"}),
}
LATER_HEAD_REACH = 5
LONGEST_PLACE = 3
SECOND_HEAD_REACH = 4
"""Words from "and" to the end of a second head: "& Educational Symposium"."""


class Rightward:
    """Finds where a name ends."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Remember the vocabulary."""
        self._vocabulary = vocabulary

    def __call__(self, words: Sequence[Token], behind: int, titled: bool) -> int:
        """The place behind the name's last word, given the place behind its head."""
        end = self._over_second_head(words, behind)
        end = self._over_later_head(words, end, titled)
        end = self._over_topic(words, end, titled)
        end = _over_editions(words, end)
        place = _over_place(words, end)
        end = end if self._is_label(words[place - 1].lower_) else place
        return _over_editions(words, end)

    def goes_over(self, words: Sequence[Token], behind: int, end: int, titled: bool) -> bool:
        """Whether the words belong to a longer name, of a venue or a firm, or to a prize."""
        if [word.lower_ for word in words[end - 2 : end]] == ["the", "year"]:
            return True
        if (
            end > behind
            and words[end - 1].lower_ in self._vocabulary.not_behind
            and not _is_of(words, behind)
        ):
            return True
        if end >= len(words):
            return False
        follower = words[end]
        if follower.lower_ in self._vocabulary.not_behind or self._leads_to_body(words, end):
            return True
        plain = titled or end > behind or follower.is_sent_start or not follower.text[:1].isupper()
        plain = plain or follower.ent_type_ in {"DATE", "TIME"} or follower.tag_ == "VBZ"
        plain = plain or follower.lower_ in self._vocabulary.months or self._opens_label(words, end)
        return not plain and follower.text != "I"

    def _leads_to_body(self, words: Sequence[Token], end: int) -> bool:
        """Whether "&" leads to the noun of an organisation: "Bree Convention & Visitors Bureau"."""
        bodies = BODIES.get(words[end].lower_, frozenset())
        behind = takewhile(is_name_word, words[end + 1 : end + 1 + SECOND_HEAD_REACH])
        return any(word.lower_ in bodies for word in behind)

    def _over_second_head(self, words: Sequence[Token], behind: int) -> int:
        """Reach over "& Expo", "and Trade Show", but not over a second name with the same head."""
        if behind >= len(words) or words[behind].lower_ not in {"&", "and", "+", "/"}:
            return behind
        end = behind
        for last in range(behind + 1, min(behind + 1 + SECOND_HEAD_REACH, len(words))):
            if not is_name_word(words[last]) or YEAR.fullmatch(words[last].text):
                break
            if self._vocabulary.head_at([word.lower_ for word in words[behind + 1 : last + 1]]):
                end = last + 1
        again = end > behind + 2 and words[end - 1].lower_ == words[behind - 1].lower_
        again = again and words[behind].text != "/"
        return behind if again else end

    def _over_later_head(self, words: Sequence[Token], end: int, titled: bool) -> int:
        """Reach over what a name goes on with up to a later head: "Cup International Open Competition"."""
        reached = end
        for last in range(end, len(words) if not titled else end):
            if last - end >= LATER_HEAD_REACH or not is_name_word(words[last]):
                break
            length = self._vocabulary.head_at([word.lower_ for word in words[end : last + 1]])
            if length and not YEAR.fullmatch(words[last].text):
                reached = last + 1
        return reached

    def _over_topic(self, words: Sequence[Token], end: int, titled: bool) -> int:
        """Reach over "of Shareholders", "on Sustainable Development"."""
        if end + 1 >= len(words) or words[end].lower_ not in ({"of"} if titled else TOPIC_WORDS):
            return end
        follower = words[end + 1]
        if follower.lower_ in self._vocabulary.words("holders"):
            return end + 2
        if follower.text[:1].isdigit() or (
            words[end].lower_ != "of" and follower.ent_type_ in {"DATE", "TIME", "GPE"}
        ):
            return end
        position = end + 1
        while position < len(words) and position - end < LONGEST_NAME and self._goes_on(words, position):
            position += 1
        while position > end + 1 and not _may_be_last(words[position - 1]):
            position -= 1
        return position if position > end + 1 else end

    def _opens_label(self, words: Sequence[Token], position: int) -> bool:
        """Whether a word begins what ran into the line: "Kite Gala Where: Pier Nine"."""
        behind = position + 1
        label = self._is_label(words[position].lower_)
        return label and behind < len(words) and words[behind].text == ":"

    def _is_label(self, word: str) -> bool:
        return word in self._vocabulary.words("line_labels")

    def _goes_on(self, words: Sequence[Token], position: int) -> bool:
        word = words[position]
        if self._opens_label(words, position):
            return False
        if is_name_word(word):
            return word.lower_ not in self._vocabulary.not_in_name
        return word.lower_ in {"&", "of", "and", "the", "’s", "'s"}


def _is_of(words: Sequence[Token], behind: int) -> bool:
    """Whether a meeting is that of whoever is named behind it: "Annual Meeting of the Kite Society"."""
    of_the = [word.lower_ for word in words[behind : behind + 2]] == ["of", "the"]
    return of_the and words[behind - 1].lower_ in ASSEMBLIES


def _over_place(words: Sequence[Token], end: int) -> int:
    """Reach over the city or country that a name goes on with, known to the model or to the gazetteer."""
    for length in range(min(LONGEST_PLACE, len(words) - end), 0, -1):
        own = words[end : end + length]
        if all(map(is_name_word, own)) and is_place_name(" ".join(word.text for word in own)):
            return end + length
    limit = min(end + LONGEST_NAME, len(words))
    while end < limit and words[end].ent_type_ in PLACE_LABELS and is_name_word(words[end]):
        end += 1
    return end


def is_edition(word: Token) -> bool:
    """Whether a word counts an edition: a year, "3rd", "XVII"."""
    return YEAR.fullmatch(word.text) is not None or EDITION.fullmatch(word.text) is not None


def _is_clock(words: Sequence[Token], position: int) -> bool:
    """Whether a number is the hour at which something begins: "Reception 6-9pm"."""
    if not words[position].is_digit or len(words[position]) > 2 or position + 1 >= len(words):
        return False
    return words[position + 1].lower_ in {"am", "pm", "a.m.", "p.m.", ":", "-", "–"}


def _may_be_last(word: Token) -> bool:
    return is_name_word(word) or word.text in POSSESSIVE


def _over_editions(words: Sequence[Token], end: int) -> int:
    """Reach over a year, a season with its year, a Roman number, an acronym in brackets before a year."""
    limit = min(end + LONGEST_NAME, len(words))
    while end < limit:
        if is_edition(words[end]) and not _is_clock(words, end):
            end += 1
        elif end + 1 < len(words) and words[end].lower_ in SEASONS and YEAR.fullmatch(words[end + 1].text):
            end += 2
        elif (
            (gloss := gloss_behind([word.text for word in words[end : end + 3]], 0))
            and end + gloss < len(words)
            and is_edition(words[end + gloss])
        ):
            end += gloss + 1
        else:
            break
    return end
