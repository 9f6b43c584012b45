"""Where the names that were found by their surroundings stand again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.analysis import Analysis
from pipeline.extract.events.phrases import Phrase

OPENING = re.compile(r"\w+|(?<!\w)[^\w\s]")
BEHIND_NAME = re.compile(r"(?: 20\d\d)?(?![\w’])")
BASE = re.compile(r"^20\d\d | 20\d\d$")
SHORTEST_BASE = 4


def named_again(analysis: Analysis, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Where else the names stand, with another year or none."""
    firsts = {BASE.sub("", p.name): p for p in reversed(found)}
    by_opening: dict[str, list[str]] = defaultdict(list)
    for name in firsts:
        if len(name) >= SHORTEST_BASE:
            by_opening[_opening_of(name)].append(name)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for word in OPENING.finditer(analysis.text) if by_opening else ():
        for name in by_opening.get(word.group(), ()):
            behind = _behind_name(analysis.text, word.start(), name)
            if behind and not (places[name] and places[name][-1][1] > word.start()):
                places[name].append((word.start(), behind))
    for name, first in firsts.items():
        for start, end in places[name]:
            if analysis.kind_at(start) != "furniture":
                words = analysis.text[start:end]
                yield replace(first, start=start, end=end, name=words, rule="event.named-again")


def _behind_name(text: str, start: int, name: str) -> int | None:
    """The place behind a name that begins at a place of the text, with the year behind it."""
    if not text.startswith(name, start):
        return None
    behind = BEHIND_NAME.match(text, start + len(name))
    return behind.end() if behind else None


def _opening_of(name: str) -> str:
    """The letters and digits that a name begins with, or its first sign."""
    opening = OPENING.match(name)
    return opening.group() if opening else name[0]
