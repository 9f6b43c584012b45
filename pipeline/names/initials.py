"""Names that are the initials of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.names.folding import folded_words
from pipeline.names.organizations import bare_organization, without_suffix

_CONNECTORS = frozenset("of the and for in on at to a an de la du des et y e und für der".split())
_WORD = re.compile(r"\d+|[^\W\d_]+")
_LONGEST = 12
"""Characters of a short form with a space in it, at most."""


@lru_cache(maxsize=4096)
def is_initialism(short: str, full: str) -> bool:
    """Whether one name is made of the other's initials; numbers must agree.

    Small words may count or be left out, a word that is an acronym itself counts whole, legal forms
    not at all.

        >>> is_initialism("ISO/TC 268", "ISO Technical Committee 268")
        True
        >>> is_initialism("UoB", "University of Bree")
        True
    """
    if sum(c.isupper() for c in short) < 2 or (" " in short.strip() and len(short) > _LONGEST):
        return False
    letters = "".join(folded_words(short.replace("/", "").replace("&", "")))
    words = _WORD.findall(without_suffix(bare_organization(full)).replace("’s", "").replace("'s", ""))
    return len(letters) > 1 and len(words) > 1 and _spells(words, letters)


def _spells(words: Sequence[str], letters: str) -> bool:
    """Whether letters are what words stand for, one after the other."""
    read = {0}
    for word in words:
        initials = _initials(word)
        read = {at + len(initial) for at in read for initial in initials if letters.startswith(initial, at)}
        if not read:
            return False
    return len(letters) in read


def _initials(word: str) -> Sequence[str]:
    """What may stand for a word."""
    folded = "".join(folded_words(word)) or word
    if word.isdigit():
        return (folded,)
    if word.casefold() in _CONNECTORS:
        return "", folded[0]
    if word.isupper() and len(word) <= 6:
        return folded, folded[0]
    capitals = "".join(c for c in word if c.isupper()).casefold()
    return (capitals, folded[0]) if len(capitals) > 1 and capitals.isalnum() else (folded[0],)
