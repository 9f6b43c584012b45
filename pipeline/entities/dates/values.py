"""EDTF values from the numbers that an expression names.

>>> point({"year": 2025, "quarter": 3}), interval_of({"year": 2025, "month": 5, "day": 3, "day2": 5})
('2025-07/2025-09', '2025-05-03/2025-05-05')
"""

from __future__ import annotations

from pipeline.edtf import interval, is_edtf
from pipeline.entities.dates.expression import Parts


def point(parts: Parts) -> str | None:
    """The value of a year with what else is named of it: half, quarter, months, month, day."""
    year = parts["year"]
    months = _months(parts)
    if months:
        value = interval(f"{year:04}-{months[0]:02}", f"{year:04}-{months[1]:02}")
    else:
        value = "-".join([f"{year:04}", *(f"{parts[part]:02}" for part in ("month", "day") if part in parts)])
    return value if is_edtf(value) else None


def _months(parts: Parts) -> tuple[int, int] | None:
    """The first and last month of a period that is named by its place in the year."""
    if "quarter" in parts:
        return 3 * parts["quarter"] - 2, 3 * parts["quarter"]
    if "half" in parts:
        return 6 * parts["half"] - 5, 6 * parts["half"]
    if "months" not in parts:
        return None
    return (13 - parts["months"], 12) if "from_end" in parts else (1, parts["months"])


def interval_of(parts: Parts) -> str | None:
    """The value of an interval of which at least one year is known; its ends share what one of them lacks."""
    first, last = ends(parts)
    if "year" not in first:
        first = {**first, "year": last["year"] - (_order(first) > _order(last))}
    if "year" not in last:
        last = {**last, "year": first["year"] + (_order(last) < _order(first))}
    start, end = point(first), point(last)
    if start is None or end is None:
        return None
    value = interval(start.partition("/")[0], end.partition("/")[2] or end)
    return value if is_edtf(value) else None


def ends(parts: Parts) -> tuple[Parts, Parts]:
    """The parts of both ends of an interval, each with what only the other names."""
    first = {part: value for part, value in parts.items() if not part.endswith("2")}
    last = {part[:-1]: value for part, value in parts.items() if part.endswith("2")}
    if "month" not in last and "month" in first and "day" in last:
        last["month"] = first["month"]
    if "year" in first and "month" not in last and "quarter" not in last and "year" not in last:
        last["year"] = first["year"]
    return first, last


def _order(parts: Parts) -> tuple[int, int]:
    return parts.get("month", 3 * parts.get("quarter", 0)), parts.get("day", 0)
