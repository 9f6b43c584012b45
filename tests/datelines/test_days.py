"""Days written in full, and those that are not."""

import pytest

from pipeline.datelines.days import find_days, parse_day, single_day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on March 3, 2024, in Springfield", ["2024-03-03"]),
        ("on 3 March 2024", ["2024-03-03"]),
        ("3rd of March 2024", ["2024-03-03"]),
        ("Sept. 9, 2023 and 1 Sep 2023", ["2023-09-09", "2023-09-01"]),
        ("2024-03-03T10:00", ["2024-03-03"]),
        ("2019/01/16 14:47", ["2019-01-16"]),
        ("31.12.2023", ["2023-12-31"]),
        ("12/31/2023", ["2023-12-31"]),
        ("5/5/2023", ["2023-05-05"]),
        ("4/5/2023", []),  # April or May
        ("March 3", []),
        ("March 2024", []),
        ("February 30, 2024", []),
        ("part 2024-03-03-77", []),
        ("the year 1723-03-03", []),
    ],
)
def test_find_days(text: str, days: list[str]) -> None:
    assert [day.value for day in find_days(text)] == days


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2024-03-03T23:30:00-08:00", "2024-03-03"),  # the day as written, in whatever zone
        ("2024-03-03T00:10:00Z", "2024-03-03"),
        ("20240303", "2024-03-03"),
        ("Sun, 03 Mar 2024 10:00:00 GMT", "2024-03-03"),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_parse_day(stamp: str | None, day: str | None) -> None:
    assert parse_day(stamp) == day


def test_a_stamp_may_begin_with_the_hour() -> None:
    assert single_day("Fri 6:45 PM, Feb 16, 2018") == "2018-02-16"
    assert single_day("Feb 16, 2018, changed Feb 17, 2018") == "2018-02-16"
    assert single_day("from Feb 16, 2018 to Feb 17, 2018") is None


@pytest.mark.parametrize(
    ("text", "days"),
    [("7.11.2003", ["2003-11-07"]), ("7/11/2003", []), ("13/11/2003", ["2003-11-13"]), ("31.02.2003", [])],
)
def test_dots_put_the_day_first_and_strokes_leave_it_open(text: str, days: list[str]) -> None:
    assert [day.value for day in find_days(text)] == days
