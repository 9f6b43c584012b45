"""The words of an event's name, and a shelf on which names are looked up by them.

>>> sorted(words_of("The 3rd Annual Kite Festival"))
['3rd', 'festival', 'kite']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

NO_TOLD = frozenset({"the", "a", "an", "annual", "of", "and", "for", "in", "on", "at", "event", "s"})
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)?|[ivxl]{2,}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)
ACRONYM = re.compile(r"[A-Z]{2,}(?=[’']s$|$)")
MOST_NEAR = 60
"""Names that one is compared with at most."""


@lru_cache(maxsize=512)
def words_of(name: str) -> frozenset[str]:
    """The words that tell a name from others, in lower case."""
    return frozenset(w for w in re.findall(r"\w+", name.casefold()) if w not in NO_TOLD)


@lru_cache(maxsize=512)
def plain_words(words: frozenset[str]) -> frozenset[str]:
    """The words without years and numbers of editions."""
    return frozenset(w for w in words if not NUMBER.fullmatch(w) and not YEAR.fullmatch(w))


@lru_cache(maxsize=512)
def numbered(words: frozenset[str], pattern: re.Pattern[str]) -> frozenset[str]:
    """The words that are years, or numbers of editions."""
    return frozenset(w for w in words if pattern.fullmatch(w))


@lru_cache(maxsize=512)
def acronym_of(name: str) -> str:
    """The letters of a name that is an acronym, else nothing."""
    letters = re.sub(r"\W|\d", "", name)
    return letters if len(letters) > 2 and letters.isupper() else ""


@lru_cache(maxsize=512)
def capitals_of(name: str) -> str:
    """The first letters of the capitalised words, and acronyms as they are.

    >>> capitals_of("Global Smart City Forum"), capitals_of("GSC Forum")
    ('GSCF', 'GSCF')
    """
    words = (ACRONYM.match(word) or word[:1] for word in name.split() if word[0].isupper())
    return "".join(word if isinstance(word, str) else word.group() for word in words)


class Shelf:
    """Numbered names, found again by a rare word that any name like them must have too.

    Names are alike when one has all words of the other, when two thirds of the words are shared, or
    when one is the other's initials. Two names of the second kind share one of the rarest third of
    either's words (prefix filtering, as in set-similarity joins).
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Count how often words stand in all names that will be put or sought."""
        self._counts = Counter(word for name in names for word in _kept(name))
        self._by_word: dict[str, list[int]] = {}
        self._by_rare: dict[str, list[int]] = {}

    def put(self, name: str, number: int) -> None:
        """Put a name on the shelf; several names may have one number."""
        words = self._rarest_first(name)
        for word in words:
            self._by_word.setdefault(word, []).append(number)
        for key in [*_prefix(words), *_letters(name), *({"call"} & set(words))]:
            self._by_rare.setdefault(key, []).append(number)

    def near(self, name: str) -> Iterator[int]:
        """The numbers of the names that may be like a name, in order, not too many."""
        words = self._rarest_first(name)
        found = {
            n for key in [*words, *_letters(name)] for n in islice(self._by_rare.get(key, ()), MOST_NEAR)
        }
        found |= {n for word in words[:1] for n in islice(self._by_word.get(word, ()), MOST_NEAR)}
        yield from sorted(found)

    def _rarest_first(self, name: str) -> Sequence[str]:
        return sorted(_kept(name), key=lambda word: (self._counts[word], word))


def _kept(name: str) -> frozenset[str]:
    """The words by which a name is found: the plain ones, or all if there are none."""
    words = words_of(name)
    return plain_words(words) or words


def _prefix(words: Sequence[str]) -> Sequence[str]:
    return words[: len(words) // 3 + 1]


def _letters(name: str) -> Iterator[str]:
    for letters in {acronym_of(name), capitals_of(name)} - {""}:
        yield f"initials {letters}"
