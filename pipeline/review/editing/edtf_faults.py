"""What is wrong with a value that is no date, said so that it can be mended.

>>> edtf_fault("2025-02-30")
'2025-02-30: February 2025 has 28 days'
>>> edtf_fault("2025-Q3")
'2025-Q3: a quarter is written as its months, 2025-07/2025-09'
>>> edtf_fault("2025-10-28/2025-10-29")
"""

from __future__ import annotations

import calendar
import re

from pipeline.edtf import is_edtf

EXAMPLES = "2025, 2025-10, 2025-10-19, 2025-10-28/2025-10-29"
"""A year, a month, a day, and from day to day."""

_LONGEST_SHOWN = 40
_FORMS = f"write a date as one of these: {EXAMPLES}"
_ENDS = "first and last day stand on either side of a slash, as in 2025-10-28/2025-10-29"
_YEAR_LAST = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}", re.ASCII)
_DASHED = re.compile(r"(\d{4}[-\d]*)\s*(?:[–—]| - | to )\s*(\d{4}[-\d]*)", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII | re.IGNORECASE)
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*\d", re.ASCII)
_DOUBTED = re.compile(r"(\d{4}[-\d]*)[?~%]", re.ASCII)
_POINT = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


def edtf_fault(value: str) -> str | None:
    """What is wrong with a value, as a sentence that begins with it; None where it is a date."""
    if is_edtf(value):
        return None
    first, slash, last = value.partition("/")
    if whole := _form_fault(value):
        return _said(value, whole)
    if not slash:
        return _said(value, _point_fault(value))
    if not first or not last or ".." in (first, last):
        return _said(value, _ENDS)
    for point in (first, last):
        if not is_edtf(point) or "/" in point:
            return _said(point, _point_fault(point))
    return _said(value, "the last day comes before the first")


def _said(value: str, fault: str) -> str:
    shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
    return f"{shown}: {fault}"


def _form_fault(value: str) -> str | None:
    """What is wrong with a date that is written in another way than EDTF's."""
    if _YEAR_LAST.fullmatch(value):
        return "the year comes first, then month and day, as in 2025-10-19"
    if dashed := _DASHED.fullmatch(value):
        return f"a slash stands between first and last day, {dashed[1]}/{dashed[2]}"
    if quarter := _QUARTER.fullmatch(value):
        last = 3 * int(quarter[2])
        return f"a quarter is written as its months, {quarter[1]}-{last - 2:02}/{quarter[1]}-{last:02}"
    if timed := _TIMED.fullmatch(value):
        return f"the time of day is left out, {timed[1]}"
    if doubted := _DOUBTED.fullmatch(value):
        return f"the mark of doubt is left out, {doubted[1]}"
    return None


def _point_fault(point: str) -> str:
    """What is wrong with one day, month or year."""
    match = _POINT.fullmatch(point)
    if match is None:
        return "there is no year 0000" if point == "0000" else _FORMS
    year, month, day = int(match[1]), int(match[2]), match[3]
    if year == 0:
        return "there is no year 0000"
    if not 1 <= month <= 12:
        return f"there is no month {match[2]}"
    if len(match[2]) < 2 or (day and len(day) < 2):
        return f"month and day have two digits, {year:04}-{month:02}" + (f"-{int(day):02}" if day else "")
    days = calendar.monthrange(year, month)[1]
    return f"{calendar.month_name[month]} {match[1]} has {days} days"
