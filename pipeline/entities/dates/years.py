"""Years: which year a day, month or quarter is of when the text does not say.

It is the one that makes the date nearest to publication, as far as the verb's tense allows; what the
document itself says elsewhere of the same day, and the day of the week, go before.

>>> from datetime import date
>>> [nearest(["2024-10", "2025-10"], date(2025, 6, 16), tense) for tense in ("past", None)]
['2024-10', '2025-10']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from pipeline.edtf import bounds
from pipeline.entities.dates.expression import Parts
from pipeline.entities.dates.setting import Setting, named_periods
from pipeline.entities.dates.tense import Tense

TENSE_OUTWEIGHS = timedelta(days=45)
"""How far from publication a day must be for the verb's tense to move it to another year.

Nearer days are told of in the past tense while they lie ahead: "Acme announced its call on 3 July".
"""


def dated(parts: Parts, setting: Setting, value: Callable[[Parts], str | None]) -> str | None:
    """The value of parts once their year is settled, or nothing where nothing anchors them."""
    if "year" in parts or "year2" in parts:
        return value(parts)
    anchor = setting.anchor
    if "near" in parts or anchor.day is None:
        return value({**parts, "year": anchor.year + parts.get("near", 0)}) if anchor.year else None
    if told := _told(parts, setting, value):
        return told
    near = range(anchor.day.year - 1, anchor.day.year + 2)
    values = [v for year in near if (v := value({**parts, "year": year})) is not None]
    best = nearest(_on_weekday(values, parts), anchor.day, setting.tense)
    stated = _stated_year(parts, setting)
    if stated is None or best is None:
        return best
    is_comparison = "quarter" in parts and stated < int(best[:4])
    # a quarter of last year beside that of this one is what it is compared with
    return best if is_comparison else value({**parts, "year": stated})


def _told(parts: Parts, setting: Setting, value: Callable[[Parts], str | None]) -> str | None:
    """The value in the year of a story of the past that it goes on with: `In May 2008 ... In June`."""
    story = setting.story
    if story is None or setting.tense != "past":
        return None
    told = value({**parts, "year": bounds(story)[0].year})
    return told if told and len(told) == len(story) and told > story else None


def _stated_year(parts: Parts, setting: Setting) -> int | None:
    """The one year, if near, in which the document itself puts the same day or quarter."""
    for period in named_periods(parts):
        years = (setting.years or {}).get(period)
        if years and len(years) == 1 and setting.anchor.year and abs(min(years) - setting.anchor.year) <= 1:
            return min(years)
    return None


def _on_weekday(values: Sequence[str], parts: Parts) -> Sequence[str]:
    """Those that fall on the named day of the week; all, where none does: writers err."""
    if "weekday" not in parts:
        return values
    return [v for v in values if bounds(v)[0].weekday() == parts["weekday"]] or values


def nearest(values: Sequence[str], day: date, tense: Tense | None) -> str | None:
    """The value nearest to a day that the tense allows; one that is very near is allowed in any."""
    ranked = sorted(values, key=lambda value: (_distance(value, day), value))
    if not ranked:
        return None
    allowed = [value for value in ranked if _agrees(value, day, tense)]
    if allowed and _distance(ranked[0], day) > _tolerance(ranked[0]):
        return allowed[0]
    return ranked[0]


def _tolerance(value: str) -> timedelta:
    is_day = len(value.partition("/")[0]) == len("2025-01-01")
    return TENSE_OUTWEIGHS if is_day else timedelta(0)


def _distance(value: str, day: date) -> timedelta:
    first, last = bounds(value)
    return max(first - day, day - last, timedelta(0))


def _agrees(value: str, day: date, tense: Tense | None) -> bool:
    first, last = bounds(value)
    if tense == "past":
        return first <= day
    return tense != "future" or last >= day
