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

from pipeline.extract.roles.before_head import before_head
from pipeline.extract.roles.departments import after_head
from pipeline.extract.roles.vocabulary import Head, HeadKind, singular, vocabulary
from pipeline.extract.roles.words import Word, words_of

_JOINT = re.compile(r" ?(?:, (?:and |& )?|, ?(?=\S)|and |& ?|\+ ?|/ ?|\| ?|and the |, as well as )")
_ACRONYM = re.compile(r"C[A-Z]O|C(?:BD|HR|TI|PT|DI|IS|AI|NI|VE)O|CE")
_NO_ACRONYMS = frozenset({"CRO"})
_FREE_LIMIT = 4
_CHIEF_LIMIT = 8
_HONOURS = frozenset({"doctor"})
"""Occupations that, capitalised, are a form of address or an award: "named a Top Doctor"."""
_PERIODS = frozenset({"year", "month", "decade", "century", "season"})


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
            first = before_head(words, keys, at, kind, floor, self._nominal)
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
        if head is None and _ACRONYM.fullmatch(words[at].text) and words[at].text not in _NO_ACRONYMS:
            head = Head(1, "office")
        if head is None or (not words[at].capitalised and words[at].start in self._other):
            return None
        if words[at].capitalised and keys[at] in _HONOURS:
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


def _is_pursuit(title: Title, between: str, following: Title) -> bool:
    """Whether a title only tells what somebody does besides: "private investor, and founder of Acme"."""
    pursuit, other = title.kinds == {"occupation"}, following.kinds == {"occupation"}
    return "," in between and pursuit != other and title.text[0].islower()


def _joined(text: str, titles: Sequence[Title]) -> Sequence[Title]:
    """Join the titles with nothing but a joint between them."""
    joined: list[Title] = []
    for title in titles:
        last = joined[-1] if joined else None
        between = text[last.end : title.start] if last is not None else ""
        if last is not None and _JOINT.fullmatch(between) and not _is_pursuit(last, between, title):
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
