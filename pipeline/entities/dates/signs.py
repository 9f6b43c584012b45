"""Signs of dates: the words and numbers of a text that begin what notations cannot do without.

All words of a text are looked up once, which tells of most notations that they need not be tried.

>>> table = SignTable([Sign(frozenset({"May", "MAY"})), Sign(frozenset({"ago"}), frozenset({"20[0-9]{2}"}))])
>>> table.places("In May 2024, not in may, long ago.")
{0: [3], 1: [7, 30]}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Sign:
    """One of some words, or a number that one of some regular expressions finds something in.

    Words in small letters are meant however they are written.
    """

    words: frozenset[str]
    numbers: frozenset[str] = frozenset()


class SignTable:
    """Tells where the signs of a list are in a text."""

    def __init__(self, signs: Sequence[Sign]) -> None:
        """Index the signs by their words."""
        self._position = {sign: number for number, sign in enumerate(signs)}
        self._by_word: dict[str, list[int]] = {}
        self._numbers = [(n, re.compile(number)) for n, sign in enumerate(signs) for number in sign.numbers]
        for number, sign in enumerate(signs):
            for word in sign.words:
                self._by_word.setdefault(word, []).append(number)
        self._signs_of = lru_cache(maxsize=8192)(self._looked_up)

    def number(self, sign: Sign) -> int:
        """The number of a sign in the list."""
        return self._position[sign]

    def places(self, text: str) -> Mapping[int, Sequence[int]]:
        """For each sign that a text has, by its number in the list, where it begins."""
        places: dict[int, list[int]] = {}
        for match in _WORD.finditer(text):
            for sign in self._signs_of(match[0]):
                places.setdefault(sign, []).append(match.start())
        return places

    def _looked_up(self, word: str) -> tuple[int, ...]:
        found = {*self._by_word.get(word, ()), *self._by_word.get(word.casefold(), ())}
        if word.isdigit():
            found.update(sign for sign, number in self._numbers if number.search(word))
        return tuple(sorted(found))


def first_word(words: str) -> str:
    """The word or number that an entry of more than one begins with: the 1 of `1st`."""
    match = _WORD.match(words)
    return match[0] if match else words


def stretches(places: Iterable[int], reach: int, length: int) -> Sequence[tuple[int, int]]:
    """What lies within reach of places, in order, of a text of some length; what meets is one stretch.

    >>> stretches([30, 35, 80], 10, 85)
    [(20, 45), (70, 85)]
    """
    found: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - reach), min(length, place + reach)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
