r"""Passages: the stretches of a text that stand by themselves, before anybody knows what they are.

A line is a passage; lines that were wrapped at a fixed width are one passage together. Offsets are
code points of the text, and what lies between two passages is white space only.

    >>> [p.text for p in split_passages("One line.\n\n* a point\n")]
    ['One line.', '* a point']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.article import BlockKind

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
LIST_MARKER = re.compile(r"(?:[*•·▪◦●■‣➤✓✔–—-]|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")

WRAP_COLUMNS = range(50, 101)
"""Widths at which programs wrap plain text: 72 and 76 in mail, up to 100 in editors."""
WRAP_SLACK = 26
"""How much shorter than the longest a wrapped line may be: the longest usual word."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text; `markup` is the kind its markup gives it, where it has one."""

    start: int
    end: int
    text: str
    markup: BlockKind | None = None

    @property
    def is_list_item(self) -> bool:
        """Whether it is marked as an item of a list, by its markup or by a bullet or number."""
        return self.markup == "list" or (self.markup is None and bool(LIST_MARKER.match(self.text)))


def split_passages(text: str) -> list[Passage]:
    """The passages of a text without markup, in order."""
    return [passage for group in _groups(text) for passage in _unwrapped(text, group)]


def _groups(text: str) -> Iterator[list[Passage]]:
    """Lines that follow one another without a blank line between them."""
    group: list[Passage] = []
    for line in _lines(text):
        if group and _line_breaks(text[group[-1].end : line.start]) > 1:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _lines(text: str) -> Iterator[Passage]:
    for match in LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield Passage(start, start + len(stripped), stripped)


def _line_breaks(gap: str) -> int:
    return len(gap.replace("\r\n", "\n").strip(" \t\u00a0"))


def _unwrapped(text: str, group: Sequence[Passage]) -> list[Passage]:
    if not _is_wrapped(group):
        return list(group)
    passages: list[Passage] = []
    for line in group:
        if passages and not line.is_list_item:
            start = passages.pop().start
            line = Passage(start, line.end, text[start : line.end])
        passages.append(line)
    return passages


def _is_wrapped(group: Sequence[Passage]) -> bool:
    """Whether lines look like one paragraph cut at a fixed width, and not like a menu or an address."""
    if len(group) < 2:
        return False
    widths = [len(line.text) for line in group[:-1] if not line.is_list_item] or [0]
    widest = max(widths)
    if widest not in WRAP_COLUMNS or len(group[-1].text) > widest + 2:
        return False
    ragged = sum(width < widest - WRAP_SLACK for width in widths)
    broken = sum(_runs_on(a.text, b.text) for a, b in pairwise(group))
    return ragged * 5 <= len(group) and broken * 2 >= len(group) - 1


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence goes on from one line into the next."""
    return line[-1] not in ".!?:;|" and (following[0].islower() or line[-1] == "," or line[-1].islower())
