"""The grammar at work: where in a text which notation stands.

>>> [found.notation for found in find_expressions("from April 2024 until May 2-3, 2025")]
['month-year', 'month-days-year']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.entities.dates.expression import Expression
from pipeline.entities.dates.notations import Notation, notation_file, spaced

SURROUNDINGS = 60
"""Characters on either side of an expression that may tell that it is no date."""


def find_expressions(text: str) -> list[Expression]:
    """The expressions of a text in order; of overlapping ones the longest stands."""
    found = [
        notation_file().expression(matcher.notation, match)
        for start, end in _promising(text)
        for matcher in _matchers()
        for match in matcher.matches(text, start, end)
    ]
    kept: list[Expression] = []
    for expression in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        index = bisect_left(kept, expression.start, key=lambda e: e.start)
        ends_before = index == 0 or kept[index - 1].end <= expression.start
        if ends_before and (index == len(kept) or expression.end <= kept[index].start):
            kept.insert(index, expression)
    return kept


def _promising(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around a number or a word of time; nowhere else can a date stand."""
    start, end = 0, -1
    for cue in _cues().finditer(text):
        if cue.start() - SURROUNDINGS > end:
            if end >= 0:
                yield start, end
            start = max(0, cue.start() - SURROUNDINGS)
        end = min(len(text), cue.end() + SURROUNDINGS)
    if end >= 0:
        yield start, end


@dataclass(frozen=True)
class _Matcher:
    notation: Notation
    pattern: re.Pattern[str]
    not_behind: Sequence[re.Pattern[str]]
    not_before: Sequence[re.Pattern[str]]

    def matches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
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
    file = notation_file()
    return tuple(
        _Matcher(n, file.compiled(n.pattern), _contexts(n.not_behind), _contexts(n.not_before))
        for n in file.notations
    )


def _contexts(patterns: Iterable[str]) -> Sequence[re.Pattern[str]]:
    return [re.compile(spaced(pattern)) for pattern in patterns]


@cache
def _cues() -> re.Pattern[str]:
    return notation_file().compiled(notation_file().cues)
