"""Calendar days as texts write them in full: day, month and year.

A date without a year, or one whose order of day and month is open, is none here: a day of
publication is never guessed.

    >>> [day.value for day in find_days("Updated 3 March 2024; first posted 2024/02/29")]
    ['2024-03-03', '2024-02-29']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.edtf import is_edtf

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = re.compile(
    r"(?<![\w/.-])(?:"
    + MONTH.format("m1")
    + r"\s*(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y1>\d{4})"
    + r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+"
    + MONTH.format("m2")
    + r"[\s,-]+(?P<y2>\d{4})"
    + r"|(?P<y3>\d{4})(?P<s3>[-/.])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})"
    + r"|(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})"
    + r")(?!\d)(?![-/.]\d)",
    re.IGNORECASE,
)

LONGEST_STAMP = 120
UNUSUAL = re.compile(r"(?i)\b(?:" + "|".join(MONTHS) + r")|^\d{10}(?:\d{3})?$")
STRICTLY = {
    "STRICT_PARSING": True,
    "PARSERS": ["timestamp", "absolute-time"],
    "DATE_ORDER": "DMY",
    "TIMEZONE": "UTC",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day where it stands in a text; `value` is ISO 8601."""

    start: int
    end: int
    value: str


def find_days(text: str) -> Iterator[Day]:
    """The days that a text writes in full, in order."""
    for match in DAY.finditer(text):
        value = _value(match.groupdict())
        if value:
            yield Day(match.start(), match.end(), value)


def parse_day(text: str | None) -> str | None:
    """The day that a text starts with, whatever follows: an hour, a zone, a name.

    The day is the one that is written: no time zone is applied.

        >>> parse_day("2024-03-03T23:30:00-08:00")
        '2024-03-03'
        >>> parse_day("20240303")
        '2024-03-03'
    """
    stripped = (text or "").strip()
    compact = re.match(r"(\d{4})(\d{2})(\d{2})(?!\d)", stripped)
    if compact:
        return iso_day(*compact.groups())
    head = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", "", stripped[:60], flags=re.I)
    stamp = re.match(r"(\d{4}-\d{2}-\d{2})[T ]", head)
    found = next(find_days(stamp.group(1) if stamp else head), None)
    return found.value if found and found.start == 0 else None


def given_day(published: str | None) -> str | None:
    """A given date as EDTF: a point or interval as it is, of a time stamp its day, else nothing."""
    value = (published or "").strip()
    return value if is_edtf(value) else parse_day(value)


def single_day(stamp: str) -> str | None:
    """The day of a time stamp, which may have hour and weekday before it, if there is only one.

    >>> single_day("Fri 6:45 PM, Feb 16, 2018")
    '2018-02-16'
    >>> [single_day(stamp) for stamp in ("2nd of Sept, '24", "1709510400", "yesterday", "3/4/2024")]
    ['2024-09-02', '2024-03-04', None, None]
    """
    days = {day.value for day in find_days(stamp)} if len(stamp) < LONGEST_STAMP else set()
    if len(days) > 1:
        return parse_day(stamp)
    return parse_day(stamp) or (days.pop() if days else _unusual_day(stamp.strip()))


def _unusual_day(stamp: str) -> str | None:
    """The day of a stamp in a notation that no page of ours showed: dateparser knows many more.

    Only with a month's name or as seconds since 1970: of bare numbers it would guess the order.
    """
    if len(stamp) >= LONGEST_STAMP or not UNUSUAL.search(stamp):
        return None
    import dateparser  # half as long to import as all else that reads a dateline, and seldom needed

    found = dateparser.parse(stamp, languages=["en"], settings=STRICTLY)
    return iso_day(found.year, found.month, found.day) if found else None


def iso_day(year: str | int, month: str | int, day: str | int) -> str | None:
    """The day in ISO 8601, or nothing where the calendar has no such day since 1900."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1900 <= found.year <= 2099 else None


def _value(parts: dict[str, str | None]) -> str | None:
    if parts["y1"]:
        return iso_day(parts["y1"], _month(parts["m1"]), parts["d1"] or "")
    if parts["y2"]:
        return iso_day(parts["y2"], _month(parts["m2"]), parts["d2"] or "")
    if parts["y3"]:
        return iso_day(parts["y3"], parts["m3"] or "", parts["d3"] or "")
    first, second = int(parts["a4"] or 0), int(parts["b4"] or 0)
    is_dotted = parts["s4"] == "."  # 3.4.2024 is written only where the day comes first
    if first != second and first <= 12 and second <= 12 and not is_dotted:
        return None  # 3/4/2024 is March 4 or 3 April
    month, day = (second, first) if first > 12 or is_dotted else (first, second)
    return iso_day(parts["y4"] or "", month, day)


def _month(name: str | None) -> int:
    return MONTHS.index((name or "")[:3].lower()) + 1
