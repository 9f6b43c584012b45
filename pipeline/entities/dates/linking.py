"""Linking: expressions that belong together, as the ends of an interval or in a list.

>>> from pipeline.entities.dates.grammar import find_expressions
>>> [link.parts for link in linked("May 6 and 7, 2025", find_expressions("May 6 and 7, 2025"))]
[{'month': 5, 'day': 6, 'year': 2025}, {'month': 5, 'day': 7, 'year': 2025}]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.entities.dates.expression import Expression
from pipeline.entities.dates.lists import with_listed_days

WIDEST_GAP = 40
"""Characters between two expressions that belong together."""

_CLOCK = r",?\s*(?:at|from|@)?\s*\d{1,2}(?::\d\d|\s?[ap]\.?m\.?)(?:\s?[ap]\.?m\.?)?(?:\s\(?[A-Z]{2,4}\)?)?"
_UNTIL = r"(?i:to|through|thru|until|till|into|up to|and ending(?: on)?)"

TO = re.compile(rf"(?:{_CLOCK})?,?\s*(?:[-–—]|\s{_UNTIL}\s(?:the\s)?)\s*")
AND_BETWEEN = re.compile(r",?\s+and\s+(?:the\s)?")
BETWEEN = re.compile(r"\bbetween\s+(?:the\s)?$", re.IGNORECASE)
AND = re.compile(r"\s*(?:,|,?\s(?:and|or|&|as well as)\s)\s*(?:(?:from|on|in|by)\s)?")
WHOLE_YEARS = frozenset({"fiscal-year", "fiscal-year-short"})


def linked(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """The expressions of a text, lists of days completed, intervals joined, years shared."""
    return _with_shared_years(text, _joined(text, with_listed_days(text, expressions)))


def _joined(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    joined: list[Expression] = []
    for expression in expressions:
        if joined and _is_interval(text, joined[-1], expression):
            joined[-1] = _interval(joined[-1], expression)
        else:
            joined.append(expression)
    return joined


def _is_interval(text: str, first: Expression, last: Expression) -> bool:
    if first.meaning != "point" or last.meaning != "point" or first.parts == last.parts:
        return False
    if last.start - first.end > WIDEST_GAP or _grain(first) != _grain(last):
        return False
    gap = text[first.end : last.start]
    if TO.fullmatch(gap):
        return True
    return bool(AND_BETWEEN.fullmatch(gap) and BETWEEN.search(text[max(0, first.start - 14) : first.start]))


def _grain(expression: Expression) -> frozenset[str]:
    return frozenset(expression.parts) & {"month", "day", "quarter", "half"}


def _interval(first: Expression, last: Expression) -> Expression:
    parts = {**first.parts, **{f"{part}2": value for part, value in last.parts.items()}}
    return Expression(first.start, last.end, "interval", "interval", parts)


def _with_shared_years(text: str, expressions: Sequence[Expression]) -> list[Expression]:
    """Give the year that ends a list to the members before it: `March and April 2026`."""
    shared = list(expressions)
    for index in range(len(shared) - 2, -1, -1):
        here, behind = shared[index], shared[index + 1]
        if _lacks_year(here) and "year" in behind.parts and _is_listed(text, here, behind):
            shared[index] = here.having(year=behind.parts["year"])
    return shared


def _lacks_year(expression: Expression) -> bool:
    return expression.meaning == "point" and not {"year", "near"} & set(expression.parts)


def _is_listed(text: str, first: Expression, last: Expression) -> bool:
    """Whether two expressions are of one list: of one kind and in order, or a quarter with its whole year."""
    if last.meaning != "point" or last.start - first.end > WIDEST_GAP:
        return False
    if not AND.fullmatch(text[first.end : last.start]):
        return False
    if "quarter" in first.parts and last.notation in WHOLE_YEARS:
        return True
    return _grain(first) == _grain(last) and _order(first) < _order(last)


def _order(expression: Expression) -> list[int]:
    return [expression.parts.get(part, 0) for part in ("quarter", "half", "month", "day")]
