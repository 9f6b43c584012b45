"""Which date expressions can be the day of a gathering at all."""

from __future__ import annotations

import re

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
HOSTING = re.compile(r"\b(?:host|hold|held|conduct|conven|stag)\w*\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE)
HOSTING_REACH = 80
"""Characters before a gathering in which a verb says that somebody holds it."""

BESIDE = re.compile(r"(?: and (?:\w+ )?webcast| \([^()]*\))? (?:(?:earlier|later) )?", re.IGNORECASE)
LOWER_WORD = re.compile(r"(?<![\w.’'-])[a-z]{2,}")
SMALL_WORDS = frozenset({"of", "and", "the", "de", "la", "pr", "via", "www", "com"})
BEHIND_DATELINE = re.compile(r"[\s,]*(?:@[^-–—]{0,40})?\s*(?:\(|/|-|–|—|\|)")
PREPOSITION = re.compile(
    r"\W*(?:on|in|from|at|join|this|during|since|as|after|by|starting|beginning)\b", re.IGNORECASE
)
LONGEST_DATELINE = 200


def may_date(text: str, date: Mention, phrase: Phrase, opening: int) -> bool:
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
        if _is_hosted(text, phrase) and BESIDE.fullmatch(text, phrase.end, date.start):
            return True
        return HELD.search(lead) is not None or text[date.end : date.end + 2] in ("’s", "'s")
    first, slash, _ = date.name.partition("/")
    if slash and len(first) < len("2025-05-04"):
        return HELD.search(lead) is not None
    if YEAR.fullmatch(date.name) and "election" not in phrase.head:
        return YEAR_LEAD.search(lead) is not None
    return True


def _is_hosted(text: str, phrase: Phrase) -> bool:
    """Whether the words before a gathering say that somebody holds it."""
    return HOSTING.search(text, max(0, phrase.start - HOSTING_REACH), phrase.start) is not None


def in_dateline(text: str, date: Mention) -> bool:
    """Whether only names stand before the date in its line, as in a dateline."""
    reach = max(0, date.start - LONGEST_DATELINE - 1)
    line = text.rfind("\n", reach, date.start) + 1 or reach
    lead = text[line : date.start]
    if len(lead) > LONGEST_DATELINE or ":" in lead or PREPOSITION.match(text[line : line + 20]):
        return False
    if any(word not in SMALL_WORDS for word in LOWER_WORD.findall(lead)):
        return False
    return BEHIND_DATELINE.match(text[date.end : date.end + 60]) is not None
