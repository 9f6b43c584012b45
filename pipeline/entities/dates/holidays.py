"""Holidays: the day of a year on which each falls.

>>> holiday({"year": 2013, "moving_holiday": 1144}), holiday({"year": 2013, "paschal": -2})
('2013-11-28', '2013-03-29')
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from pipeline.entities.dates.expression import Parts
from pipeline.entities.dates.values import point

LAST = 5
"""Which day of the week of a month stands for its last."""


def holiday(parts: Parts) -> str | None:
    """The day of a holiday in a year, as the words of `notations.en.yaml` number it."""
    year = parts["year"]
    if "paschal" in parts:
        return (easter_sunday(year) + timedelta(days=parts["paschal"])).isoformat()
    if "moving_holiday" in parts:
        month, rest = divmod(parts["moving_holiday"], 100)
        return _weekday_of_month(year, month, rest // 10 - 1, rest % 10).isoformat()
    month, day = divmod(parts["holiday"], 100)
    return point({"year": year, "month": month, "day": day})


def _weekday_of_month(year: int, month: int, weekday: int, which: int) -> date:
    """The first to fourth such day of the week of a month, or its last."""
    opening, length = calendar.monthrange(year, month)
    days = range((weekday - opening) % 7 + 1, length + 1, 7)
    return date(year, month, days[-1] if which == LAST else days[which - 1])


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm in Meeus, Astronomical Algorithms.

    >>> easter_sunday(2025)
    datetime.date(2025, 4, 20)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)
