"""What a place is by its name: a venue, a city, a region, a country.

>>> is_venue("Orla Arena"), rank_of("Ohio", CITY) == REGION
(True, True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon.gazetteer import is_city, is_country, is_region
from pipeline.lexicon.words import word_list

VENUE, STREET, CITY, COUNTY, REGION, COUNTRY = range(6)
"""How much a place contains: a later kind may contain an earlier one."""

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
"""How the words behind "on" begin where it leads to a day: no name goes on over it."""

_EVENTS = frozenset(
    "conference summit convention congress gala festival awards symposium meeting week days show".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A link of a chain."""

    start: int
    end: int
    rank: int


def rank_of(words: str, rank: int) -> int:
    """The kind of place that words name; if they do not tell, the one given."""
    if is_country(words):
        return COUNTRY
    if is_region(words):
        return REGION
    return CITY if is_city(words) else VENUE if is_venue(words) else rank


def is_venue(words: str) -> bool:
    """Whether the last word of a name, or a hotel chain's before it, tells a venue: "Orla Arena"."""
    bare = re.sub(r"(?: (?:North|South|East|West|[A-Z]?\d+))+$", "", words)
    head = re.split(r" (?:of|by|on|de|del) ", bare)[0].split()[-1]
    if any(word.casefold() in word_list("venue_heads") for word in (head, bare.split()[-1])):
        return True
    return " " in words and words.split()[0].casefold() in word_list("hotel_chains")


def is_event(words: str) -> bool:
    """Whether a word of a name tells that it is rather an event's."""
    return any(word.casefold() in _EVENTS for word in words.split())
