"""The grammar at work: where in a text which notation stands.

>>> [found.notation for found in find_expressions("from April 2024 until May 2-3, 2025")]
['month-year', 'month-days-year']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.entities.dates.expression import Expression
from pipeline.entities.dates.notations import Notation, notation_file, spaced
from pipeline.entities.dates.signs import SignTable, stretches

SURROUNDINGS = 60
"""Characters on either side of an expression that may tell that it is no date."""

LONGEST = 120
"""Characters that no expression reaches: each of its words stands that near to its other ones."""


def find_expressions(text: str) -> list[Expression]:
    """The expressions of a text in order; of overlapping ones the longest stands."""
    places = _signs().places(text)
    found = [
        notation_file().expression(matcher.notation, match)
        for matcher in _possible(frozenset(places))
        for match in matcher.matches(text, places)
    ]
    kept: list[Expression] = []
    for expression in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        index = bisect_left(kept, expression.start, key=lambda e: e.start)
        ends_before = index == 0 or kept[index - 1].end <= expression.start
        if ends_before and (index == len(kept) or expression.end <= kept[index].start):
            kept.insert(index, expression)
    return kept


@dataclass(frozen=True)
class _Matcher:
    notation: Notation
    signs: frozenset[int]
    pattern: re.Pattern[str]
    not_behind: Sequence[re.Pattern[str]]
    not_before: Sequence[re.Pattern[str]]

    def matches(self, text: str, places: Mapping[int, Sequence[int]]) -> Iterator[re.Match[str]]:
        """What stands in this notation, which is sought around the rarest of its signs."""
        rarest = min((places[sign] for sign in self.signs), key=lambda found: len(found))
        for start, end in stretches(rarest, LONGEST, len(text)):
            for match in self.pattern.finditer(text, start, end):
                if self._may_stand(text, match.start(), match.end()):
                    yield match

    def _may_stand(self, text: str, start: int, end: int) -> bool:
        behind, before = text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS]
        return not (
            any(pattern.search(behind) for pattern in self.not_behind)
            or any(pattern.match(before) for pattern in self.not_before)
        )


@cache
def _matchers() -> Sequence[_Matcher]:
    file, signs = notation_file(), _signs()
    return tuple(
        _Matcher(
            n,
            frozenset(map(signs.number, file.signs(n))),
            file.compiled(n.pattern),
            _contexts(n.not_behind),
            _contexts(n.not_before),
        )
        for n in file.notations
    )


@lru_cache(maxsize=1024)
def _possible(signs: frozenset[int]) -> Sequence[_Matcher]:
    """The notations that need nothing but these signs."""
    return tuple(matcher for matcher in _matchers() if matcher.signs <= signs)


def _contexts(patterns: Iterable[str]) -> Sequence[re.Pattern[str]]:
    return [re.compile(spaced(pattern)) for pattern in patterns]


@cache
def _signs() -> SignTable:
    file = notation_file()
    return SignTable(list(dict.fromkeys(sign for n in file.notations for sign in file.signs(n))))
