"""Quotations in single marks, as British papers set them: ‘We are glad,’ said Jane Roe.

An apostrophe looks the same. A single mark opens only before a capital and closes only behind a sign of
punctuation or before an attribution.

    >>> text = "‘We’re glad to be here,’ said Roe of Acme’s plant."
    >>> [text[q.start:q.end] for q in in_single_marks(text, 0, len(text), [])]
    ['We’re glad to be here,']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.extract.speakers.quotation import Quotation

_LONGEST = 2000
"""Characters within which a single mark must close, or it is an apostrophe."""
_FEWEST_SPACES = 2
"""Spaces between the marks, at least: what has fewer is a word or a title."""
_OPENING = re.compile(r"(?:(?<=[\s(:—–])|^)[‘'](?=[(\[]?[A-Z…])")
_CLOSING = re.compile(r"(?<=[.,!?…])[’'](?!\w)|(?<=\w)[’'](?=[.,]?(?:\s*$|,? (?:said|says|he|she)\b))")


def in_single_marks(text: str, start: int, end: int, double: Sequence[Quotation]) -> Iterator[Quotation]:
    """The quotations of the passage `start:end` in single marks, outside those in `double` ones, in order."""
    if _OPENING.search(text, start, end) is None:
        return
    ends = [mark.end() for mark in _CLOSING.finditer(text, start, end)]
    starts = [quotation.outer_start for quotation in double]
    position = start
    while match := _OPENING.search(text, position, end):
        position = match.end()
        index = bisect_right(starts, match.start())
        if index and match.start() < double[index - 1].outer_end:
            continue
        behind = bisect_right(ends, match.end())
        limit = starts[index] if index < len(starts) else end
        if behind == len(ends) or ends[behind] > min(limit, match.end() + _LONGEST):
            continue
        inner_end = ends[behind] - 1
        words = text[match.end() : inner_end]
        if words.count(" ") >= _FEWEST_SPACES and "\n" not in words:
            yield Quotation(match.end(), inner_end, match.start(), ends[behind])
            position = ends[behind]
