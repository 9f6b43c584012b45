"""Dates as the records write them: EDTF level 0, of years, months, days and closed intervals.

    >>> is_edtf("2025-10-28/2025-10-29"), is_edtf("2025-02-30"), is_edtf("2025-23")
    (True, False, False)

EDTF reads `2025-23` as a season, so a quarter is written as the interval of its months.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@lru_cache(maxsize=65536)  # the records of a run repeat the days that their articles are of
def is_edtf(value: str) -> bool:
    """Whether a value is a calendar point or a closed interval whose end does not precede its start."""
    first, slash, last = value.partition("/")
    if not _is_point(first):
        return False
    return not slash or (_is_point(last) and bounds(first)[0] <= bounds(last)[1])


def _is_point(value: str) -> bool:
    match = _POINT.fullmatch(value)
    if not match:
        return False
    year, month, day = (int(group) if group else 1 for group in match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def bounds(value: str) -> tuple[date, date]:
    """The first and the last day that a value covers.

    >>> bounds("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    first, _, last = value.partition("/")
    return _point_bounds(first)[0], _point_bounds(last or first)[1]


def _point_bounds(value: str) -> tuple[date, date]:
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    months = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    last = calendar.monthrange(parts[0], months[1])[1]
    return date(parts[0], months[0], 1), date(parts[0], months[1], last)


def interval(first: str, last: str) -> str:
    """The closed interval of two points, or the point itself where they are one."""
    return first if first == last else f"{first}/{last}"


def shift_months(day: date, months: int) -> date:
    """The same day so many months later; where that month is shorter, its last day.

    >>> shift_months(date(2025, 1, 31), 1), shift_months(date(2025, 1, 31), -2)
    (datetime.date(2025, 2, 28), datetime.date(2024, 11, 30))
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _checked(value: str) -> str:
    if not is_edtf(value):
        raise ValueError(f"{value!r} is no EDTF date of level 0")
    return value


Edtf = Annotated[str, AfterValidator(_checked)]
