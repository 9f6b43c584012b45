"""The order of day and month in dates written as numbers, as the document's other dates tell it.

>>> from datetime import date
>>> from pipeline.entities.dates.expression import Expression
>>> european = [Expression(0, 10, "numbers", "numbers", {"first": 28, "second": 2, "year": 2025})]
>>> writes_day_first(european, Anchor(date(2025, 3, 4), 2025)), writes_day_first([], Anchor(None, None))
(True, False)
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.dates.anchor import Anchor
from pipeline.entities.dates.expression import Expression

DAY_FIRST = frozenset({"day-month-year", "day-month", "days-month"})
MONTH_FIRST = frozenset({"month-day-year", "month-day", "month-days-year", "month-days"})


def writes_day_first(expressions: Sequence[Expression], anchor: Anchor) -> bool:
    """Whether numbers stand day first: by those that allow one order only, by publication, by words."""
    numbers = [(e.parts["first"], e.parts["second"]) for e in expressions if e.meaning == "numbers"]
    for evidence in (
        sum((first > 12) - (second > 12) for first, second in numbers),
        sum(_published(pair, anchor) for pair in numbers),
        sum((e.notation in DAY_FIRST) - (e.notation in MONTH_FIRST) for e in expressions),
    ):
        if evidence:
            return evidence > 0
    return False


def _published(numbers: tuple[int, int], anchor: Anchor) -> int:
    """1 where a date read day first is the day of publication, -1 where it is so month first."""
    if anchor.day is None:
        return 0
    own = (anchor.day.day, anchor.day.month)
    return (numbers == own) - (numbers == own[::-1])
