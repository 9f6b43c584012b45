"""Expressions relative to publication: `today`, `last Friday`, `this October`, `40 years ago`.

Each function takes the parts of an expression and its setting, and gives the value, or nothing where the
setting lacks what it refers to.
"""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.edtf import bounds, shift_months
from pipeline.entities.dates.anchor import Anchor
from pipeline.entities.dates.expression import Parts
from pipeline.entities.dates.setting import Setting
from pipeline.entities.dates.values import point
from pipeline.entities.dates.years import nearest

WEEK = timedelta(days=7)
NEXT_DAY = timedelta(days=1)
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
        this = -behind if setting.tense == "past" else ahead
        shift = {-1: -(behind or 7), 0: this, 1: ahead or 7}[parts["which"]]
    elif setting.tense is None and (setting.weekdays or {}).get(parts["weekday"]):
        return (setting.weekdays or {})[parts["weekday"]]
    elif setting.tense != "past" and setting.event and (day := _of_event(setting.event, parts["weekday"])):
        return day.isoformat()
    elif setting.tense in ("present", "future") or (setting.tense is None and behind > NEAR_BEHIND):
        shift = ahead
    else:
        shift = -behind
    return (today + timedelta(days=shift)).isoformat()


def _of_event(event: str, weekday: int) -> date | None:
    """The day of an event's programme on a day of the week: one of its days, or the day behind them."""
    first, last = bounds(event)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    return day if day <= last + NEXT_DAY else None


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
    return period(anchor.day, parts["unit"], parts["near"])


def period(day: date, months: int, shift: int) -> str | None:
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
    return period(day, parts["unit"], sign * parts["count"])


def ago_today(parts: Parts, setting: Setting) -> str | None:
    """`20 years ago today`."""
    day = setting.anchor.day
    return shift_months(day, -12 * parts["count"]).isoformat() if day else None


def days_ago(parts: Parts, setting: Setting) -> str | None:
    """`ten days ago`."""
    day = setting.anchor.day
    return (day - timedelta(days=parts["count"])).isoformat() if day else None
