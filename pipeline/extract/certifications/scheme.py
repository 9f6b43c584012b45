"""A scheme: the standard, regulation or programme that a certificate is for, as a text names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_MARKS = re.compile(r"[®™]|(?<=[a-z])TM\b")

SchemeKind = Literal["standard", "regulation", "mark", "label", "credential", "open"]
"""A `mark` is a programme's name; a `label` ("UL") is one only beside "certification"; an `open` one is
known by its form alone."""

_WORD = r"(?:[A-Z0-9][\w+./*-]{0,40}(?:['’]s)?[®™]?|&)"
CAPITALISED = rf"{_WORD}(?: (?:(?:of|for|in|on|the|and the|and|de|to) )?{_WORD}){{0,7}}"
"""A run of capitalised words, as names are: "Institute for Clean Water"."""

CAPITALISED_ITEM = rf"{_WORD}(?: (?:of |and )?{_WORD}){{0,5}}"
"""A shorter one, as the members of a list are."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme; `pieces` are where its words stand, the first the place of its mention."""

    name: str
    kind: SchemeKind
    pieces: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.pieces[0][1]


@dataclass(frozen=True, slots=True)
class SchemeList:
    """Schemes named one after the other, a unit for the rules."""

    start: int
    end: int
    schemes: tuple[Scheme, ...]
    kind: str = "schemes"

    def opens(self, stretch: tuple[int, int]) -> bool:
        """Whether it stands at the head of a stretch."""
        return stretch[0] <= self.start and self.end <= stretch[1]


def open_scheme(match: re.Match[str]) -> Scheme:
    """The scheme that the group `name` of a match gives by its form."""
    return Scheme(clean_name(match["name"]), "open", (match.span("name"),))


def clean_name(words: str) -> str:
    """A scheme's name without trademark signs, also those that lost their height.

    >>> clean_name("the LEED®  Gold")
    'LEED Gold'
    >>> clean_name("Certified Lamp PlannerTM")
    'Certified Lamp Planner'
    """
    return " ".join(_MARKS.sub("", words).split()).removeprefix("the ")
