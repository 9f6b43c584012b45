"""Persons' names taken apart, and how two of them may be of one person.

>>> relation(parsed("Bill Roe"), parsed("William Roe"))
<Relation.NICKNAME: 3>
>>> relation(parsed("Jane A. Roe"), parsed("Jane B. Roe")) is None
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.lexicon.nicknames import formal_names
from pipeline.lexicon.words import is_given_name, is_surname
from pipeline.names import GENERATIONS, PARTICLES, bare_person, folded_words, is_credential, person_key

_IN_MARKS = re.compile(r"[“\"‘'(]([^“”\"‘’'()]+)[”\"’')]")
_INITIAL_JOINED = re.compile(r"(\b[A-Z]\.)(?=[A-Z][a-z])")
_SON_OF = frozenset("bin bint binti binte ibn".split())
_LEAST_PREFIX = 3
_LEAST_TYPO = 9
"""Letters of a name in which one may be mistaken: shorter ones are other names."""


class Relation(IntEnum):
    """How two names may be of one person, the surest first."""

    EQUAL = 0
    MIDDLE = 1
    """One has a middle name or initial that the other leaves out."""
    INITIAL = 2
    """One has an initial for the other's given name, or an initial before it."""
    NICKNAME = 3
    CLIPPED = 4
    """One given name begins the other: "Gord", "Gordon"."""
    SLIP = 5
    """One letter is wrong."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's folded words: all of them, and those between the first and the last."""

    key: str
    given: str
    middle: tuple[str, ...]
    surname: str
    generation: str

    @property
    def ends(self) -> tuple[str, str]:
        """Given name and surname in the order of the alphabet, as both orders of a name have them."""
        return (min(self.given, self.surname), max(self.given, self.surname))

    @property
    def is_letters(self) -> bool:
        """Whether it is a degree that passed for a name: "M.P.H.", "P. Geo"."""
        return is_credential(f"{self.given} {self.surname}".strip())

    @property
    def is_single(self) -> bool:
        """Whether it is one word only."""
        return not self.given


@lru_cache(maxsize=65536)
def parsed(name: str) -> PersonName:
    """A name taken apart; a nickname in marks is left out, as in its key."""
    name = _INITIAL_JOINED.sub(r"\1 ", name)
    bare = _IN_MARKS.sub(" ", bare_person(name))
    words = folded_words(bare) or folded_words(name) or [name.casefold()]
    generation = words.pop() if len(words) > 1 and words[-1] in GENERATIONS else ""
    generation = {"junior": "jr", "senior": "sr"}.get(generation, generation)
    given, surname = (words[0], words[-1]) if len(words) > 1 else ("", words[-1])
    return PersonName(person_key(name), given, tuple(words[1:-1]), surname, generation)


def contradicts(one: PersonName, other: PersonName) -> bool:
    """Whether one person cannot bear both: other generation, or other middle initial with the same ends."""
    if one.generation and other.generation and one.generation != other.generation:
        return True
    return one.ends == other.ends and one.key != other.key and not _fitting(one.middle, other.middle)


def relation(one: PersonName, other: PersonName) -> Relation | None:
    """How two names may be of one person; None if they are not."""
    if contradicts(one, other) or one.is_letters:
        return None
    if one.key == other.key:
        return Relation.EQUAL
    if one.is_single or other.is_single:
        return None
    if one.ends == other.ends:
        return Relation.MIDDLE
    if one.surname == other.surname:
        return _by_given(one, other)
    return Relation.SLIP if _slip(one, other) else None


def _by_given(one: PersonName, other: PersonName) -> Relation | None:
    """The relation of names that share the surname and not the given name."""
    short, long = sorted((one, other), key=lambda name: (len(name.given), name.key))
    if len(short.given) == 1:
        first = long.given == short.given or long.given.startswith(short.given)
        dropped = bool(short.middle) and short.middle[0] == long.given
        return Relation.INITIAL if dropped or (first and _fitting(one.middle, other.middle)) else None
    if _SON_OF & {*one.middle, *other.middle} or not _fitting(one.middle, other.middle):
        return None
    if formal_names(one.given) & formal_names(other.given):
        return Relation.NICKNAME
    if len(short.given) >= _LEAST_PREFIX and long.given.startswith(short.given):
        return Relation.CLIPPED
    return Relation.SLIP if _slip(one, other) else None


def _fitting(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter of two rows of middle names or initials stands in the longer, but for particles."""
    first, second = (tuple(word for word in row if word not in PARTICLES) for row in (one, other))
    short, long = sorted((first, second), key=len)
    return all(any(word.startswith(mine) or mine.startswith(word) for word in long) for mine in short)


def _slip(one: PersonName, other: PersonName) -> bool:
    """Whether names differ by one letter, and not by one that makes another known name of it."""
    first, second = one.key.split(), other.key.split()
    if len(first) != len(second) or min(len(one.key), len(other.key)) < _LEAST_TYPO:
        return False
    if DamerauLevenshtein.distance(one.key, other.key, score_cutoff=1) > 1:
        return False
    mine, theirs = set(first) - set(second), set(second) - set(first)
    return not all(is_given_name(word) or is_surname(word) or len(word) < 3 for word in mine | theirs)
