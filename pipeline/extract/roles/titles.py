"""Finds job titles: "Senior Vice President of Sales and Marketing, EMEA".

A title is a head ("president"), the words of rank and department before it, and the department or
region after it. Titles joined by "and", "&", a comma or a slash are one: "Chairman & CEO".

    >>> text = "Jane Roe, founder and chief executive officer of Acme, met Bob."
    >>> [title.text for title in Titles(text).found(Words(text, 10, 50))]
    ['founder and chief executive officer']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.roles.before_head import before_head
from pipeline.extract.roles.departments import after_head
from pipeline.extract.roles.vocabulary import Head, HeadKind, singular, vocabulary
from pipeline.extract.roles.words import BLOCKED, Words

_JOINT = re.compile(r" ?(?:, (?:and |& )?|, ?(?=\S)|and |& ?|\+ ?|/ ?|\| ?|and the |, as well as )")
_ACRONYM = re.compile(r"C[A-Z]O|C(?:BD|HR|TI|PT|DI|IS|AI|NI|VE)O|CE")
_NO_ACRONYMS = frozenset({"CRO"})
_ACRONYM_HEAD = Head(1, "office")
_MAY_BE_ACRONYM = frozenset({"c", BLOCKED})
_FREE_LIMIT = 4
_CHIEF_LIMIT = 8
_HONOURS = frozenset({"doctor"})
"""Occupations that, capitalised, are a form of address or an award: "named a Top Doctor"."""
_OF_JUSTICES = frozenset({"chief", "associate", "court", "supreme", "retired", BLOCKED})
"""What makes a judge of "justice" in lower case, which else is what is striven for."""
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
        nominal: offsets of the words that are nouns or adjectives; in lower case, only these
            (and the words of the lists) belong to titles.
        other: offsets of the words that are neither nouns nor names, so no heads in lower case ("to lead").
    """

    def __init__(self, text: str, nominal: Collection[int] = (), other: Collection[int] = ()) -> None:
        """Remember the text."""
        self._text = text
        self._other = other
        self._nominal = nominal
        self._vocabulary = vocabulary()

    def found(self, words: Words) -> Sequence[Title]:
        """The titles of a stretch, joint ones as one, in order."""
        return list(_joined(self._text, self._single(words)))

    def _single(self, words: Words) -> Iterator[Title]:
        keys, floor, read = words.keys, 0, 0
        for at in self._places(keys):
            head = self._head(words, keys, at) if at >= read else None
            if head is None:
                continue
            length, kind = head
            first = before_head(words, keys, at, kind, floor, self._nominal)
            read = after_head(words, keys, at, at + length, self._nominal)
            if not _is_prize(keys[read : read + 3]):
                yield self._title(words, first, at + length - 1, read, kind)
                floor = read

    def _places(self, keys: Sequence[str]) -> Sequence[int]:
        """Where a head may begin: with a word of the lists, or an acronym with "C", be it blocked or not."""
        may_begin = self._vocabulary.may_begin_head
        return [at for at, key in enumerate(keys) if may_begin(key) or key[0] in _MAY_BE_ACRONYM]

    def _head(self, words: Words, keys: Sequence[str], at: int) -> tuple[int, HeadKind] | None:
        """Length and kind of the head that begins here, unless it only modifies a later one."""
        if keys[at] in ("chief", "co-chief") and (length := self._chief_officer(words, keys, at)):
            return length, "office"
        if keys[at] == "chief" and self._is_fanciful(words, keys, at):
            return 2, "office"
        head, word = self._vocabulary.head(keys, at), words[at]
        if head is None and _ACRONYM.fullmatch(word.text) and word.text not in _NO_ACRONYMS:
            head = _ACRONYM_HEAD
        if head is None or (not word.capitalised and word.start in self._other):
            return None
        if word.capitalised and keys[at] in _HONOURS:
            return None
        if keys[at] == "justice" and not word.capitalised and (not at or keys[at - 1] not in _OF_JUSTICES):
            return None
        if keys[at] in self._vocabulary.modifiers and self._leads_to_head(words, keys, at + 1):
            return None
        after = at + head.length
        if after < len(keys) and (keys[at] in self._vocabulary.modifiers or head.length == 1):
            modifies = self._vocabulary.head(keys, after) is not None or (
                keys[at] in self._vocabulary.modifiers and self._vocabulary.is_plain(keys[after])
            )
            if modifies and words[after].capitalised == word.capitalised:
                return None
        return head

    def _is_fanciful(self, words: Words, keys: Sequence[str], at: int) -> bool:
        """Whether "Chief" and one more capitalised word are a title: "Chief Storyteller and CEO"."""
        if at + 1 >= len(keys) or not (words[at].capitalised and words[at + 1].capitalised):
            return False
        known = keys[at + 1] == BLOCKED or self._vocabulary.is_plain(keys[at + 1])
        behind = words[at + 2] if at + 2 < len(words) else None
        return not known and (behind is None or not behind.capitalised)

    def _leads_to_head(self, words: Words, keys: Sequence[str], at: int) -> bool:
        """Whether free words and an occupation follow: "head football coach"."""
        for index in range(at, min(at + _FREE_LIMIT, len(keys))):
            head = self._vocabulary.head(keys, index)
            if head is not None:
                return head.kind == "occupation" and index > at
            free = words[index].capitalised or words[index].start in self._nominal
            if not (keys[index][0].isalpha() and free):
                return False
        return False

    def _chief_officer(self, words: Words, keys: Sequence[str], at: int) -> int:
        for index in range(at + 1, min(at + _CHIEF_LIMIT, len(keys))):
            if singular(keys[index]) == "officer":
                return index - at + 1
            plain = self._vocabulary.is_plain(keys[index]) or keys[index] in ("and", "&", ",", "/")
            if not plain and not (words[index].capitalised and keys[index] != BLOCKED):
                return 0
        return 0

    def _title(self, words: Words, first: int, head: int, last: int, kind: HeadKind) -> Title:
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


def _is_pursuit(first: Title, kinds: Collection[HeadKind], between: str, following: Title) -> bool:
    """Whether titles only tell what somebody does besides: "private investor, and founder of Acme"."""
    pursuit, other = kinds == {"occupation"}, following.kinds == {"occupation"}
    return pursuit != other and first.text[0].islower() and ("," in between or between.strip() == "and the")


def _joined(text: str, titles: Iterable[Title]) -> Iterator[Title]:
    """Join the titles with nothing but a joint between them."""
    row: list[Title] = []
    kinds: frozenset[HeadKind] = frozenset()
    for title in titles:
        between = _JOINT.fullmatch(text, row[-1].end, title.start) if row else None
        if between is None or _is_pursuit(row[0], kinds, between[0], title):
            yield from _as_one(text, row)
            row, kinds = [], frozenset()
        row.append(title)
        kinds |= title.kinds
    yield from _as_one(text, row)


def _as_one(text: str, row: Sequence[Title]) -> Iterator[Title]:
    """The titles of a row as one, if there are any."""
    if len(row) < 2:
        yield from row
        return
    words = [row[0].text]
    for last, title in pairwise(row):
        words += text[last.end : title.start], title.text
    kinds = frozenset(kind for title in row for kind in title.kinds)
    plural = all(title.plural for title in row)
    yield Title(row[0].start, row[-1].end, "".join(words), kinds, plural)
