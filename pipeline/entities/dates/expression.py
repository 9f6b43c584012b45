"""An expression: a stretch of text that may denote a date, and the numbers that it names.

>>> Expression(0, 10, "month-year", "point", {"year": 2024, "month": 4}).parts["month"]
4
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Meaning = Literal[
    "point",
    "interval",
    "numbers",
    "weekday",
    "shift",
    "named-month",
    "unit",
    "new-year",
    "ago",
    "ago-today",
    "days-ago",
    "days-earlier",
    "days-later",
    "units-earlier",
    "units-later",
    "holiday",
    "from-now",
    "sequel",
    "same-period",
]
Parts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Expression:
    """Words at `start:end` in one of the notations; `parts` are the numbers that they name.

    Of an interval, the parts of its end carry a 2: `{"month": 5, "day": 2, "day2": 3}`.
    """

    start: int
    end: int
    notation: str
    meaning: Meaning
    parts: Parts

    def having(self, **parts: int) -> Expression:
        """The same expression with more parts."""
        return replace(self, parts={**self.parts, **parts})

    def moved(self, offset: int) -> Expression:
        """The same expression `offset` characters further on."""
        return replace(self, start=self.start + offset, end=self.end + offset)
