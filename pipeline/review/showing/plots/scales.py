"""Round numbers along an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

_UNITS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Tick:
    """A label at a place along an axis, in the plot's units."""

    place: float
    label: str


def rounded_steps(highest: int, most: int = 5) -> list[int]:
    """Round numbers from 0 to at least `highest`, evenly apart, at most `most` steps.

    >>> rounded_steps(37)
    [0, 10, 20, 30, 40]
    >>> rounded_steps(0)
    [0, 1]
    """
    scales = (unit * 10**power for power in count() for unit in _UNITS)
    step = next(step for step in scales if step * most >= highest)
    return [step * number for number in range(-(-max(highest, 1) // step) + 1)]


def thinned(labels: Sequence[str], most: int) -> list[tuple[int, str]]:
    """Every n-th label with its number, at most `most` of them, beginning with the first.

    >>> thinned(["a", "b", "c", "d", "e"], 3)
    [(0, 'a'), (2, 'c'), (4, 'e')]
    """
    step = max(1, -(-len(labels) // most))
    return [(number, labels[number]) for number in range(0, len(labels), step)]


def grouped(number: int) -> str:
    """A count with its thousands apart.

    >>> grouped(150000)
    '150,000'
    """
    return f"{number:,}"
