"""Full names before their short forms in brackets: "Alder Boat Council (ABC)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REACH = 600
"""Characters before a short form in which its full name begins."""
_MARKS = 3
"""Characters on each side of a short form in which its bracket stands."""


def spelt_before(pattern: re.Pattern[str], short: str, text: str) -> Iterator[re.Match[str]]:
    """What a pattern of a full name with the bracket behind it matches where a text has the short form."""
    done, at = 0, text.find(short)
    while at >= 0:
        end = at + len(short)
        if "(" in text[max(0, at - _MARKS) : at] and ")" in text[end : end + _MARKS]:
            match = pattern.search(text, max(done, at - _REACH), end + _MARKS)
            if match is not None:
                yield match
                done = match.end()
        at = text.find(short, at + 1)
