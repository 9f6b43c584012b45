"""A frame: who is said to speak at a place, by which cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.extract.speakers.voices import Voice

WayOfQuotation = Literal["after", "before", "further", "implied", "label", "name-line"]
"""How a quotation is attributed; what is `further` goes on with the speaker before: "adding, “"."""

WayOfStatement = Literal["according", "announced", "clause", "talk", "verb"]
"""By which construction something is stated without marks."""

Way = WayOfQuotation | WayOfStatement | Literal["list", "own", "pattern"]
"""How an attribution was found; the ids of rules end in that of a quotation or statement."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution: `start:end` is the cue; `voices` are the named persons; `way` how it was found."""

    start: int
    end: int
    voices: tuple[Voice, ...]
    way: Way
