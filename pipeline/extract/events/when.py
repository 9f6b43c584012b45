"""When an event takes place: which date expression of a sentence belongs to which phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipeline.edtf import bounds
from pipeline.entities import Mention
from pipeline.extract.events.datable import may_date
from pipeline.extract.events.phrases import YEAR, Phrase

HELD_ON = re.compile(
    r"""(?:[^.;:\n]{0,80}?\b(?:held|place|hosted|scheduled|set|slated|planned|targeted|begins?|kicks?\ off
          |starts?|opens?|conducted|organi[sz]ed|attended|convened?|is|was|be|being|occurs?|happens?
          |happening|returns?|ran|runs)\b[^.;\n]{0,60}?
        |[^.;:\n]{0,160}?\ (?:was|is|be|being|were|are)\ (?:held|hosted|staged|conducted)\b[^.;\n]{0,60}?
        |[^.;:\n]{0,50}?)
      \s*\(?,?\s*(?:on|for|in|from|at|,|between|during|this|:|[–—-])?\s*
      (?:the\ )?(?:evening\ |morning\ |afternoon\ |night\ )?(?:of\ )?""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may stand between a common noun for a gathering and its date, runs of spaces made one."""

HOLDING = re.compile(
    r"""\b(?:held|hosted|hosts?|hosting|holds?|holding|convened?|celebrated?|attend(?:ed|s|ing)?|during
        |took\ place|takes?\ place|conducted|organi[sz]e[sd]?|staged|at)\s+(?:\w+\s+){0,4}$
      |[’']s\s+(?:\w+\s+){0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)
ON = re.compile(
    r",?\s*(?:(?=\S)(?:is |was |will be )?(?:held |taking place |scheduled )?(?:on|from|for|in|,|\()?\s*)?",
    re.IGNORECASE,
)
ADJACENT = re.compile(r"\s*(?:,\s*)?(?:(?:the|a|an|its|their|our)\s*)?[“\"‘]?(?:the\s)?", re.IGNORECASE)
LISTED = re.compile(r"\s*[|:–—]\s*(?:the\s|join us for\s)?[“\"‘]?", re.IGNORECASE)
"""What stands between the date of an entry in a list and its event."""

LISTS_NEXT = re.compile(r" ?[|:] ?[“\"‘]?(?:[A-Z][a-z]\S*|\d+(?:st|nd|rd|th)) [A-Z][a-z]")
"""What follows a date that heads the next entry of a list."""

SPACES = re.compile(r"[^\S\n]{2,}")
LONGEST_WAY = 400
"""Characters between a common noun and its date, at most; patterns of stretches need their ends near."""
CLAUSE = re.compile(r"[;:].{60}|.{60}, (?:which|who|and|but|where|while) ", re.DOTALL)
CLOCK = re.compile(
    r"""\b\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|noon)|\b\d{1,2}:\d\d\b
      |\(?\b(?:[ECMP][SD]?T|Eastern(?:\ Time)?|Pacific(?:\ Time)?)\b\)?""",
    re.IGNORECASE | re.VERBOSE,
)
JOINED_DAYS = re.compile(
    r"\s*(?:,|and|&|to|through|thru|until|-|–|—|,? and)\s*(?:on |\w+day,? )?", re.IGNORECASE
)
AND_DAY = re.compile(r"\s*(?:,\s*)?(?:and|&)\s*(?:\w+day,? )?", re.IGNORECASE)
LONGEST_GATHERING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class When:
    """First and last day, in EDTF, with the stretches of text that say so."""

    start: str
    end: str | None
    start_at: tuple[int, int]
    end_at: tuple[int, int] | None


def when_of(
    text: str, phrase: Phrase, window: tuple[int, int], dates: Sequence[Mention], rivals: Iterable[Phrase]
) -> When | None:
    """The date in a window of the text that belongs to a phrase rather than to one of its rivals."""
    others = [p for p in rivals if p.start != phrase.start and p.form != "anaphor"]
    fit = [d for d in dates if may_date(text, d, phrase, window[0])]
    behind = [d for d in fit if d.start >= phrase.end and not _between(others, phrase.end, d.start)]
    before = [
        d
        for d in fit
        if d.end <= phrase.start
        and not _between(others, d.end, phrase.start)
        and not _is_taken(text, d, others)
    ]
    if phrase.form == "common":
        behind = [d for d in behind if _follows(text[phrase.end : d.start], d, phrase)]
        before = [d for d in before if _leads_to(text[d.end : phrase.start], d, phrase)]
    chosen = _nearest(text, phrase, before[-1:], behind[:1])
    return with_last_day(text, chosen, dates) if chosen else None


def _nearest(
    text: str, phrase: Phrase, before: Sequence[Mention], behind: Sequence[Mention]
) -> Mention | None:
    """The date right before a phrase, else the next one behind it, else the one before it."""
    if before:
        lead = SPACES.sub(" ", text[before[0].end : phrase.start])
        if ADJACENT.fullmatch(lead) or LISTED.fullmatch(lead):
            return before[0]
    behind = [date for date in behind if not LISTS_NEXT.match(text, date.end)]
    if behind and not CLAUSE.search(text[phrase.end : behind[0].start]):
        return behind[0]
    return next(iter([*before, *behind]), None)


def _between(others: Sequence[Phrase], start: int, end: int) -> bool:
    return any(start <= p.start < end for p in others)


def _is_taken(text: str, date: Mention, others: Sequence[Phrase]) -> bool:
    """Whether a date stands right behind another event: "the ceremony on May 4, at the Fair"."""
    return any(p.end <= date.start and ON.fullmatch(text[p.end : date.start]) for p in others)


def _follows(between: str, date: Mention, phrase: Phrase) -> bool:
    """Whether the words from a common noun to a date say that it is held then."""
    words = SPACES.sub(" ", CLOCK.sub("", between))
    if YEAR.fullmatch(date.name) and len(words) > len(" held early in "):
        return False
    if phrase.head.endswith("call") and len(words) < 200 and words.rstrip().endswith(" on"):
        return True
    return len(words) <= LONGEST_WAY and HELD_ON.fullmatch(words) is not None


def _leads_to(between: str, date: Mention, phrase: Phrase) -> bool:
    """Whether the words from a date to a common noun say so: "On May 4, Acme hosted a"."""
    if YEAR.fullmatch(date.name) and "election" not in phrase.head:
        return False
    return len(between) < 120 and (ADJACENT.fullmatch(between) or HOLDING.search(between)) is not None


def with_last_day(text: str, date: Mention, dates: Sequence[Mention]) -> When:
    """First and last day of a range, which may be written as two dates, each of which stands for both.

    The second of two must be the day behind the first: "May 4 and 5", not "May 4 and 11".
    """
    first, slash, last = date.name.partition("/")
    at = (date.start, date.end)
    if slash:
        return When(first, last, at, at)
    before, follower = _beside(date, dates)
    joined = follower and JOINED_DAYS.fullmatch(text, date.end, follower.start)
    if follower and joined and _soon_after(first, follower.name):
        return When(first, follower.name, at, (follower.start, follower.end))
    if before and _is_day_before(text, before, date):
        return When(before.name, first, (before.start, before.end), at)
    return When(first, None, at, None)


def _beside(date: Mention, dates: Sequence[Mention]) -> tuple[Mention | None, Mention | None]:
    """The date that begins before a date, and the first one behind its end."""
    place = bisect_left(dates, date.start, key=lambda d: d.start)
    before = dates[place - 1] if place else None
    behind = (dates[n] for n in range(place, len(dates)))
    return before, next((other for other in behind if other.start >= date.end), None)


def _is_day_before(text: str, before: Mention, date: Mention) -> bool:
    """Whether a date is the day before another, to which "and" joins it."""
    if not AND_DAY.fullmatch(text, before.end, date.start):
        return False
    return _soon_after(before.name, date.name, timedelta(days=1))


def _soon_after(first: str, last: str, most: timedelta = LONGEST_GATHERING) -> bool:
    """Whether two values are days, the second behind the first, but not by more than some days."""
    if not len(first) == len(last) == len("2025-05-04"):
        return False
    return timedelta(0) < bounds(last)[0] - bounds(first)[0] <= most
