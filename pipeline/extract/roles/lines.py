"""What the lines of a list or table tell of a post's organisation: labels, the line above, the line below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.roles.candidates import Candidate
from pipeline.extract.roles.draft import Draft
from pipeline.extract.roles.nearness import beginning_in

_ITEM = re.compile(r" ?[*•·▪◦–-] ?")


class Line(NamedTuple):
    """Where a line begins and ends (-1 for the last), the line above, and the one that opens its list.

    `alone` are the words of the line above, `below` is where the next words stand behind the line.
    """

    start: int
    end: int
    above: tuple[int, int]
    opening: tuple[int, int]
    alone: str
    below: int


class Lines:
    """The lines of one text, each looked at once."""

    def __init__(self, text: str) -> None:
        """Remember the text."""
        self._text = text
        self._lines: dict[int, Line] = {}
        self._openings: dict[int, tuple[int, int]] = {}

    def bonds(self, draft: Draft, candidate: Candidate) -> Iterator[str]:
        """Whether the candidate labels the post's line, or is named in the line above or below it."""
        start = draft.title.start
        line = self._line(self._text.rfind("\n", 0, start) + 1, start)
        if any(mention.end <= line.opening[1] for mention in beginning_in(candidate.mentions, *line.opening)):
            yield "list-opening"
        behind = line.below if line.end > 0 else start
        for mention in beginning_in(candidate.mentions, line.above[0], behind):
            if mention.end <= line.above[1]:
                yield "line-above-alone" if line.alone == mention.text else "line-above"
                if self._text[line.above[1] - 1] == ":":
                    yield "line-above-colon"
            elif line.start <= mention.start < start:
                if self._text[mention.end : mention.end + 1] == ":":
                    yield "labels-line"
            elif 0 < line.end < mention.start:
                yield "line-below"

    def _line(self, start: int, title: int) -> Line:
        """The line with a title that begins at an offset."""
        if start not in self._lines:
            text, end = self._text, self._text.find("\n", title)
            last = self._words_end(start)
            above = text.rfind("\n", 0, last) + 1
            alone = text[above:last].strip(" :•*-–—")
            below = end
            while 0 < below < len(text) and text[below].isspace():
                below += 1
            self._lines[start] = Line(start, end, (above, last), self._opening(start), alone, below)
        return self._lines[start]

    def _words_end(self, line: int) -> int:
        """Where the words before a line end."""
        while line and self._text[line - 1] in "\n ":
            line -= 1
        return line

    def _opening(self, line: int) -> tuple[int, int]:
        """The line that opens the list of which the line at an offset is an item; empty if it is none."""
        items: list[int] = []
        found = 0, 0
        while _ITEM.match(self._text, line):
            if line in self._openings:
                found = self._openings[line]
                break
            items.append(line)
            end = self._words_end(line)
            line = self._text.rfind("\n", 0, end) + 1
            if not _ITEM.match(self._text, line):
                found = line, end
                break
            if line == 0:
                break
        self._openings.update(dict.fromkeys(items, found))
        return found
