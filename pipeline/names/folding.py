"""Words as canonical keys spell them, and keys that are their own keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LIGATURES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
_INNER_MARK = re.compile(r"(?<=\w)[.'’‐-](?=\w)")
_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> list[str]:
    """The words of a text case-folded, without accents, and without the marks inside a word.

    >>> folded_words("Søren O’Neil-Roe, Ph.D.")
    ['soren', 'oneilroe', 'phd']
    """
    plain = text.lower() if text.isascii() else _unaccented(text)
    return _WORD.findall(_INNER_MARK.sub("", plain))


def _unaccented(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    return "".join(c for c in folded if not unicodedata.combining(c))


def settled(key_of: Callable[[str], str], name: str) -> str:
    """Apply a function until nothing changes: what folding joined may again look like a title or suffix."""
    key = key_of(name)
    for _ in range(len(key)):
        again = key_of(key)
        if again == key:
            break
        key = again
    return key
