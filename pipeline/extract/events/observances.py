"""Days, weeks and months of the calendar that bear an event's noun but are none: "Labor Day"."""

from __future__ import annotations

import re

HOLIDAY = re.compile(
    r"(?:New Year[’']?s|Valentine[’']?s?|Presidents?[’']?s?|Earth|"
    r"Mother[’']?s|Father[’']?s|Flag|Labou?r|Memorial"
    r"|Independence|Veterans?[’']?s?|Columbus|Thanksgiving|Christmas|Boxing|Canada|Australia|Election|Armistice"
    r"|Remembrance|Martin Luther King(?:,? Jr\.?)?|MLK|St\.? Patrick[’']?s|Groundhog|April Fools?[’']?s?"
    r"|Women[’']s|Bastille|Anzac|Tax|Business|Trading|Present|Modern) (?:Day|Eve|Night)s?",
)
OBSERVED = re.compile(
    r"(?:(?:Inter)?[Nn]ational|World|Global|European|American)\b.*\b(?:Day|Week|Month)(?: 20\d\d)?"
    r"|.*\b(?:Awareness|History|Heritage|Appreciation|Pride) (?:Day|Week|Month)(?: 20\d\d)?"
)

CAUSE = re.compile(r"\b(?:Awareness|History|Heritage|Appreciation|Pride|Month)\b")


def is_cause(name: str) -> bool:
    """Whether a name is that of days that only call something to mind, so that nobody meets in them."""
    return CAUSE.search(name) is not None


def is_holiday(name: str) -> bool:
    """Whether a name is that of a holiday."""
    return HOLIDAY.fullmatch(name) is not None


def is_observance(name: str) -> bool:
    """Whether a name is that of a holiday or of a day that is kept in many places.

    >>> [is_observance(name) for name in ("Labor Day", "World Kite Day", "Leith Kite Day")]
    [True, True, False]
    """
    return is_holiday(name) or OBSERVED.fullmatch(name) is not None
