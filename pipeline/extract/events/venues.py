"""The place that some words name: a venue with its city as a record gives it, without what ran on behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.entities import Mention
from pipeline.entities.places.kinds import DAY
from pipeline.lexicon.gazetteer import is_country, is_region

JOINT = re.compile(r"\s[–-]\s|,?\s(?:in|located at|located in)\s(?:downtown\s|the\s)?")
NO_VENUE = re.compile(
    r"(?:booth|stand|table|room|level|q[1-4])\b|[\d.]+$|\d+%|[$€£]|http|www|top \d+\b"
    r"|(?:all|one|two|three|four|five)$|(?:eastern|central|mountain|pacific) (?:standard |daylight )?time\b"
    r"|[^,]*\b(?:rates?|prices?|20\d\d)$",
    re.IGNORECASE,
)
STATE = re.compile(
    r"[A-Z]{2}|[A-Z]\.[A-Z]\.?(?:[A-Z]\.)?|(?:Ala|Ariz|Calif|Colo|Conn|Fla|Ill|Ind|Mass|Mich|Minn|Tenn|Tex|Va"
    r"|Wash|Wis|Pa|Md|Mo|Ga|Ky|La|Nev|Ore)\.?"
)
STOP = re.compile(
    r"(?<=[a-z]{3})\.\s[A-Z]|(?<=\d)\.\s[A-Z]|(?<=,\s[A-Z]{2})\.\s[A-Z]|[a-z](?=[A-Z][a-z]+\s?:)"
    rf"|\s(?:on|by)\s(?:{DAY})[a-z]{{0,6}}\.?(?=\s\d|[^\w\s]|$)"
    r"|\.\s(?:The|This|It|We|For|To|In|On|At|Join|Please|There|Guests|Doors|Attendees)$"
)
ZIP = re.compile(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b")
BELONGING = frozenset({"State", "City", "County", "Province", "Street", "Avenue", "Hotel", "and", "&"})
"""Words that make a state's or country's name before them part of a longer one."""
VIRTUAL_NAME = re.compile(r"\b(?:virtual|online|\w*webinar|webcast)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Where:
    """A place with the stretch of text that names it."""

    place: str
    at: tuple[int, int]


def place_in(text: str, start: int, end: int, lead: str, places: Sequence[Mention]) -> Where | None:
    """The place of a match if it is one: "in" wants a known place, "at" a name."""
    found = text[start:end]
    if stop := STOP.search(found):
        found = found[: stop.end() if found[stop.start()].islower() else stop.start()]
    found = _kept_parts(start, _without_tail(found).rstrip(" ,.;–-"), places)
    end = start + len(found)
    if not found or NO_VENUE.match(found) or re.search(r"[’']s?$", found):
        return None
    if lead != "at" and not _begins_within(places, start, min(end, start + 25)):
        return None
    online = VIRTUAL_NAME.search(found)
    return Where("online" if online else JOINT.sub(", ", found), (start, end))


def _without_tail(found: str) -> str:
    """Leave out what ran on behind a ZIP code, or behind a state or country: "Leith, Texas Takes Off"."""
    if code := ZIP.search(found):
        return found[: code.end()]
    head, comma, tail = found.rpartition(", ")
    words = tail.split()
    for count in (2, 1) if comma else ():
        container, rest = " ".join(words[:count]), words[count:]
        runs_on = len(rest) > 1 or (rest and len(rest[0]) == 1)
        if runs_on and rest[0] not in BELONGING and (is_region(container) or is_country(container)):
            return f"{head}, {container}"
    return found


def _kept_parts(start: int, found: str, places: Sequence[Mention]) -> str:
    """Keep what stands behind commas up to the last known place, state or address."""
    kept = 0
    for number, part in enumerate(re.finditer(r"[^,]+(?:,\s*|$)", found)):
        words = part.group().strip(" ,")
        first, last = start + part.start(), start + part.start() + len(words)
        known = _share_a_character(places, first, last)
        if not number or known or re.search(r"\d", words) or STATE.fullmatch(words):
            kept = part.start() + len(part.group().rstrip(" ,"))
    return found[:kept]


def _begins_within(places: Sequence[Mention], start: int, end: int) -> bool:
    """Whether one of some places, given in order, begins inside a stretch."""
    index = bisect_left(places, start, key=lambda place: place.start)
    return index < len(places) and places[index].start < end


def _share_a_character(places: Sequence[Mention], start: int, end: int) -> bool:
    """Whether one of some places, given in order and without overlaps, lies in a stretch with any part."""
    index = bisect_left(places, end, key=lambda place: place.start) - 1
    return index >= 0 and places[index].end > start
