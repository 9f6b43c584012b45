"""The plots' shapes: periods, columns, circles, months."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipeline.records import Event, RecordType
from pipeline.review.showing.plots.months import Happening, months
from pipeline.review.showing.plots.periods import Timeline, timeline
from pipeline.review.showing.plots.reliability import Bin, reliability
from pipeline.review.showing.plots.scales import rounded_steps
from pipeline.review.showing.plots.stacked import stacked
from tests.review.making import article, record

Counts = dict[tuple[str | None, RecordType], int]


def spread(days: int, step: int = 1) -> Counts:
    """One event every `step` days, so many days long."""
    return {((date(2024, 2, 26) + timedelta(n)).isoformat(), "event"): 1 for n in range(0, days, step)}


@pytest.mark.parametrize(
    ("days", "unit", "columns"), [(1, "day", 1), (46, "day", 46), (47, "week", 7), (401, "month", 15)]
)
def test_a_longer_time_has_coarser_columns(days: int, unit: str, columns: int) -> None:
    line = timeline(spread(days))

    assert (line.unit, len(line.columns)) == (unit, columns)
    assert sum(column.total for column in line.columns) == days


def test_years_of_publication_span_a_century_at_most() -> None:
    line = timeline({("0001-01-01", "date"): 2, ("1998-05-01", "date"): 3, ("2024-05-01", "date"): 1})

    assert line.unit == "year"
    assert line.earlier == 2
    assert len(line.columns) <= 102
    assert line.columns[-1].counts == {"date": 1}


def test_periods_without_records_keep_their_place() -> None:
    line = timeline({("2024-01-01", "event"): 1, ("2024-01-04", "role"): 2})

    assert [column.total for column in line.columns] == [1, 0, 0, 2]


def test_a_month_or_no_day_is_counted_apart() -> None:
    counts: Counts = {("2024-01-01", "event"): 1, ("2024-01", "event"): 4, (None, "event"): 2}

    line = timeline(counts)

    assert (line.undated, line.imprecise) == (2, 4)


def test_a_month_stands_among_months() -> None:
    counts = spread(500, 100) | {("2024-05", "role"): 4, ("2024", "role"): 1}

    line = timeline(counts)

    assert line.imprecise == 1
    assert {column.label: column.counts.get("role") for column in line.columns}["2024-05"] == 4


def test_no_records_make_no_columns() -> None:
    assert timeline({}) == Timeline("day", (), 0, 0, 0)
    assert stacked(timeline({})).pieces == ()


def test_pieces_of_a_column_stand_on_each_other_in_proportion() -> None:
    plot = stacked(timeline({("2024-01-01", "event"): 6, ("2024-01-01", "date"): 3}))

    event, dated = plot.pieces
    assert event.y + event.height == pytest.approx(plot.base)
    assert dated.y + dated.height == pytest.approx(event.y)
    assert event.height == pytest.approx(2 * dated.height)
    assert event.title == "2024-01-01: 6 event"


@pytest.mark.parametrize("days", [1, 9, 40, 393])
def test_the_last_label_is_whole(days: int) -> None:
    last = (date(2024, 1, 1) + timedelta(days)).isoformat()
    plot = stacked(timeline({("2024-01-01", "event"): 1, (last, "event"): 1}))

    half = 4.0 * len(plot.below[-1].label)
    assert plot.below[-1].place + half <= plot.width


@pytest.mark.parametrize("highest", [*range(60), 99, 101, 999, 150_000])
def test_steps_reach_the_highest_and_are_few(highest: int) -> None:
    steps = rounded_steps(highest)

    assert steps[-1] >= highest
    assert 2 <= len(steps) <= 6
    assert len({after - before for before, after in pairwise(steps)}) == 1


def test_a_bin_that_is_always_right_stands_on_top() -> None:
    plot = reliability([Bin(0.9, 1.0, 40, 40, 0.95), Bin(0.1, 0.2, 10, 0, 0.15), Bin(0.5, 0.6, 0, 0, 0.55)])

    high, low = plot.spots
    assert high.y < low.y
    assert high.x > low.x
    assert high.radius == pytest.approx(2 * low.radius)
    assert high.title == "confidence 0.9 to 1.0: 40 of 40 right (100%)"


def happening(start: str, end: str | None = None) -> Happening:
    """An event with these days."""
    words = {"name": "Forum", "start": "day"}
    one = article("Forum on the day.", id="forum")
    event = record(one, "event", words, start=start, end=end)
    assert isinstance(event, Event)
    return Happening.of("forum", event, start)


def test_an_event_marks_each_of_its_days_in_both_months() -> None:
    january, february = months([happening("2027-01-30", "2027-02-02")], date(2027, 1, 14), 2)

    assert [cell.day for week in january.weeks for cell in week if cell.events] == [30, 31]
    assert [cell.day for week in february.weeks for cell in week if cell.events] == [1, 2]
    assert january.label == "January 2027"
    assert all(len(week) == 7 for week in january.weeks)


def test_an_event_of_a_month_is_listed_and_marks_no_day() -> None:
    (march,) = months([happening("2027-03"), happening("2027")], date(2027, 3, 1), 1)

    assert [one.when for one in march.happenings] == ["2027-03"]
    assert not any(cell.events for week in march.weeks for cell in week)


def test_an_interval_as_start_is_an_event_of_its_days() -> None:
    (march,) = months([happening("2027-03-01/2027-03-03")], date(2027, 3, 1), 1)

    assert sum(cell.events for week in march.weeks for cell in week) == 3


def test_an_end_before_the_start_is_passed_over() -> None:
    (march,) = months([happening("2027-03-05", "2027-03-01")], date(2027, 3, 1), 1)

    assert [cell.day for week in march.weeks for cell in week if cell.events] == [5]


def test_the_calendar_ends_with_the_last_year() -> None:
    assert [month.key for month in months([], date(9999, 11, 5))] == ["9999-11", "9999-12"]
