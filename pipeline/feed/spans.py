"""Dates of records for readers that know no intervals.

>>> first_point("2025-07/2025-09"), last_point("2025-07/2025-09"), last_point("2025")
('2025-07', '2025-09', '2025')
>>> common_point("2025-07/2025-09"), common_point("2025-10-28/2025-10-29"), common_point("2024/2025")
('2025', '2025-10', None)
"""

from __future__ import annotations

from pipeline.records import Event


def first_point(value: str) -> str:
    """The day, month or year with which an EDTF value begins."""
    return value.partition("/")[0]


def last_point(value: str) -> str:
    """The day, month or year with which an EDTF value ends."""
    return value.rpartition("/")[2]


def common_point(value: str) -> str | None:
    """The finest day, month or year that has all of an EDTF value in it."""
    first, last = first_point(value).split("-"), last_point(value).split("-")
    common = []
    for one, other in zip(first, last, strict=False):
        if one != other:
            break
        common.append(one)
    return "-".join(common) or None


def event_days(event: Event) -> tuple[str | None, str | None]:
    """When an event begins and ends; an interval within which it falls counts as its days."""
    if event.start is None:
        return None, event.end and last_point(event.end)
    first, last = first_point(event.start), last_point(event.end or event.start)
    return first, last if last != first else None
