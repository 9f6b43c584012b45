"""Finds job titles: "Senior Vice President of Sales and Marketing, EMEA".

A title is a head ("president"), the words of rank and department before it, and the department or
region after it. Titles joined by "and", "&", a comma or a slash are one: "Chairman & CEO".

    >>> text = "Jane Roe, founder and chief executive officer of Acme, met Bob."
    >>> [text[t.start:t.end] for t in Titles(text, blocked=[(0, 8), (50, 54)]).found(0, len(text))]
    ['founder and chief executive officer']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.roles.departments import after_head
from pipeline.extract.roles.vocabulary import HeadKind, singular, vocabulary
from pipeline.extract.roles.words import Word, words_of

_JOINT = re.compile(r" ?(?:, (?:and |& )?|, ?(?=\S)|and |& ?|/ ?|\| ?|and the |, as well as )")
_FREE_LIMIT = 4
_CHIEF_LIMIT = 8
_DETERMINE = frozenset({"as", "a", "an", "the", "his", "her", "its"})
_INTRODUCE = _DETERMINE | {",", "\n", "-", "–"}
_PERIODS = frozenset({"year", "month", "decade", "century", "season"})
_NEVER = frozenset(
    "the a an our his her its their my your new newly former current ex past then mr ms mrs dr said says "
    "as by with from of at in for and or to meet hon rev prof this that these those us".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title's place, its words in the singular, and the kinds of its heads."""

    start: int
    end: int
    text: str
    kinds: frozenset[HeadKind]
    plural: bool
    kind: str = "title"


class Titles:
    """Finds the titles of one text.

    Args:
        text: the whole text.
        blocked: stretches that no word of a title may lie in: persons, organisations, places.
        nominal: offsets of the words that are nouns or adjectives; in lower case, only these
            (and the words of the lists) belong to titles.
        other: offsets of the words that are neither nouns nor names, so no heads in lower case ("to lead").
    """

    def __init__(
        self,
        text: str,
        blocked: Iterable[tuple[int, int]] = (),
        nominal: Collection[int] = (),
        other: Collection[int] = (),
    ) -> None:
        """Remember the text."""
        self._text = text
        self._other = other
        self._blocked = {offset for start, end in blocked for offset in range(start, end)}
        self._nominal = nominal
        self._vocabulary = vocabulary()

    def found(self, start: int, end: int) -> Sequence[Title]:
        """The titles of a stretch, joint ones as one, in order."""
        return _joined(self._text, list(self._single(words_of(self._text, start, end))))

    def _single(self, words: Sequence[Word]) -> Iterator[Title]:
        keys = ["\0" if word.start in self._blocked else word.key for word in words]
        at = floor = 0
        while at < len(words):
            head = self._head(words, keys, at)
            if head is None:
                at += 1
                continue
            length, kind = head
            first = self._first(words, keys, at, kind, floor, keys[at : at + 2] == ["head", "of"])
            last = after_head(words, keys, at, at + length, self._nominal)
            if _is_prize(keys[last : last + 3]):
                at = last
                continue
            yield self._title(words, first, at + length - 1, last, kind)
            at = floor = last

    def _head(self, words: Sequence[Word], keys: Sequence[str], at: int) -> tuple[int, HeadKind] | None:
        """Length and kind of the head that begins here, unless it only modifies a later one."""
        if keys[at] in ("chief", "co-chief") and (length := self._chief_officer(words, keys, at)):
            return length, "office"
        if keys[at] == "chief" and self._is_fanciful(words, keys, at):
            return 2, "office"
        head = self._vocabulary.head(keys, at)
        if head is None or (not words[at].capitalised and words[at].start in self._other):
            return None
        if keys[at] in self._vocabulary.modifiers and self._leads_to_head(words, keys, at + 1):
            return None
        after = at + head.length
        if after < len(keys) and (keys[at] in self._vocabulary.modifiers or head.length == 1):
            modifies = self._vocabulary.head(keys, after) is not None or (
                keys[at] in self._vocabulary.modifiers and self._vocabulary.is_plain(keys[after])
            )
            if modifies and words[after].capitalised == words[at].capitalised:
                return None
        return head

    def _is_fanciful(self, words: Sequence[Word], keys: Sequence[str], at: int) -> bool:
        """Whether "Chief" and one more capitalised word are a title: "Chief Storyteller and CEO"."""
        if at + 1 >= len(keys) or not (words[at].capitalised and words[at + 1].capitalised):
            return False
        known = keys[at + 1] == "\0" or self._vocabulary.is_plain(keys[at + 1])
        behind = words[at + 2] if at + 2 < len(words) else None
        return not known and (behind is None or not behind.capitalised)

    def _leads_to_head(self, words: Sequence[Word], keys: Sequence[str], at: int) -> bool:
        """Whether free words and an occupation follow: "head football coach"."""
        for index in range(at, min(at + _FREE_LIMIT, len(keys))):
            head = self._vocabulary.head(keys, index)
            if head is not None:
                return head.kind == "occupation" and index > at
            free = words[index].capitalised or words[index].start in self._nominal
            if not (keys[index][0].isalpha() and free):
                return False
        return False

    def _chief_officer(self, words: Sequence[Word], keys: Sequence[str], at: int) -> int:
        for index in range(at + 1, min(at + _CHIEF_LIMIT, len(keys))):
            if singular(keys[index]) == "officer":
                return index - at + 1
            plain = self._vocabulary.is_plain(keys[index]) or keys[index] in ("and", "&", ",", "/")
            if not plain and not (words[index].capitalised and keys[index] != "\0"):
                return 0
        return 0

    def _first(
        self,
        words: Sequence[Word],
        keys: Sequence[str],
        at: int,
        kind: HeadKind,
        floor: int,
        department: bool,
    ) -> int:
        """The index of the title's first word, given its head's."""
        known = self._known_before(words, keys, at, floor)
        if kind not in ("position", "occupation") or department:
            return known
        free = known
        while free > max(floor, known - _FREE_LIMIT) and self._is_free(
            words[free - 1], keys[free - 1], words[at]
        ):
            free -= 1
        if free < known and (further := self._known_before(words, keys, free, floor)) < free:
            return further
        introduced = free == 0 or keys[free - 1] in _INTRODUCE or words[free - 1].start in self._nominal
        return free if introduced and (known == at or (free > 0 and keys[free - 1] in _DETERMINE)) else known

    def _known_before(self, words: Sequence[Word], keys: Sequence[str], at: int, floor: int) -> int:
        first = at
        while first > floor:
            before = first - 1
            if self._is_known(words[before], keys[before], words[at]):
                first = before
            elif (
                before > floor
                and keys[before] in ("&", "and", "/", ",")
                and first < at
                and keys[first] in self._vocabulary.functions
                and keys[before - 1] in self._vocabulary.functions
                and self._is_known(words[before - 1], keys[before - 1], words[at])
            ):
                first = before - 1
            else:
                break
        return first

    def _is_known(self, word: Word, key: str, head: Word) -> bool:
        plain = self._vocabulary.is_plain(key) or self._vocabulary.head((key,), 0) is not None
        if not plain:
            return False
        return word.capitalised or not head.capitalised

    def _is_free(self, word: Word, key: str, head: Word) -> bool:
        if not key[0].isalpha() or key in _NEVER:
            return False
        if head.capitalised:
            return word.capitalised
        return word.start in self._nominal

    def _title(self, words: Sequence[Word], first: int, head: int, last: int, kind: HeadKind) -> Title:
        start, end, noun = words[first].start, words[last - 1].end, words[head]
        plural = self._vocabulary.head((noun.key,), 0) is not None and singular(noun.key) != noun.key
        text = self._text[start:end]
        if plural:
            one = noun.text[: -1 if not noun.key.endswith("men") else -2] + (
                "an" if noun.key.endswith("men") else ""
            )
            text = self._text[start : noun.start] + one + self._text[noun.end : end]
        return Title(start, end, text, frozenset({kind}), plural)


def _is_prize(behind: Sequence[str]) -> bool:
    """Whether a prize is named and no post: "CFO of the Year"."""
    return list(behind[:1]) == ["of"] and not _PERIODS.isdisjoint(behind[1:])


def _joined(text: str, titles: Sequence[Title]) -> Sequence[Title]:
    """Join the titles with nothing but a joint between them."""
    joined: list[Title] = []
    for title in titles:
        last = joined[-1] if joined else None
        if last is not None and _JOINT.fullmatch(text, last.end, title.start):
            between = text[last.end : title.start]
            joined[-1] = Title(
                last.start,
                title.end,
                last.text + between + title.text,
                last.kinds | title.kinds,
                last.plural and title.plural,
            )
        else:
            joined.append(title)
    return joined
