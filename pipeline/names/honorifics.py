"""Honorifics before a name: "Dr.", "H.E.", "Lt. Col."."""

from __future__ import annotations

import re
from string import ascii_letters

from pipeline.names.lists import WORDS, alternatives

Gender = str
"""`masculine` or `feminine`."""

_HONORIFICS = WORDS["honorifics"]
_HONORIFIC = re.compile(rf"(?:the\s+)?(?:{alternatives(_HONORIFICS)})(?:\.\s*|\s+)(?=\S)", re.I)
_FIRST_WORD = re.compile(r"[^\s.]*")
_FIRST_WORDS = frozenset({"the", *(honorific.split()[0] for honorific in _HONORIFICS)})
_BEFORE = re.compile(rf"(?<![\w.])(?:{alternatives(_HONORIFICS)})\.?$", re.I)
_REACH = 30
"""Characters before a name in which its honorific stands."""


def _last_letters(words: str) -> str:
    return words[len(words.rstrip(ascii_letters)) :]


_LAST_LETTERS = frozenset(map(_last_letters, _HONORIFICS))


def is_honorific(words: str) -> bool:
    """Whether words stand before a name without being part of it: "Dr.", "H.E.", "Lt. Col."."""
    return _plain(words) in _HONORIFICS


def honorific_gender(words: str) -> Gender | None:
    """The gender that an honorific tells."""
    plain = _plain(words)
    return next((g for g in ("masculine", "feminine") if plain in WORDS[g]), None)


def _plain(words: str) -> str:
    return " ".join(words.replace(".", " ").casefold().split())


def without_honorifics(name: str) -> str:
    """A name without the honorifics before it."""
    start = 0
    while (first := _FIRST_WORD.match(name, start)) and may_be_honorific(first[0]):
        honorific = _HONORIFIC.match(name, start)
        if honorific is None:
            break
        start = honorific.end()
    return name[start:]


def may_be_honorific(first: str) -> bool:
    """Whether an honorific may begin with a word, or "the" before one."""
    return not first.isascii() or first.casefold() in _FIRST_WORDS


def honorific_before(text: str, offset: int) -> str | None:
    """The honorific right before a name that begins at an offset, as written.

    >>> honorific_before("met Dr. Roe", 8)
    'Dr.'
    """
    before = text[max(0, offset - _REACH) : offset].rstrip()
    if before.isascii() and _last_letters(before.rstrip(".")).casefold() not in _LAST_LETTERS:
        return None
    match = _BEFORE.search(before)
    return match.group() if match and match.group()[0].isupper() else None
