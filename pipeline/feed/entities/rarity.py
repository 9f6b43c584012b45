"""How rare a person's name is: how many others of a run would bear it by chance.

Given names and surnames are taken as independent. How frequent each is, is what the run's own names say,
with what lists say for a few thousand names' worth: a run of ten documents knows no more than the lists,
one of a million articles hardly needs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from pipeline.feed.entities.person_names import PersonName
from pipeline.lexicon.words import is_given_name, is_surname
from pipeline.packaged import word_lines

_WEIGHT = 3000.0
"""Names' worth of trust in the lists."""

_SHARES = {"given": (0.008, 0.0004, 0.00005), "surname": (0.004, 0.0002, 0.00003)}
"""Shares of persons with a name that is among the commonest, known, or unknown: orders of magnitude after the
1990 census, where the 200 commonest surnames have 0.05 to 1 percent of the people each."""

_SMALLEST = 3000
"""Persons who are at least written about, however small a run is."""


class Rarity:
    """The frequencies of the names of one run."""

    def __init__(self, names: Iterable[PersonName]) -> None:
        """Count given names and surnames, once for each pair of them.

        Args:
            names: the names of the run, any number of times.
        """
        pairs = {(name.given, name.surname) for name in names if not name.is_single}
        self._given = Counter(given for given, _ in pairs)
        self._surnames = Counter(surname for _, surname in pairs)
        self._total = len(pairs)

    def namesakes(self, name: PersonName) -> float:
        """How many others would bear a name by chance; many for a name of one word."""
        surname = _share("surname", name.surname, is_surname(name.surname))
        given = _share("given", name.given, is_given_name(name.given)) if name.given else 1.0
        shares = [
            self._observed(self._surnames[name.surname], surname),
            self._observed(self._given[name.given], given) if name.given else 1.0,
        ]
        return max(self._total, _SMALLEST) * shares[0] * shares[1]

    def _observed(self, count: int, listed: float) -> float:
        return (max(0, count - 1) + _WEIGHT * listed) / (self._total + _WEIGHT)


def _share(part: str, word: str, is_known: bool) -> float:
    common, known, unknown = _SHARES[part]
    return common if word in _common(part) else known if is_known else unknown


@cache
def _common(part: str) -> frozenset[str]:
    rows = (line.split() for line in word_lines("pipeline.feed.entities", "common_names.txt"))
    return frozenset(name for row in rows if row[0] == part for name in row[1:])
