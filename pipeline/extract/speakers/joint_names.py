"""Names joined by "and", at the end of a list too: who speaks with one voice.

In: the mention right behind or before a verb. Out: all that are joined to it: `said` **Jane Roe, Tom
Marsh and Ann Blythe**. A comma alone joins nobody: `said Jane Roe, Tom Marsh's successor`.
"""

from __future__ import annotations

import re

from pipeline.entities import Entities, Mention

_AND = re.compile(r",?\s+(?:and|&)\s+(?:[A-Z][\w.]*\s+){0,3}")
_AND_BEFORE = re.compile(r"\s+(?:and|&)\s+(?:[A-Z][\w.]*\s+){0,3}")
_COMMA = re.compile(r",\s+")
_LONGEST = 100
"""Characters behind a name within which those stand that are joined to it."""


def joined_behind(text: str, entities: Entities, first: Mention) -> list[Mention]:
    """A mention and those joined to it behind it."""
    found, joined = [first], 1
    for other in entities.people.within(first.end, first.end + _LONGEST):
        start, end = found[-1].end, other.start
        if _AND.fullmatch(text, start, end):
            joined = len(found) + 1
        elif not _COMMA.fullmatch(text, start, end):
            break
        found.append(other)
    return found[:joined]


def joined_before(text: str, entities: Entities, last: Mention) -> list[Mention]:
    """The mentions joined to a mention before it."""
    found: list[Mention] = []
    start = last.start
    while other := entities.people.before(start):
        gap = other.end, start
        if not (_COMMA.fullmatch(text, *gap) if found else _AND_BEFORE.fullmatch(text, *gap)):
            break
        found.insert(0, other)
        start = other.start
    return found
