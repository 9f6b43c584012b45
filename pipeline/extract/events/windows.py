"""The stretch of an article that tells of a phrase: its sentence, mended where the model cut it in two."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.analysis import Analysis

BROKEN_OFF = re.compile(
    r"(?:\b(?:[ap]\.m|St|Mr|Ms|Dr|No|Inc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|vs|[A-Z]|U\.S|D\.C)\.|,)$"
)
LONGEST_ABBREVIATION = 12
REACH = 600
"""Characters before and behind a phrase that tell of it at most: a list may pass for one sentence."""


class Windows:
    """The sentences of an article, with those joined again that were cut at an abbreviation."""

    def __init__(self, analysis: Analysis) -> None:
        """Join what belongs together."""
        self._stretches: list[tuple[int, int]] = []
        for sentence in analysis.sentences:
            start, end = sentence.start_char, sentence.end_char
            if self._stretches and _continues(analysis.text, self._stretches[-1], start):
                start = self._stretches.pop()[0]
            self._stretches.append((start, end))
        self._starts = [start for start, _ in self._stretches]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence or sentences that a stretch lies in."""
        if not self._stretches:
            return start, end
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        opening, close = self._stretches[first][0], self._stretches[last][1]
        return max(opening, start - REACH), max(end, min(close, end + REACH))


def _continues(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether a sentence goes on with the one before it, as after an abbreviation."""
    if "\n" in text[before[1] : start]:
        return False
    if text[start].islower():
        return True
    return BROKEN_OFF.search(text, max(before[0], before[1] - LONGEST_ABBREVIATION), before[1]) is not None
