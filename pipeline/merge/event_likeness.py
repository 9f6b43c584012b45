"""Whether two event findings may be one event, by their names, years, editions and dates."""

from __future__ import annotations

from pipeline.findings import EventFinding
from pipeline.merge.event_names import (
    ACRONYM,
    NUMBER,
    YEAR,
    acronym_of,
    capitals_of,
    numbered,
    plain_words,
    words_of,
)

PARTS = frozenset(
    {"ceremony", "reception", "dinner", "party", "luncheon", "breakfast", "workshop", "afterparty"}
)
"""Last words of the names of what takes place within a larger event."""

FEWEST_LETTERS = 4
"""Letters by which two names are likely to be one, as they share words besides."""

AWARDING = frozenset(
    {"award", "awards", "gala", "prize", "prizes", "graduation", "opening", "signing", "call"}
)


def same(a: EventFinding, b: EventFinding) -> bool:
    """Whether the names of two findings are one event's."""
    x, y = words_of(a.name), words_of(b.name)
    if is_part(a.name, y) or is_part(b.name, x):
        return False
    if "call" in x & y and a.start and a.start == b.start:
        return True
    plain_x, plain_y = plain_words(x), plain_words(y)
    if not plain_x or not plain_y:
        return x == y
    if plain_x <= plain_y or plain_y <= plain_x:
        return True
    if _initials(a.name, b.name) or _initials(b.name, a.name) or _abbreviates(a.name, b.name):
        return True
    return 3 * len(plain_x & plain_y) >= 2 * len(plain_x | plain_y)


def is_part(name: str, of: frozenset[str]) -> bool:
    """Whether a name is that of a gathering within one whose words are given: "… Summit Opening Ceremony"."""
    last = name.casefold().split()[-1]
    return last in PARTS and last not in of and not of & AWARDING and words_of(name) > of


def _initials(short: str, full: str) -> bool:
    """Whether one name is the initials of the other: "GSCF", "Global Smart City Forum"."""
    acronym = acronym_of(short)
    return acronym != "" and acronym == capitals_of(full)


def _abbreviates(a: str, b: str) -> bool:
    """Whether an acronym in a name stands for words of the other: "GSC Forum", "Global Smart City Forum"."""
    letters = capitals_of(a)
    if len(letters) < FEWEST_LETTERS or letters != capitals_of(b) or not words_of(a) & words_of(b):
        return False
    apart = words_of(a) ^ words_of(b)
    return any(ACRONYM.match(word) and word.casefold() in apart for word in f"{a} {b}".split())


def may_be_same(a: EventFinding, b: EventFinding) -> bool:
    """Whether neither years nor edition numbers nor dates set two findings apart."""
    for pattern in (YEAR, NUMBER):
        x, y = (numbered(words_of(event.name), pattern) for event in (a, b))
        if x and y and not (x <= y or y <= x):
            return False
    return _near(a, b)


def _near(a: EventFinding, b: EventFinding) -> bool:
    if a.start is None or b.start is None:
        return True
    if a.start.startswith(b.start) or b.start.startswith(a.start):
        return True
    if a.start[:4] != b.start[:4]:
        return False
    return max(a.start, b.start) <= max(a.end or a.start, b.end or b.start)
