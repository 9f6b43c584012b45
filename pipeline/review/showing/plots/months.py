"""A calendar: months as grids of weeks, with the events that fall on each day.

An event whose days are not given exactly ("in March 2027") is listed with its month but marks no day, and one
of which only the year is known is left out: it would stand in twelve.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipeline.edtf import bounds, shift_months
from pipeline.records import Event

MONTHS = 6
"""How many months one page of the calendar shows."""
BEFORE = timedelta(days=62)
"""How long before its first month an event may begin that still goes on in it; hardly one takes longer."""

_YEAR, _DAY = len("2019"), len("2019-10-19")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the run: what, when (EDTF, and the days it covers at most), where, and who tells of it.

    `exact` is whether its days are known.
    """

    name: str
    when: str
    first: date
    last: date
    exact: bool
    place: str | None
    document: str
    record: str

    @classmethod
    def of(cls, document: str, event: Event, start: str) -> Happening:
        """An event with its start; an end before it is passed over."""
        when = start
        if event.end and bounds(event.end)[1] >= bounds(start)[0]:
            when = f"{start.split('/')[0]}/{event.end.split('/')[-1]}"
        exact = all(len(point) == _DAY for point in when.split("/"))
        return cls(event.name, when, *bounds(when), exact, event.place, document, event.id)


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the grid: a day of the month, or none, and how many events take place on it."""

    day: int | None
    events: int = 0


@dataclass(slots=True)
class Month:
    """One month, known by its first day, and its events in order."""

    start: date
    happenings: list[Happening] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The month as EDTF."""
        return self.start.isoformat()[:7]

    @property
    def label(self) -> str:
        """The month in words."""
        return f"{calendar.month_name[self.start.month]} {self.start.year}"

    @property
    def weeks(self) -> list[list[Cell]]:
        """Its weeks from Monday to Sunday; places before the first and behind the last day are empty."""
        counts = self._counts()
        weeks = calendar.Calendar().monthdayscalendar(self.start.year, self.start.month)
        return [[Cell(day, counts[day]) if day else Cell(None) for day in week] for week in weeks]

    def _counts(self) -> list[int]:
        """How many events each day has, by its number."""
        end = self.start.replace(day=calendar.monthrange(self.start.year, self.start.month)[1])
        counts = [0] * (end.day + 1)
        for one in self.happenings:
            if one.exact:
                for day in range(max(one.first, self.start).day, min(one.last, end).day + 1):
                    counts[day] += 1
        return counts


def months(happenings: Iterable[Happening], first: date, count: int = MONTHS) -> list[Month]:
    """The months from the one of `first` on; an event stands in every month that it touches.

    The events come in the order in which they begin. No calendar goes on behind the year 9999.
    """
    found = [Month(start) for number in range(count) if (start := _shifted(first.replace(day=1), number))]
    begin = _number(first)
    for one in happenings:
        if len(one.when) > _YEAR:
            for month in found[max(_number(one.first) - begin, 0) : max(_number(one.last) - begin + 1, 0)]:
                month.happenings.append(one)
    return found


def _number(day: date) -> int:
    """The number of a day's month."""
    return day.year * 12 + day.month


def _shifted(month: date, number: int) -> date | None:
    try:
        return shift_months(month, number)
    except ValueError:
        return None
