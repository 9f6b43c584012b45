"""Runs of capitalised words, the raw material of names.

>>> text = "Then CEO Jane Q. van Roe’s aide met J.P. Low."
>>> [[word.text for word in run] for run in runs(text, 0, len(text))]
[['Then', 'CEO', 'Jane', 'Q.', 'van', 'Roe'], ['J.', 'P.', 'Low']]
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.lexicon.words import is_given_name, is_opener, is_ordinary, is_surname, is_title_word
from pipeline.names import PARTICLES, is_company_suffix, is_honorific

_PARTICLE = "|".join(sorted(particle for particle in PARTICLES if particle.isalpha()))
_WORD = re.compile(  # the letter is asked for before what precedes it: most characters are no capitals
    r"[^\W\d_a-z](?<![^\W_].)(?<![^\W_][’'‐‑-].)[^\W\d_]*(?:(?:[’'‐‑-]|(?<=\b[A-Z])&)[^\W\d_]+)*"
    rf"|(?<=\s)(?:{_PARTICLE})(?=\s)"
)
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_ABBREVIATION = re.compile(r"(?:[A-Z]|[A-Z][a-z]{1,4}|[A-Z][a-z]?[A-Z])$")
_GAP = re.compile(r"[ \u00a0\u2009\u202f]{1,2}")
_NICKNAME = re.compile(
    r"\s(?:(?<=[^\W\d_]\s)|(?<=\b[A-Z]\.\s))(?:“[^“”\s][^“”\n]{0,18}[^\s,.]”|\"[^\"\s][^\"\n]{0,18}[^\s,.]\""
    r"|[‘'][^‘’'\s][^‘’'\n]{0,18}[^\s,.][’']|\([A-Z][a-z]+\))\s(?=[A-Z])"
)
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]|[A-Z]{2})|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})")
_LINE_OPENERS = frozenset(
    "Managing Vice Senior Chief Head Co Media Phone Email Tel Website Press Public Investor General "
    "Corporate Global Deputy Communications Marketing".split()
)


class Word(NamedTuple):
    """A word with its offsets; the full stop of an initial or abbreviation belongs to it."""

    start: int
    end: int
    text: str
    is_particle: bool = False

    @property
    def is_initial(self) -> bool:
        """Whether the word is one letter, with or without a full stop."""
        return len(self.text.rstrip(".")) == 1

    @property
    def plain(self) -> str:
        """The word without full stop."""
        return self.text.rstrip(".")


Run = list[Word]


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs of capitalised words in a stretch; particles, initials and nicknames may stand inside."""
    run: Run = []
    broken = True
    for word, possessive in _words(text, start, end):
        if broken or not _joined(text, run[-1], word.start):
            yield from _closed(run)
            run = []
        broken = possessive or not (word.text[0].isupper() or (run and word.is_particle))
        if not broken or possessive:
            run.append(word)
    yield from _closed(run)


def _words(text: str, start: int, end: int) -> Iterator[tuple[Word, bool]]:
    """Each word, and whether a possessive ended it."""
    nicknames = deque((m.start(), m.end()) for m in _NICKNAME.finditer(text, start, end))
    for match in _WORD.finditer(text, start, end):
        first = match.start()
        while nicknames and nicknames[0][1] <= first:
            nicknames.popleft()
        if nicknames and nicknames[0][0] <= first:
            continue
        possessive = match[0].endswith(_POSSESSIVE)
        last = match.end() - (len("’s") if possessive else 0)
        for cut in _cuts(text[first:last]):
            yield _word(text, first, match.start() + cut, end), False
            first = match.start() + cut
        yield _word(text, first, last, end), possessive


@lru_cache(maxsize=8192)
def _cuts(word: str) -> tuple[int, ...]:
    """Where two words were run together when a page lost its line breaks: "RoeVP", "ContactJane"."""
    places = [match.start() for match in _CAMEL.finditer(word)]
    borders = [0, *places, len(word)]
    parts = [word[left:right] for left, right in pairwise(borders)]
    return tuple(
        place for place, left, right in zip(places, parts, parts[1:], strict=False) if _is_seam(left, right)
    )


def _is_seam(left: str, right: str) -> bool:
    if is_title_word(right) and right.isupper():
        return len(left) > 2
    if is_title_word(right) or right in _LINE_OPENERS:
        return is_surname(left) or is_given_name(left) or (len(left) > 2 and not is_ordinary(left))
    if len(left) > 4 and is_surname(left) and not is_given_name(left) and not is_ordinary(left):
        return is_given_name(right) and not is_ordinary(right)
    return is_given_name(right) and (is_company_suffix(left) or is_opener(left) or is_ordinary(left))


def _word(text: str, start: int, end: int, limit: int) -> Word:
    if end < limit and text[end] == "." and _takes_full_stop(text[start:end]):
        end += 1
    word = text[start:end]
    return Word(start, end, word, word[0].islower() and word in PARTICLES)


def _takes_full_stop(word: str) -> bool:
    if len(word) == 1:
        return word.isupper()
    if not _ABBREVIATION.match(word):
        return False
    return is_honorific(word) or word in ("Jr", "Sr", "St", "Ste", "Wm", "Chas", "Geo", "Jos", "Alex")


def _joined(text: str, before: Word, start: int) -> bool:
    gap = text[before.end : start]
    if gap == " ":
        return True
    if not gap:
        return before.is_initial
    if _GAP.fullmatch(gap):
        return True
    nickname = _NICKNAME.match(text, before.end) if not before.is_particle else None
    return nickname is not None and nickname.end() == start


def _closed(run: Run) -> Iterator[Run]:
    while run and run[-1].is_particle:
        run.pop()
    if run:
        yield run
