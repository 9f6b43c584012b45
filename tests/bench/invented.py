"""Thousands of releases from a few: those that there are, then each again with new words in it.

A vocabulary never stops growing: of the words of a new article a certain share was never seen before, and by
Good and Turing that share is the one of the words that were seen just once. So in every repetition all words
that one release alone has become others, letter by letter and figure by figure: new names, numbers and words,
as many as new releases would bring.

>>> altered("Halvorsen", 1) == altered("Halvorsen", 1) != altered("Halvorsen", 2)
True
>>> word = altered("McKay2", 1)
>>> [letter.isupper() for letter in word], word[-1].isdigit()
([True, False, True, False, False, False], True)
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.bench.texts import Release, sample

_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aeiou"
_CONSONANTS = "bcdfghjklmnprstvwz"
_FIGURES = "123456789"


def many(press: Path, number: int) -> Iterator[Release]:
    """So many releases: a sample of those of a file, or all of them and as many invented ones as lack."""
    found = sample(press, number)
    yield from found if len(found) == number else invented(found, number)


def invented(found: list[Release], number: int) -> Iterator[Release]:
    """So many releases, with an id each; the first ones are as they were found."""
    once = _words_of_one(found)
    for count in range(number):
        repetition, release = count // len(found), found[count % len(found)]
        yield _again(release, once, repetition) if repetition else release


def altered(word: str, repetition: int) -> str:
    """A word of the same shape; the same for the same repetition."""
    drawn = random.Random(f"{repetition}:{word}")
    return "".join(_other(letter, drawn) for letter in word)


def _again(release: Release, once: frozenset[str], repetition: int) -> Release:
    def other(match: re.Match[str]) -> str:
        return altered(match[0], repetition) if match[0] in once else match[0]

    changed = {name: _WORD.sub(other, release[name]) for name in ("title", "text")}
    return release | changed | {"id": f"{release['id']}-{repetition}"}


def _words_of_one(found: list[Release]) -> frozenset[str]:
    counts = Counter[str]()
    for release in found:
        counts.update(set(_WORD.findall(f"{release['title']} {release['text']}")))
    return frozenset(word for word, count in counts.items() if count == 1)


def _other(letter: str, drawn: random.Random) -> str:
    if letter.isdigit():
        return drawn.choice(_FIGURES)
    if not (letter.isascii() and letter.isalpha()):
        return letter
    new = drawn.choice(_VOWELS if letter.lower() in _VOWELS else _CONSONANTS)
    return new.upper() if letter.isupper() else new
