"""Relative expressions: `today`, `last Friday`, `this October`, `40 years ago`, `the following year`.

Each function takes the parts of an expression and its setting, and gives the value, or nothing where the
setting lacks what it refers to.
"""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.edtf import bounds, interval, shift_months
from pipeline.entities.dates.anchor import Anchor
from pipeline.entities.dates.expression import Parts
from pipeline.entities.dates.setting import Setting
from pipeline.entities.dates.values import point
from pipeline.entities.dates.years import nearest

WEEK = timedelta(days=7)
YEAR = timedelta(days=365)
TURN_OF_YEAR = 2
"""Until which month `the new year` is the year that has begun."""
NEAR_BEHIND = 3
"""Days up to which a day of the week is rather the last than the next, where no verb tells."""
LONGEST_AGO = 12 * 600
"""Months beyond which `ago` is not of our calendar."""


def weekday(parts: Parts, setting: Setting) -> str | None:
    """`Friday` by tense, or in the programme of an event; `last Friday`, `next Friday` by the word.

    What the present tense dates lies ahead: "the shop opens on Friday".
    """
    today = setting.anchor.day
    if today is None:
        return None
    behind = (today.weekday() - parts["weekday"]) % 7
    ahead = -behind % 7
    if "which" in parts:
        shift = {-1: -(behind or 7), 0: ahead, 1: ahead or 7}[parts["which"]]
    elif setting.tense != "past" and setting.event:
        today = bounds(setting.event)[0]
        shift = (parts["weekday"] - today.weekday()) % 7
    elif setting.tense in ("present", "future") or (setting.tense is None and behind > NEAR_BEHIND):
        shift = ahead
    else:
        shift = -behind
    return (today + timedelta(days=shift)).isoformat()


def is_far_ahead(value: str, anchor: Anchor) -> bool:
    """Whether a value is a day or an interval of days that lies more than a week ahead of publication."""
    if anchor.day is None or len(value.partition("/")[0]) < len("2025-01-01"):
        return False
    return WEEK < bounds(value)[0] - anchor.day < YEAR


def day_word(parts: Parts, setting: Setting) -> str | None:
    """`today`, `yesterday`, `tomorrow`."""
    day = setting.anchor.day or (setting.reported if parts["shift"] == 0 else None)
    return (day + timedelta(days=parts["shift"])).isoformat() if day else None


def named_month(parts: Parts, setting: Setting) -> str | None:
    """`this October`, `last May`, `next June`."""
    anchor, month, which = setting.anchor, parts["month"], parts["which"]
    if anchor.day is None:
        return point({"year": anchor.year, "month": month}) if anchor.year and which == 0 else None
    year = anchor.day.year
    if which == 0:
        return nearest([f"{y:04}-{month:02}" for y in (year - 1, year, year + 1)], anchor.day, setting.tense)
    if which < 0:
        return point({"year": year - (month >= anchor.day.month), "month": month})
    return point({"year": year + (month <= anchor.day.month), "month": month})


def unit(parts: Parts, setting: Setting) -> str | None:
    """`last year`, `this month`, `next quarter`."""
    anchor = setting.anchor
    if anchor.day is None:
        return point({"year": anchor.year + parts["near"]}) if anchor.year and parts["unit"] == 12 else None
    return _period(anchor.day, parts["unit"], parts["near"])


def _period(day: date, months: int, shift: int) -> str | None:
    """The year, quarter or month of a day (`months` 12, 3 or 1), or the one `shift` such further on."""
    moved = shift_months(day.replace(day=1), months * shift)
    parts = {"year": moved.year}
    if months == 1:
        parts["month"] = moved.month
    elif months == 3:
        parts["quarter"] = (moved.month + 2) // 3
    return point(parts)


def new_year(parts: Parts, setting: Setting) -> str | None:
    """`the new year`."""
    day = setting.anchor.day
    return point({"year": day.year + (day.month > TURN_OF_YEAR)}) if day else None


def ago(parts: Parts, setting: Setting, sign: int = -1) -> str | None:
    """`40 years ago`, `six months ago`; with the sign 1, `two years from now`."""
    day = setting.anchor.day
    if day is None or parts["count"] * parts["unit"] > LONGEST_AGO:
        return None
    return _period(day, parts["unit"], sign * parts["count"])


def ago_today(parts: Parts, setting: Setting) -> str | None:
    """`20 years ago today`."""
    day = setting.anchor.day
    return shift_months(day, -12 * parts["count"]).isoformat() if day else None


def days_ago(parts: Parts, setting: Setting) -> str | None:
    """`ten days ago`."""
    day = setting.anchor.day
    return (day - timedelta(days=parts["count"])).isoformat() if day else None


def days_earlier(parts: Parts, setting: Setting) -> str | None:
    """`nine days earlier`: than the day before it, or where that still lay ahead, than publication."""
    day, published = _single_day(setting.previous), setting.anchor.day
    if day and published and day > published:
        day = published
    return (day - timedelta(days=parts["count"])).isoformat() if day else None


def units_earlier(parts: Parts, setting: Setting) -> str | None:
    """`two years earlier`: than the date before it if that is past, else than publication."""
    day = setting.anchor.day
    if day is None or parts["count"] * parts["unit"] > LONGEST_AGO:
        return None
    if setting.previous and bounds(setting.previous)[1] < day:
        day = bounds(setting.previous)[0]
    return _period(day, parts["unit"], -parts["count"])


def sequel(parts: Parts, setting: Setting) -> str | None:
    """`the following year`, `the same day`: by the date before it."""
    if setting.previous is None:
        return None
    if parts["unit"]:
        return _period(bounds(setting.previous)[0], parts["unit"], parts["sequel"])
    day = _single_day(setting.previous)
    return (day + timedelta(days=parts["sequel"])).isoformat() if day else None


def same_period(parts: Parts, setting: Setting) -> str | None:
    """`the same quarter last year`: the quarter before it, a year earlier; without one, last year."""
    day, previous = setting.anchor.day, setting.previous
    if day is None:
        return None
    if previous and len(previous.partition("/")[0]) == len("2025-01"):
        first, last = (shift_months(bound, -12) for bound in bounds(previous))
        return interval(f"{first:%Y-%m}", f"{last:%Y-%m}")
    if previous and parts["span"] and _single_day(previous):
        return _period(bounds(previous)[0], parts["span"], -4)
    return _period(day, 12, -1)


def _single_day(value: str | None) -> date | None:
    if value is None:
        return None
    first, last = bounds(value)
    return first if first == last else None
