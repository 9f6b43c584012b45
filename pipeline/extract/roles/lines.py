"""What the lines of a list or table tell of a post's organisation: labels, the line above, the line below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.roles.candidates import Candidate
from pipeline.extract.roles.draft import Draft

_ITEM = re.compile(r" ?[*•·▪◦–-] ?")


def line_bonds(text: str, draft: Draft, candidate: Candidate) -> Iterator[str]:
    """Whether the candidate labels the post's line, or is named in the line above or below it."""
    start = draft.title.start
    line, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    last = len(text[:line].rstrip("\n "))
    above = text.rfind("\n", 0, last) + 1
    opening = _list_opening(text, line)
    for mention in candidate.mentions:
        if opening[0] <= mention.start and mention.end <= opening[1]:
            yield "list-opening"
        if above <= mention.start and mention.end <= last:
            alone = text[above:last].strip(" :•*-–—") == mention.text
            yield "line-above-alone" if alone else "line-above"
            if text[last - 1] == ":":
                yield "line-above-colon"
        elif line <= mention.start < start and text[mention.end : mention.end + 1] == ":":
            yield "labels-line"
        elif 0 < end < mention.start and not text[end : mention.start].strip():
            yield "line-below"


def _list_opening(text: str, line: int) -> tuple[int, int]:
    """The line that opens the list of which the line at an offset is an item; empty if it is none."""
    while _ITEM.match(text, line):
        end = len(text[:line].rstrip("\n "))
        line = text.rfind("\n", 0, end) + 1
        if not _ITEM.match(text, line):
            return line, end
        if line == 0:
            break
    return 0, 0
