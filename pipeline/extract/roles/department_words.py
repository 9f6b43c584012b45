"""Runs of words that name a department, and where a title begins.

"CRM and Sales", "kidney and liver care", "Zymology Practice Group"
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.extract.roles.vocabulary import vocabulary
from pipeline.extract.roles.words import Word

_INNER_LINKS = frozenset({"and", "&", "/", "of"})
LINKS = frozenset({"and", "&", "/", ",", "+"})
_PHRASE_LIMIT = 9
_INNER_UNITS = frozenset("division team practice unit section segment office".split())
UNITS = _INNER_UNITS | {"department", "program", "programme"}


def is_inner_unit(keys: Sequence[str]) -> bool:
    """Whether a name is by its last words a part of an organisation: "Zymology Practice Group"."""
    return keys[-1] in _INNER_UNITS or list(keys[-2:]) in (["practice", "group"], ["practice", "groups"])


def plain_phrase(words: Sequence[Word], keys: Sequence[str], at: int, anycase: bool = False) -> int:
    """The index behind a run of department words and regions, linked or not, capitalised if need be."""
    lists, end = vocabulary(), at
    while end < len(keys):
        link = 1 if end > at and keys[end] in LINKS else 0
        here = end + link
        if here >= len(keys) or (link and starts_title(keys, here)):
            break
        length = lists.region(keys, here) or int(
            lists.is_plain(keys[here]) and keys[here] not in ("associate",)
        )
        if not length or not (anycase or words[here].capitalised):
            break
        if not link and lists.head(keys, here) is not None and not lists.is_plain(keys[here]):
            break
        end = here + length
    return end


def free_phrase(words: Sequence[Word], keys: Sequence[str], at: int, nominal: Collection[int]) -> int:
    """The index behind a department in words of its own: "kidney and liver care"."""
    end = at + 1 if keys[at : at + 1] == ["the"] else at
    first = end
    while end < min(len(keys), first + _PHRASE_LIMIT):
        link = 1 if end > first and keys[end] in _INNER_LINKS else 0
        here = end + link
        if here >= len(keys) or (link and starts_title(keys, here)):
            break
        if not (keys[here][0].isalpha() and (words[here].capitalised or words[here].start in nominal)):
            break
        end = here + 1
    if end == first or (first > at and keys[end - 1] not in UNITS and not is_inner_unit(keys[first:end])):
        return at
    return end


def starts_title(keys: Sequence[str], at: int) -> bool:
    """Whether a title begins here: words of rank and department, then a head."""
    lists = vocabulary()
    for index in range(at, min(at + 5, len(keys))):
        head = lists.head(keys, index)
        if head is not None and not (
            index + head.length < len(keys) and lists.is_plain(keys[index + head.length])
        ):
            return True
        if head is None and not lists.is_plain(keys[index]):
            return False
    return False
