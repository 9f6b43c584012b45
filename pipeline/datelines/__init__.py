"""Datelines: where and when a release was issued, as a line of its own or opening a paragraph.

Both of these state the day of publication; only the first is a dateline and nothing else:

    >>> is_dateline("Springfield, United States - March 3, 2024 / Acme Roofing /")
    True
    >>> opening_day("SPRINGFIELD, Ill., March 3, 2024 /NewsLine/ -- Acme opened a new plant.")
    '2024-03-03'
"""

from __future__ import annotations

import re

from pipeline.datelines.days import Day, find_days

OPENING = 220
"""Characters in which the day of a dateline has to stand, counted from the paragraph's start."""

LEAD = 8
"""Passages from the start, furniture aside, that can be a dateline or open with one: headline, subtitles
and contact stand above it."""

AGENCY = re.compile(r"\([^()]{2,60}\)|/[^/]{2,60}/")
WIRE_BEHIND_DAY = re.compile(r"[\s,]*(?:\([A-Z][\w.,’' -]{2,40}\)|/[^/\s][^/]{2,40}/)\s*[-–—:]")
SEPARATOR_BEHIND_DAY = re.compile(
    r"[\s,]*(?:[@|]?\s*\d{1,2}[:.]\d{2}\b[^-–—]{0,40}?)?(?:\s[-–—]|[-–—]{2}|[–—]|[-:|/]\s|\(|\s/|$)"
)
PLACE_BEHIND_DAY = re.compile(r"[\s,]+(?:[A-Z][\w.’'-]*[\s,]+){1,6}(?:[-–—]{1,2}|/|\()(?!\w)")
BRACKET_BEFORE_DAY = re.compile(r"\s[(\[](?:[A-Z][a-z]+day,?\s+)?$")
BRACKET_BEHIND_DAY = re.compile(r"[)\]]\s*[-–—]")
STOP_BEHIND_PLACE = re.compile(r"\.\s+[A-Z]")
WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\.", re.I
)
LABEL = re.compile(
    r"\b(?:for immediate release|embargo(?:ed)?(?: until| till)?|press release|date(?= ?:)"
    r"|(?:date )?(?:published|posted|issued|released|updated)(?: on| at)?"
    r"|(?:release|publication|publish|posting|posted|article) (?:date|time))\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2}){0,2}\s*(?:[ap]\.?m\b\.?)?"
    r"|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CET|noon)\b|\b[A-Z]\w+/[A-Z]\w+\b",
    re.IGNORECASE,
)
HOST = re.compile(r"\b(?:https?://|www\.)?[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,12}\b(?:/\S*)?")
CREDIT = re.compile(
    r"\beditor\s*:\s*\w+|\b(?:source|(?:web )?editor|author|by|from|written by|edited by)\b\s*:?",
    re.IGNORECASE,
)
CONNECTORS = frozenset("of de la le del da do di the and et al at upon und on for in".split())
NOT_FIRST = frozenset(
    "on since by from until till in as of after before between for at to during effective through".split()
)


def is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing else: day, place, agency, clock time."""
    if len(line) > 150:
        return False
    day = next(find_days(line), None)
    if day is None:
        return False
    rest = HOST.sub(" ", CREDIT.sub(" ", f"{line[: day.start]} {line[day.end :]}"))
    return _is_place(rest) and not line.startswith(("(", "[", "*", "•"))


def labelled_day(line: str) -> str | None:
    """The day in a line that names it as the day of publication: "Published: 3 March 2024"."""
    label = LABEL.search(line) if len(line) <= 150 else None
    if label is None or re.match(r"(?:last )?updated", line, re.I):
        return None
    day = next(find_days(line[label.end() :]), None)
    gap = line[label.end() : label.end() + day.start] if day else ""
    return day.value if day and _is_place(gap) and is_dateline(line) else None


def credits_somebody(line: str) -> bool:
    """Whether a line with a day says also who wrote or issued it: it is a byline, then."""
    return CREDIT.search(line) is not None


def opening_day(paragraph: str) -> str | None:
    """The day in the dateline that opens a paragraph, if one does and states it in full."""
    for day in find_days(paragraph[:OPENING]):
        if _opens(paragraph, day):
            return day.value
    return None


def _opens(paragraph: str, day: Day) -> bool:
    before, behind = paragraph[: day.start], paragraph[day.end : day.end + 120]
    if WIRE_BEHIND_DAY.match(behind) and len(before) < 120:
        return True
    if not _is_place(before):
        return False
    if BRACKET_BEFORE_DAY.search(before):
        return bool(BRACKET_BEHIND_DAY.match(behind))
    if SEPARATOR_BEHIND_DAY.match(behind):
        return True
    return bool((STOP_BEHIND_PLACE if before.strip() else PLACE_BEHIND_DAY).match(behind))


def _is_place(text: str) -> bool:
    """Whether a text could be place and agency: few words, each a name, none the start of a sentence."""
    bare = text
    for companion in (LABEL, WEEKDAY, AGENCY, CLOCK):
        bare = companion.sub(" ", bare)
    words = re.findall(r"[^\W_][\w.’'&-]*", bare)
    if len(words) > 9 or re.search(r"[!?;“”\"]|\.\s+[A-Z][a-z]+\s+[a-z]", bare):
        return False
    if words and words[0].lower() in NOT_FIRST:
        return False
    return all(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in CONNECTORS
