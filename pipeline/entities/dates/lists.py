"""Lists of days of one month: `May 5, 6 and 7` names three days, `6 and 7 May` two.

>>> may = Expression(0, 5, "month-day", "point", {"month": 5, "day": 5})
>>> [(day.start, day.end, day.parts["day"]) for day in with_listed_days("May 5, 6 and 7", [may])]
[(0, 5, 5), (7, 8, 6), (13, 14, 7)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.entities.dates.expression import Expression

REACH = 12
"""Characters before a day in which another day can stand that shares its month."""

_NUMBER = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_GOES_ON = r"(?:at|in|on|from|for|with|as|to|and|&|or|of|by)\b"
_NO_COUNT = rf"(?![\d:%a-z]|[.,]\d|\s?[ap]\.?m\b|\s{{1,3}}(?!{_GOES_ON}|20\d\d)[\w$])"
_YEAR = r"(?:,?\s{1,3}(?P<year>20\d\d)(?!\d))?"
_LINK = r"(?:\s{0,3},\s{0,3}|,?\s{1,3}(?:and|or|&)\s{1,3})"

DAY_BEHIND = re.compile(rf"{_LINK}(?P<words>(?:the\s)?{_NUMBER}(?:(?:st|nd|rd|th)\b|{_NO_COUNT}){_YEAR})")
DAY_BEFORE = re.compile(rf"(?<![\d.,:/-]){_NUMBER}(?:st|nd|rd|th)?{_LINK}$")


def with_listed_days(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """The expressions of a text, and the days that share the month of one of them."""
    return _without_absorbed(_with_neighbours(text, expressions))


def _without_absorbed(expressions: Iterable[Expression]) -> list[Expression]:
    """Without the years that a listed day has taken in: `May 6 and 7, 2025`."""
    kept: list[Expression] = []
    for expression in expressions:
        if not kept or kept[-1].end <= expression.start:
            kept.append(expression)
    return kept


def _with_neighbours(text: str, expressions: Sequence[Expression]) -> Iterator[Expression]:
    for index, expression in enumerate(expressions):
        if expression.notation.startswith("day-month"):
            yield from _days_before(text, expression, expressions[index - 1].end if index else 0)
        yield expression
        if expression.notation == "month-day":
            behind = [e.start for e in expressions[index + 1 : index + 3] if e.notation != "year"]
            yield from _days_behind(text, expression, behind[0] if behind else len(text))


def _days_behind(text: str, expression: Expression, limit: int) -> Iterator[Expression]:
    position, last = expression.end, expression.parts["day"]
    while (match := DAY_BEHIND.match(text, position)) and match.end() <= limit and int(match["day"]) > last:
        last = int(match["day"])
        parts = {"month": expression.parts["month"], "day": last}
        if match["year"]:
            parts["year"] = int(match["year"])
        yield Expression(match.start("words"), match.end("words"), "listed-day", "point", parts)
        position = match.end("words")


def _days_before(text: str, expression: Expression, limit: int) -> Iterator[Expression]:
    begin = max(limit, expression.start - REACH)
    match = DAY_BEFORE.search(text[begin : expression.start])
    if match and int(match["day"]) < expression.parts["day"]:
        shared = {part: value for part, value in expression.parts.items() if part in ("month", "year")}
        parts = {**shared, "day": int(match["day"])}
        yield Expression(begin + match.start("day"), begin + match.end("day"), "listed-day", "point", parts)
