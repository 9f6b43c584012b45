"""Where an event takes place: the venue with its city, as the text gives them, or "online"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.entities import Mention
from pipeline.extract.events.phrases import Phrase
from pipeline.extract.events.venues import VIRTUAL_NAME, Where, place_in

WORD = r"(?:[A-Z0-9À-Þ][\w’'.&/-]*|@)"
RUN = (
    rf"{WORD}(?:\s(?:(?:of|the|and|&|de|la|del|at|on|by|for)\s(?:the\s)?)?{WORD}){{0,9}}"
    r"(?:\s(?:province|county|prefecture|district)\b)?"
)
LINK = r"(?:,\s|\s[–-]\s|\sin\s(?:downtown\s|the\s)?|,?\slocated (?:at|in)\s(?:the\s)?)"
VENUE = re.compile(
    r"\b(?P<lead>at|in|inside|aboard)\s+(?:the\s+|its\s+|our\s+|both\s+)?"
    r"(?:(?:historic|iconic|beautiful|downtown|world-famous|new|prestigious|central|famed|renowned|legendary"
    rf"|stunning)\s+)*(?P<place>{RUN}(?:{LINK}{RUN}){{0,5}})"
)
LABELLED = re.compile(rf"\s*(?:the\s)?(?P<place>{RUN}(?:,\s{RUN}){{0,5}})")
LABELLED_ONLINE = re.compile(r"\s*(virtual\w*|online|zoom\w*)", re.IGNORECASE)
CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|noon)|\b\d{1,2}[:.]\d\d\b", re.IGNORECASE)
HELD = re.compile(
    r"""\b(?:held|place|hosted|returns?|scheduled|set\ (?:for|to\ take)|opens?|opened|located|kicks?|runs?|ran
      |staged|happening|conducted|attended|gather\w*|convened?|slated)\b""",
    re.IGNORECASE | re.VERBOSE,
)
PARENT = re.compile(
    r"\s*(?:,\s*)?(?:of|at|during|for|to)\s+(?:the\s+|this year[’']s\s+|its\s+)?(?:\w+\s+){0,2}",
    re.IGNORECASE,
)
ONLINE = re.compile(
    r"""\b(?:virtually|(?:held|hosted|conducted|place|presented|attend|join|live|both)(?:\ \w+){0,3}\ online
      |(?:via|on|over|through)\ zoom|via\ (?:a\ )?(?:live\ )?webcast
      |virtual\ (?:event|conference|summit|meeting|presentation))\b""",
    re.IGNORECASE | re.VERBOSE,
)
WEBCAST = re.compile(r"\b(?:webcast|webinar|zoom|live ?stream(?:ed)?)\b", re.IGNORECASE)
GAP = re.compile(r"(?:[\s,–—|(·-]|\bon\b|\bfrom\b)*")
CLOSE = 45
"""Characters between an event and its place where no word says that it is held."""

FAR = 220
"""Characters between them where one does."""

ONLINE_REACH = 160


def where_of(
    text: str,
    phrase: Phrase,
    window: tuple[int, int],
    places: Sequence[Mention],
    dates: Sequence[Mention],
    rivals: Sequence[Phrase],
) -> Where | None:
    """The place in a window of the text that belongs to a phrase: a venue, a city, or "online"."""
    limit = min(_limit(text, phrase, rivals), window[1])
    events = [p for p in rivals if p.form in ("proper", "context")]
    for match in VENUE.finditer(_blanked(text, phrase.end, limit, dates)):
        start, end = (offset + phrase.end for offset in match.span("place"))
        if any(p.start < end and start < p.end for p in events) or not _is_near(text, phrase, start, dates):
            continue
        if found := place_in(text, start, end, match["lead"], places):
            return found
    return _virtual(text, phrase, limit) or _beside(text, phrase, places, dates)


def venues_in(
    text: str, start: int, end: int, places: Sequence[Mention], dates: Sequence[Mention]
) -> Iterator[Where]:
    """All venues that a stretch of the text names behind "at", "in" or the like."""
    for match in VENUE.finditer(_blanked(text, start, end, dates)):
        first, last = (offset + start for offset in match.span("place"))
        if found := place_in(text, first, last, match["lead"], places):
            yield found


def labelled_place(text: str, start: int, end: int, places: Sequence[Mention]) -> Where | None:
    """The place that a line such as "Where: Pier Nine, Leith" names."""
    if match := LABELLED_ONLINE.match(text, start, end):
        return Where("online", match.span(1))
    match = LABELLED.match(text, start, end)
    return place_in(text, *match.span("place"), "at", places) if match else None


def _limit(text: str, phrase: Phrase, rivals: Sequence[Phrase]) -> int:
    """Where the next event begins, unless this one is a part of it."""
    position = phrase.end
    behind = (p for p in rivals if p.start >= phrase.end and p.form != "anaphor")
    for rival in sorted(behind, key=lambda p: p.start):
        if not PARENT.fullmatch(text[position : rival.start]):
            return rival.start
        position = rival.end
    return len(text)


def _blanked(text: str, start: int, end: int, dates: Sequence[Mention]) -> str:
    """The stretch with dates and clock times blotted out, so that no place reaches over them."""
    pieces, position = [], start
    for date in dates:
        first, last = max(position, date.start), min(end, date.end)
        if first < last:
            pieces += [text[position:first], "·" * (last - first)]
            position = last
    return CLOCK.sub(lambda match: "·" * len(match.group()), "".join([*pieces, text[position:end]]))


def _is_near(text: str, phrase: Phrase, start: int, dates: Sequence[Mention]) -> bool:
    """Whether a place stands near an event, or further off behind its date or a word for holding it."""
    between = text[phrase.end : start]
    if len(between) <= CLOSE or HELD.search(between):
        return len(between) < FAR
    return any(phrase.end <= d.start and d.end <= start and d.start - phrase.end <= CLOSE for d in dates)


def _virtual(text: str, phrase: Phrase, limit: int) -> Where | None:
    """The value "online", if the name, the words before it or those behind it say so."""
    lead = text[max(0, phrase.start - 30) : phrase.end].rpartition("\n")[2]
    if match := VIRTUAL_NAME.search(lead):
        at = phrase.end - len(lead) + match.start()
        return Where("online", (at, at + len(match.group())))
    end = min(limit, phrase.end + ONLINE_REACH)
    match = ONLINE.search(text, phrase.end, end)
    if match is None and phrase.head.endswith(("call", "presentation", "briefing")):
        match = WEBCAST.search(text, phrase.end, end)
    return Where("online", match.span()) if match else None


def _beside(text: str, phrase: Phrase, places: Sequence[Mention], dates: Sequence[Mention]) -> Where | None:
    """The place right behind an event or its date: "Data Days, May 6-8, Lyon"; else the city in its name."""
    behind = (d for d in dates if d.start >= phrase.end and GAP.fullmatch(text[phrase.end : d.start]))
    ends = [phrase.end, *(d.end for d in behind)]
    for place in places:
        if any(place.start >= end and GAP.fullmatch(text[end : place.start]) for end in ends):
            match = LABELLED.match(text, place.start)
            return place_in(text, *match.span("place"), "in", places) if match else None
    own = [p for p in places if phrase.start < p.start and p.end == phrase.end]
    return Where(own[0].text, (own[0].start, own[0].end)) if own else None
