"""Gatherings known by a name that no noun shows to be one: "CES", "Art Basel", "Wimbledon"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from pipeline.analysis import Analysis
from pipeline.extract.events.phrases import Phrase
from pipeline.packaged import yaml_content
from pipeline.records import EventKind

LIST = "known.en.yaml"
WORD = re.compile(r"(?<![\w.@/-])[A-Za-z0-9][\w’']*")
CAPITALISED = re.compile(r"[A-Z0-9]\w*")
YEAR_BEFORE = re.compile(r"\b20\d\d $")
YEAR_BEHIND = re.compile(
    r"(?: |-|’|')?20\d\d\b| (?:Season|Week) \d+\b| (?:USA|Asia|Europe|Global)\b(?: 20\d\d\b)?"
)
PART_OF_OTHER = re.compile(r"[\w@/-]|\.\w|[’']s\b| (?!(?:I|The|In|On|At|For|From|This|Its)\b)[A-Z][\w-]+")
"""What behind a name makes it part of another one."""

NOUNS: Mapping[EventKind, str] = {"social": "festival"}
"""What a text calls a gathering of a kind, where the kind is no such noun itself."""

CUE = re.compile(
    r"\b(?:at|during|attend\w*|visit|ahead of|return\w* to|participat\w+ in|exhibit\w* at|sidelines of)\s+"
    r"(?:the\s+|this\s+year[’']s\s+|next\s+year[’']s\s+|upcoming\s+)*$",
    re.IGNORECASE,
)


def known_events(analysis: Analysis) -> Iterator[Phrase]:
    """Yield the names in an article, with the years beside them."""
    text = analysis.text
    if not _may_hold_any(text):
        return
    for word in WORD.finditer(text):
        for name, kind in _by_first_word().get(word.group(), ()):
            if text.startswith(name, word.start()):
                if phrase := _phrase(text, word.start(), name, kind):
                    yield phrase
                break


def _may_hold_any(text: str) -> bool:
    """Whether one of the names stands in a text, be it within a word."""
    openings = _by_first_word()
    there = openings.keys() & set(CAPITALISED.findall(text))
    there |= {word for word in openings if not CAPITALISED.match(word)}
    return any(name in text for word in there for name, _ in openings[word])


def _phrase(text: str, start: int, name: str, kind: EventKind) -> Phrase | None:
    behind = YEAR_BEHIND.match(text, start + len(name))
    end = behind.end() if behind else start + len(name)
    year = YEAR_BEFORE.search(text[max(0, start - 6) : start])
    start = year.start() + max(0, start - 6) if year else start
    if PART_OF_OTHER.match(text, end):
        return None
    cued = CUE.search(text[max(0, start - 40) : start]) is not None
    if name in _when_cued() and not (cued or year or behind):
        return None
    return Phrase(start, end, text[start:end], NOUNS.get(kind, kind), "context", "event.known")


def known_kind(name: str) -> EventKind | None:
    """The kind of a known gathering that a name holds, with whatever beside it."""
    for word in WORD.finditer(name):
        for known, kind in _by_first_word().get(word.group(), ()):
            end = word.start() + len(known)
            if name.startswith(known, word.start()) and not name[end : end + 1].isalnum():
                return kind
    return None


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[str, EventKind], ...]]:
    """The known names, by the first word, the longest first."""
    content = yaml_content("pipeline.extract.events", LIST)
    names: dict[str, list[tuple[str, EventKind]]] = defaultdict(list)
    for kind in get_args(EventKind):
        for name in sorted(set(map(str, content.get(kind, ()))), key=len, reverse=True):
            if first := WORD.match(name):
                names[first.group()].append((name, kind))
    return {word: tuple(sorted(pairs, key=lambda p: -len(p[0]))) for word, pairs in names.items()}


@cache
def _when_cued() -> frozenset[str]:
    return frozenset(map(str, yaml_content("pipeline.extract.events", LIST)["when_cued"]))
