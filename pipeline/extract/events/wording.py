"""How words are compared: in lower case, numbers by their number of digits, counts on a coarse scale."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
STEPS = (0, 1, 2, 3, 5, 8, 13, 25, 50)


def folded(words: str) -> list[str]:
    """Words and marks in lower case, numbers by their number of digits.

    >>> folded("On May 12, 2025")
    ['on', 'may', '00', ',', '0000']
    """
    return ["0" * len(w) if w.isdigit() else w for w in WORD.findall(words.casefold())]


def bucket(number: int) -> int:
    """A number on a coarse scale.

    >>> [bucket(n) for n in (0, 4, 7, 400)]
    [0, 3, 5, 50]
    """
    return max(step for step in STEPS if step <= number)
