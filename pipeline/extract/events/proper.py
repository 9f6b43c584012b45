"""Proper names that end in, or are built around, the noun for a gathering.

From its head a name reaches left over capitalised words, numbers and the small words between them,
and right over an edition, a year, a second head, a topic or the city it belongs to: "3rd Annual Meeting
& Expo", "World Congress of Cardiology", "Fintech Summit Berlin 2026".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.extract.events.leftward import Leftward
from pipeline.extract.events.phrases import (
    ANY_EVENT,
    LONGEST_NAME,
    Phrase,
    is_head_in_word,
    is_title_cased,
    name_of,
)
from pipeline.extract.events.possessors import without_possessor
from pipeline.extract.events.rightward import Rightward, is_edition
from pipeline.extract.events.vocabulary import LONGEST_HEAD, Vocabulary
from pipeline.extract.events.words import Words

REACH = 6 * LONGEST_NAME
"""Words to either side of a head that can tell where its name begins and ends."""


WORLDWIDE = frozenset("world international global european annual".split())
SPANS = frozenset({"day", "week", "night"})
"""Heads that with nothing but a number count the parts of something: "Day 2"."""


class ProperNames:
    """Finds the proper names with a head in a run of words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Remember the vocabulary."""
        self._vocabulary = vocabulary
        self._right = Rightward(vocabulary)
        self.left = Leftward(vocabulary)

    def __call__(self, words: Words) -> Iterator[Phrase]:
        """Yield the names in the words of one passage, in order, without overlaps."""
        tokens, openings = words.tokens, self._vocabulary.openings
        titled: bool | None = None
        behind = floor = 0
        for position, (text, lower) in enumerate(zip(words.texts, words.lower, strict=True)):
            if position < behind or not (lower in openings or is_head_in_word(text)):
                continue
            length = self._head_length(tokens, position)
            if not length:
                continue
            if titled is None:
                titled = is_title_cased("".join(word.text_with_ws for word in tokens))
            left = max(floor, position - REACH)
            first = position - left
            phrase, last = self._named(
                words.part(left, position + length + REACH), first, first + length, titled
            )
            behind = max(position + length, left + last)
            if phrase:
                floor = behind
                yield phrase

    def _head_length(self, words: Sequence[Token], first: int) -> int:
        """How many words from `first` on form a head, or heads in a row: "Gala Dinner", "Awards Ceremony"."""
        length = self._one_head(words, first)
        while length and first + length < len(words) and (more := self._one_head(words, first + length)):
            length += more
        return length

    def _one_head(self, words: Sequence[Token], first: int) -> int:
        if not words[first].text[:1].isupper() or words[first].lower_ in self._vocabulary.months:
            return 0
        if first and words[first - 1].text == "#":
            return 0
        for length in range(min(LONGEST_HEAD, len(words) - first), 0, -1):
            own = words[first : first + length]
            if " ".join(word.lower_ for word in own) in self._vocabulary.kinds and _all_capitalised(own):
                return length
        return int(is_head_in_word(words[first].text))

    def _named(self, around: Words, first: int, behind: int, titled: bool) -> tuple[Phrase | None, int]:
        """The name around a head, if it is one, and the place behind it."""
        words = around.tokens
        end = self._right(words, behind, titled)
        start, host = without_possessor(words, self.left(around, first, titled), first)
        if self._right.goes_over(words, behind, end, titled):
            return None, behind
        if not self._tells_apart(words[start:first], words[first:behind], words[behind:end]):
            return None, behind
        own = _once(words[start:end])
        head = self._last_head(words, first, behind, end)
        rule = "event.headline-name" if titled else "event.name"
        right = own[-1].idx + len(own[-1])
        return Phrase(own[0].idx, right, name_of(own), head, "proper", rule, host), end

    def _last_head(self, words: Sequence[Token], first: int, behind: int, end: int) -> str:
        """The head, or the later one that the name goes on to without "and": "Cup … Competition"."""
        later = [word.lower_ for word in words[behind:end]]
        while later and not {"&", "and", "of", "on", "for", "+", "/"} & set(later):
            if length := self._vocabulary.head_at(later):
                return " ".join(later[-length:])
            later.pop()
        return " ".join(word.lower_ for word in words[first:behind])

    def _tells_apart(self, left: Sequence[Token], head: Sequence[Token], right: Sequence[Token]) -> bool:
        """Whether the phrase holds more than its head and words such as "Annual"."""
        if head[0].lower_ == "congress" and not right and _make_parliament(left):
            return False
        if head[-1].ent_type_ == "GPE" and not right and left and left[-1].ent_type_ == "GPE":
            return False
        if head[-1].lower_ == "conference" and not right and left and self._are_of_league(left):
            return False
        if head[-1].tag_ == "NNPS" and left and _counts(left[0]):
            return False
        if head[0].lower_ in SPANS and all(word.like_num or word.is_punct for word in [*left, *right]):
            return False
        if self._is_named_otherwise([*left, *head]) and not right:
            return False
        if len(head) > 1 or is_head_in_word(head[0].text):
            return True
        bare = self._vocabulary.words("bare")
        if head[0].lower_ in ANY_EVENT and not any(word.is_alpha for word in [*left, *right]):
            return False
        return any(
            word.lower_ not in bare and (any(map(str.isalpha, word.text)) or is_edition(word))
            for word in [*left, *right]
        )

    def _is_named_otherwise(self, words: Sequence[Token]) -> bool:
        """Whether the words end in the name of something else: "Vanity Fair", "User Experience"."""
        last = [" ".join(word.lower_ for word in words[-length:]) for length in (2, 3)]
        return not self._vocabulary.words("other_names").isdisjoint(last)

    def _are_of_league(self, left: Sequence[Token]) -> bool:
        """Whether what stands before "Conference" makes it a league of teams."""
        return len(left) < 3 and all(word.lower_ in self._vocabulary.words("leagues") for word in left)


def _make_parliament(words: Sequence[Token]) -> bool:
    """Whether what stands before "Congress" makes it a parliament or party, and no "World Kite Congress"."""
    if len(words) > 1 and words[0].lower_ in WORLDWIDE:
        return False
    return len(words) < 3 and all(word.ent_type_ in {"GPE", "ORG", "NORP"} for word in words)


def _counts(word: Token) -> bool:
    """Whether a number before a name in the plural counts what was won: "14 Leith Championships"."""
    return word.is_digit and len(word) < len("2025")


def _all_capitalised(words: Sequence[Token]) -> bool:
    return all(word.text[:1].isupper() or not word.is_alpha for word in words)


def _once(words: Sequence[Token]) -> Sequence[Token]:
    """A name that stands twice in a row, as where a heading ran into its paragraph, taken once."""
    half = len(words) // 2
    if half > 1 and [word.text for word in words[:half]] == [word.text for word in words[half:]]:
        return words[half:]
    return words
