"""Tests of `pipeline.review.editing.edtf_faults`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edtf import is_edtf
from pipeline.review.editing.edtf_faults import EXAMPLES, edtf_fault


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2025-02-30", "2025-02-30: February 2025 has 28 days"),
        ("2024-02-30", "2024-02-30: February 2024 has 29 days"),
        ("2025-10-00", "2025-10-00: October 2025 has 31 days"),
        ("2025-13", "2025-13: there is no month 13"),
        ("2025-23", "2025-23: there is no month 23"),
        ("2025-1-5", "2025-1-5: month and day have two digits, 2025-01-05"),
        ("2025-7", "2025-7: month and day have two digits, 2025-07"),
        ("0000", "0000: there is no year 0000"),
        ("2025-Q3", "2025-Q3: a quarter is written as its months, 2025-07/2025-09"),
        ("2025q1", "2025q1: a quarter is written as its months, 2025-01/2025-03"),
        ("10/19/2025", "10/19/2025: the year comes first, then month and day, as in 2025-10-19"),
        ("19.10.2025", "19.10.2025: the year comes first, then month and day, as in 2025-10-19"),
        ("2025-10-19T18:00", "2025-10-19T18:00: the time of day is left out, 2025-10-19"),
        ("2025?", "2025?: the mark of doubt is left out, 2025"),
        ("2025–2026", "2025–2026: a slash stands between first and last day, 2025/2026"),
        ("2025-10-29/2025-10-28", "2025-10-29/2025-10-28: the last day comes before the first"),
        ("2025-10-28/2025-02-30", "2025-02-30: February 2025 has 28 days"),
        ("2025/", "2025/: first and last day stand on either side of a slash, as in 2025-10-28/2025-10-29"),
        ("/..", "/..: first and last day stand on either side of a slash, as in 2025-10-28/2025-10-29"),
        ("next Friday", f"next Friday: write a date as one of these: {EXAMPLES}"),
        ("٢٠٢٥", f"٢٠٢٥: write a date as one of these: {EXAMPLES}"),
    ],
)
def test_a_fault_is_said_with_its_remedy(value: str, message: str) -> None:
    assert edtf_fault(value) == message


@pytest.mark.parametrize("value", EXAMPLES.split(", "))
def test_the_examples_are_dates(value: str) -> None:
    assert is_edtf(value)
    assert edtf_fault(value) is None


@given(st.text("0123456789-/Q?. T", max_size=25) | st.dates().map(str) | st.text(max_size=80))
def test_whatever_is_no_date_has_a_fault_and_no_date_has_one(value: str) -> None:
    fault = edtf_fault(value)
    assert (fault is None) == is_edtf(value)
    assert fault is None or len(fault) < 200
