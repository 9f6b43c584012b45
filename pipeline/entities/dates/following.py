"""Expressions that lean on the date before them: `the following year`, `two days later`, `a year earlier`.

Each function takes the parts of an expression and its setting, and gives the value, or nothing where the
setting lacks what it refers to.

>>> from pipeline.entities.dates.anchor import Anchor
>>> setting = Setting(Anchor(date(2025, 6, 16), 2025), previous="2025-03-04")
>>> days_later({"count": 2}, setting), sequel({"unit": 12, "sequel": 1}, setting)
('2025-03-06', '2026')
"""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.edtf import bounds, interval, shift_months
from pipeline.entities.dates.expression import Parts
from pipeline.entities.dates.relative import LONGEST_AGO, period
from pipeline.entities.dates.setting import Setting

MONTH = len("2025-01")
YEAR = 12


def days_earlier(parts: Parts, setting: Setting) -> str | None:
    """`nine days earlier`: than the day before it, or where that still lay ahead, than publication."""
    day, published = _single_day(setting.previous), setting.anchor.day
    if day and published and day > published:
        day = published
    return (day - timedelta(days=parts["count"])).isoformat() if day else None


def days_later(parts: Parts, setting: Setting) -> str | None:
    """`two days later`: than the day before it."""
    day = _single_day(setting.previous)
    return (day + timedelta(days=parts["count"])).isoformat() if day else None


def units_earlier(parts: Parts, setting: Setting) -> str | None:
    """`two years earlier`: than the date before it if that is past, else than publication."""
    day = setting.anchor.day
    if day is None or parts["count"] * parts["unit"] > LONGEST_AGO:
        return None
    if setting.previous and bounds(setting.previous)[1] < day:
        day = bounds(setting.previous)[0]
    return period(day, parts["unit"], -parts["count"])


def units_later(parts: Parts, setting: Setting) -> str | None:
    """`three months later`: than the date before it."""
    if parts["count"] * parts["unit"] > LONGEST_AGO:
        return None
    value, today = _beside(setting.previous, parts["unit"], parts["count"]), setting.anchor.day
    lies_ahead = value is not None and today is not None and bounds(value)[0] > today
    return None if lies_ahead and setting.tense != "future" else value


def sequel(parts: Parts, setting: Setting) -> str | None:
    """`the following year`, `the same day`, `the day before`: by the date before it."""
    if parts["unit"]:
        return _beside(setting.previous, parts["unit"], parts["sequel"])
    day = _single_day(setting.previous)
    return (day + timedelta(days=parts["sequel"])).isoformat() if day else None


def _beside(previous: str | None, months: int, shift: int) -> str | None:
    """The year, quarter or month so many such after that of a date, unless the date is too coarse to say."""
    if previous is None or (months < YEAR and len(previous.partition("/")[0]) < MONTH):
        return None
    return period(bounds(previous)[0], months, shift)


def same_period(parts: Parts, setting: Setting) -> str | None:
    """`the same quarter last year`: the quarter before it, a year earlier; without one, last year."""
    day, previous = setting.anchor.day, setting.previous
    if day is None:
        return None
    if previous and len(previous.partition("/")[0]) == MONTH:
        first, last = (shift_months(bound, -12) for bound in bounds(previous))
        return interval(f"{first:%Y-%m}", f"{last:%Y-%m}")
    if previous and parts["span"] and _single_day(previous):
        return period(bounds(previous)[0], parts["span"], -4)
    return period(day, 12, -1)


def _single_day(value: str | None) -> date | None:
    if value is None:
        return None
    first, last = bounds(value)
    return first if first == last else None
