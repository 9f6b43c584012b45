"""Numbers as addresses and forms write them."""

from __future__ import annotations

_DIGITS = 15  # fewer than SQLite's largest integer has


def number_in(value: str | None) -> int | None:
    """A whole number, None for anything else.

    >>> number_in("12"), number_in("-1"), number_in("9" * 99), number_in(None)
    (12, None, None, None)
    """
    return int(value) if value and value.isdecimal() and len(value) <= _DIGITS else None
