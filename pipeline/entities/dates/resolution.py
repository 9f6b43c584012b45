"""Resolution: the value of an expression where it stands.

>>> from datetime import date
>>> from pipeline.entities.dates.anchor import Anchor
>>> setting = Setting(Anchor(date(2025, 6, 16), 2025), tense="past")
>>> resolve(Expression(0, 6, "weekday", "weekday", {"weekday": 4}), setting)
'2025-06-13'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from pipeline.entities.dates import following, relative
from pipeline.entities.dates.expression import Expression, Meaning, Parts
from pipeline.entities.dates.holidays import holiday
from pipeline.entities.dates.setting import Setting
from pipeline.entities.dates.values import interval_of, point
from pipeline.entities.dates.years import dated


def resolve(expression: Expression, setting: Setting) -> str | None:
    """The EDTF value of an expression, or nothing where no such date exists or none anchors it."""
    return _RESOLVERS[expression.meaning](expression.parts, setting)


def _point(parts: Parts, setting: Setting) -> str | None:
    return dated(parts, setting, point)


def _interval(parts: Parts, setting: Setting) -> str | None:
    return dated(parts, setting, interval_of)


def _holiday(parts: Parts, setting: Setting) -> str | None:
    return dated(parts, setting, holiday)


def _numbers(parts: Parts, setting: Setting) -> str | None:
    first, second = parts["first"], parts["second"]
    day_first = first > 12 or (second <= 12 and setting.day_first)
    day, month = (first, second) if day_first else (second, first)
    return point({"year": parts["year"], "month": month, "day": day})


_RESOLVERS: Mapping[Meaning, Callable[[Parts, Setting], str | None]] = {
    "point": _point,
    "interval": _interval,
    "numbers": _numbers,
    "weekday": relative.weekday,
    "shift": relative.day_word,
    "named-month": relative.named_month,
    "unit": relative.unit,
    "new-year": relative.new_year,
    "ago": relative.ago,
    "ago-today": relative.ago_today,
    "days-ago": relative.days_ago,
    "days-earlier": following.days_earlier,
    "days-later": following.days_later,
    "units-earlier": following.units_earlier,
    "units-later": following.units_later,
    "from-now": partial(relative.ago, sign=1),
    "sequel": following.sequel,
    "same-period": following.same_period,
    "holiday": _holiday,
}
