"""Tests of `pipeline.edtf`."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edtf import bounds, interval, is_edtf


@pytest.mark.parametrize(
    "value",
    [
        "2019",
        "2019-10",
        "2019-10-19",
        "2025-10-28/2025-10-29",
        "2025-07/2025-09",
        "2024-02-29",
        "2019/2019-06",
    ],
)
def test_valid(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "19",
        "2019-13",
        "2025-02-29",
        "2025-23",
        "2025-Q3",
        "٢٠٢٥",
        "2019-1-1",
        "2019~",
        "2019/",
        "/2019",
        "2020/2019",
        "0000",
    ],
)
def test_invalid(value: str) -> None:
    assert not is_edtf(value)


@given(st.text(alphabet="0123456789-/", max_size=21))
def test_what_we_accept_the_library_accepts(value: str) -> None:
    if is_edtf(value):
        try:
            parse_edtf(value)
        except EDTFParseException:
            pytest.fail(f"the edtf library does not read {value!r}")


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_intervals_cover_their_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    value = interval(first.isoformat(), last.isoformat())
    assert is_edtf(value)
    assert bounds(value) == (first, last)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("2025-07/2025-09", (date(2025, 7, 1), date(2025, 9, 30))),
    ],
)
def test_bounds(value: str, expected: tuple[date, date]) -> None:
    assert bounds(value) == expected
