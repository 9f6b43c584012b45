"""When an event takes place: which date expression of a sentence belongs to which phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipeline.edtf import bounds
from pipeline.entities import Mention
from pipeline.extract.events.phrases import YEAR, Phrase

NOT_BEFORE_DATE = re.compile(
    r"""\b(?:since|until|till|before|by|after|prior\ to|following|as\ of|compared\ (?:to|with)
      |deadlines?|due|expires?|ended|ending|ends|closed?\ (?:of\ business\ )?on|record\ date(?:\ of)?
      |born|founded|established|created|introduced|published|launched|dated|filed|joined(?:\ \w+){0,3}\ in
      |fiscal|quarter|registrations?(?:\ (?:is|are))?(?:\ open)?|tickets?
      |available\ (?:through|until)|replay[^.]{0,60})
      (?:\ on|\ the|\ of|\ in|\ \w+day,?){0,2}\s*[:(]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words before a date that make it the date of something else than a gathering."""

NOT_BEHIND_DATE = re.compile(
    r"""\s*,?\s*(?:\(?(?:deadline|record\ date|quarter|fiscal|results|financial|season|earnings\ (?!call))
      |/PR|/\d\d-\d|/[A-Z])""",
    re.IGNORECASE | re.VERBOSE,
)
YEAR_LEAD = re.compile(
    r"\b(?:in|late|early|mid|summer|spring|fall|autumn|winter)[\s-]+(?:the\s+|its\s+|this\s+)?$",
    re.IGNORECASE,
)
TODAY = re.compile(
    r"today|yesterday|tonight|currently|(?:this|last) (?:week|month|year|quarter)", re.IGNORECASE
)
HELD = re.compile(
    r"(?:held|place|hosted|began|opened|opens|kicked off|concluded|wrapped up|gathered|met)"
    r"\s+(?:earlier\s+)?$",
    re.IGNORECASE,
)
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
"""What may stand between a common noun for a gathering and its date."""

HOLDING = re.compile(
    r"""\b(?:held|hosted|hosts?|hosting|holds?|holding|convened?|celebrated?|attend(?:ed|s|ing)?|during
        |took\ place|takes?\ place|conducted|organi[sz]e[sd]?|staged|at)\s+(?:\w+\s+){0,4}$
      |[’']s\s+(?:\w+\s+){0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)
ON = re.compile(
    r",?\s*(?:is |was |will be )?(?:held |taking place |scheduled )?(?:on|from|for|in|,|\()?\s*",
    re.IGNORECASE,
)
ADJACENT = re.compile(r"\s*,?\s*(?:the|a|an|its|their|our)?\s*[“\"‘]?(?:the\s)?", re.IGNORECASE)
CLAUSE = re.compile(r"[;:].{60}|.{60}, (?:which|who|and|but|where|while) ", re.DOTALL)
CLOCK = re.compile(
    r"""\b\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|noon)|\b\d{1,2}:\d\d\b
      |\(?\b(?:[ECMP][SD]?T|Eastern(?:\ Time)?|Pacific(?:\ Time)?)\b\)?""",
    re.IGNORECASE | re.VERBOSE,
)
JOINED_DAYS = re.compile(
    r"\s*(?:,|and|&|to|through|thru|until|-|–|—|,? and)\s*(?:on |\w+day,? )?", re.IGNORECASE
)
LONGEST_GATHERING = timedelta(days=14)

LOWER_WORD = re.compile(r"(?<![\w.’'-])[a-z]{2,}")
SMALL_WORDS = frozenset({"of", "and", "the", "de", "la", "pr", "via", "www", "com"})
BEHIND_DATELINE = re.compile(r"[\s,]*(?:@[^-–—]{0,40})?\s*(?:\(|/|-|–|—|\|)")
PREPOSITION = re.compile(
    r"\W*(?:on|in|from|at|join|this|during|since|as|after|by|starting|beginning)\b", re.IGNORECASE
)
LONGEST_DATELINE = 200


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
    fit = [d for d in dates if _may_date(text, d, phrase, window[0])]
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
    if before and ADJACENT.fullmatch(text[before[0].end : phrase.start]):
        return before[0]
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
    words = CLOCK.sub("", between)
    if YEAR.fullmatch(date.name) and len(words) > len(" held early in "):
        return False
    if phrase.head.endswith("call") and len(words) < 200 and words.rstrip().endswith(" on"):
        return True
    return HELD_ON.fullmatch(words) is not None


def _leads_to(between: str, date: Mention, phrase: Phrase) -> bool:
    """Whether the words from a date to a common noun say so: "On May 4, Acme hosted a"."""
    if YEAR.fullmatch(date.name) and "election" not in phrase.head:
        return False
    return len(between) < 120 and (ADJACENT.fullmatch(between) or HOLDING.search(between)) is not None


def _may_date(text: str, date: Mention, phrase: Phrase, opening: int) -> bool:
    """Whether a date can be that of a gathering at all."""
    lead = text[max(opening, date.start - 80) : date.start]
    if date.start < phrase.end and phrase.start < date.end:
        return False
    if NOT_BEFORE_DATE.search(lead) or NOT_BEHIND_DATE.match(text[date.end : date.end + 40]):
        return False
    if not _is_plain(text, date, phrase, lead):
        return False
    return not in_dateline(text, date)


def _is_plain(text: str, date: Mention, phrase: Phrase, lead: str) -> bool:
    """Whether a date is a day, or what is vaguer stands where it must date a gathering."""
    if YEAR.fullmatch(date.name) and date.name not in date.text:
        return False
    if TODAY.fullmatch(date.text):
        return HELD.search(lead) is not None or text[date.end : date.end + 2] in ("’s", "'s")
    first, slash, _ = date.name.partition("/")
    if slash and len(first) < len("2025-05-04"):
        return HELD.search(lead) is not None
    if YEAR.fullmatch(date.name) and "election" not in phrase.head:
        return YEAR_LEAD.search(lead) is not None
    return True


def in_dateline(text: str, date: Mention) -> bool:
    """Whether only names stand before the date in its line, as in a dateline."""
    line = text.rfind("\n", 0, date.start) + 1
    lead = text[line : date.start]
    if len(lead) > LONGEST_DATELINE or ":" in lead or PREPOSITION.match(text[line : line + 20]):
        return False
    if any(word not in SMALL_WORDS for word in LOWER_WORD.findall(lead)):
        return False
    return BEHIND_DATELINE.match(text[date.end : date.end + 60]) is not None


def with_last_day(text: str, date: Mention, dates: Sequence[Mention]) -> When:
    """First and last day of a range, which may be written as two dates: "May 4 and 5"."""
    first, slash, last = date.name.partition("/")
    at = (date.start, date.end)
    if slash:
        return When(first, last, at, at)
    follower = next((d for d in dates if d.start >= date.end), None)
    joined = follower and JOINED_DAYS.fullmatch(text[date.end : follower.start])
    if follower and joined and _soon_after(first, follower.name):
        return When(first, follower.name, at, (follower.start, follower.end))
    return When(first, None, at, None)


def _soon_after(first: str, last: str) -> bool:
    """Whether two values are days, the second within two weeks of the first."""
    if not len(first) == len(last) == len("2025-05-04"):
        return False
    return timedelta(0) < bounds(last)[0] - bounds(first)[0] <= LONGEST_GATHERING
