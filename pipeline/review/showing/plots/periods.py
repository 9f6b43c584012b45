"""Days of publication, gathered into days, weeks, months or years, so that a long time still fits a plot.

A day that is only known as a month or a year stands where the columns are as coarse; elsewhere it is
counted as imprecise, for a guess would move it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pipeline.records import RecordType

Unit = Literal["day", "week", "month", "year"]
Counts = dict[RecordType, int]

_LONGEST: tuple[tuple[Unit, int], ...] = (("day", 46), ("week", 400), ("month", 3660), ("year", 36600))
"""How many days a plot spans at most in columns of a unit."""


@dataclass(frozen=True, slots=True)
class Column:
    """One period: its name, its first and last day in ISO form, and the records of each type."""

    label: str
    first: str
    last: str
    counts: Counts

    @property
    def total(self) -> int:
        """Records of all types."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Timeline:
    """All periods from the first to the last, empty ones too, and what found no place among them."""

    unit: Unit
    columns: tuple[Column, ...]
    undated: int
    imprecise: int
    earlier: int


def timeline(counts: Mapping[tuple[str | None, RecordType], int]) -> Timeline:
    """Gather records, counted by day of publication (EDTF) and type, into the finest unit that fits."""
    days = [day for value, _ in counts if (day := _exact(value))]
    if not days:
        undated = sum(number for (value, _), number in counts.items() if not value)
        return Timeline("day", (), undated, sum(counts.values()) - undated, 0)
    last = max(days)
    unit: Unit = next((unit for unit, most in _LONGEST if (last - min(days)).days < most), "year")
    first = max(min(days), last - timedelta(min(_LONGEST[-1][1], last.toordinal() - 1)))
    return _gathered(counts, unit, first, last)


def _gathered(
    counts: Mapping[tuple[str | None, RecordType], int], unit: Unit, first: date, last: date
) -> Timeline:
    columns = {key: Column(label, *span, {}) for key, label, span in _periods(unit, first, last)}
    undated = imprecise = earlier = 0
    for (value, record_type), number in counts.items():
        key = _key(value, unit) if value else None
        if not value:
            undated += number
        elif key is None:
            imprecise += number
        elif key in columns:
            column = columns[key].counts
            column[record_type] = column.get(record_type, 0) + number
        else:
            earlier += number
    return Timeline(unit, tuple(columns.values()), undated, imprecise, earlier)


def _key(value: str, unit: Unit) -> str | None:
    """The period that a day of publication falls into, null where it is too coarse for the unit."""
    if day := _exact(value):
        return _KEYS[unit](day)
    if unit == "month" and len(value) == len("2019-10"):
        return value
    return value[:4] if unit == "year" and value[:4].isdigit() else None


def _exact(value: str | None) -> date | None:
    """The day that an EDTF value names exactly, of an interval its first."""
    try:
        return date.fromisoformat((value or "").split("/")[0])
    except ValueError:
        return None


def _monday(day: date) -> date:
    return day - timedelta(min(day.weekday(), day.toordinal() - 1))


_KEYS: dict[Unit, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": lambda day: _monday(day).isoformat(),
    "month": lambda day: f"{day:%Y-%m}".rjust(7, "0"),
    "year": lambda day: f"{day.year:04}",
}


def _periods(unit: Unit, first: date, last: date) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Key, label and bounds of every period that touches the time from `first` to `last`."""
    start = _begin(first, unit)
    while start <= last:
        try:
            following = _begin(start + timedelta({"day": 1, "week": 7, "month": 31, "year": 366}[unit]), unit)
        except OverflowError:
            following = date.max
        end = following - timedelta(1)
        key = _KEYS[unit](start)
        yield key, f"week of {key}" if unit == "week" else key, (start.isoformat(), end.isoformat())
        if following == date.max:
            return
        start = following


def _begin(day: date, unit: Unit) -> date:
    """The first day of the period that a day lies in."""
    if unit == "week":
        return _monday(day)
    return day.replace(day=1, month=1) if unit == "year" else day.replace(day=1) if unit == "month" else day
