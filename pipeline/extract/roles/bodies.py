"""Finds bodies that have seats: "Board of Directors", "Technical Advisory Committee", "board".

A seat is a role with the body as its title; a body that is an organisation of its own is no seat.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.roles.titles import Title
from pipeline.extract.roles.vocabulary import singular, vocabulary
from pipeline.extract.roles.words import BLOCKED, Word, Words

_BEFORE_LIMIT = 7
_NEVER = frozenset("the a an our his her its their and of to on new".split())


def bodies(text: str, words: Words) -> Sequence[Title]:
    """The bodies of a stretch of a text."""
    keys, forms = words.keys, vocabulary().body_forms
    places = [at for at, key in enumerate(keys) if key in forms and not _heads_a_title(keys, at)]
    return [_body(text, words, _first(words, keys, at), at, _last(keys, at)) for at in places]


def _body(text: str, words: Words, first: int, at: int, last: int) -> Title:
    """The body from a first to a last word, `at` being its noun."""
    name = _singular(text, words[first : last + 1], at - first)
    return Title(words[first].start, words[last].end, name, frozenset({"office"}), False, "seat")


def _singular(text: str, words: Sequence[Word], body: int) -> str:
    """The words of a body, without the plural's ending."""
    word = words[body]
    if word.key == singular(word.key):
        return text[words[0].start : words[-1].end]
    return text[words[0].start : word.end - 1] + text[word.end : words[-1].end]


def _heads_a_title(keys: Sequence[str], at: int) -> bool:
    """Whether the body only modifies what follows: "board member", "council chair"."""
    return at + 1 < len(keys) and vocabulary().head(keys, at + 1) is not None


def _first(words: Words, keys: Sequence[str], at: int) -> int:
    first = at
    while first > max(0, at - _BEFORE_LIMIT):
        key, word = keys[first - 1], words[first - 1]
        if word.capitalised == words[at].capitalised and _belongs(word, key):
            first -= 1
        elif first < at and words[at].capitalised and (before := _linked(words, keys, first)) < first:
            first = before
        else:
            break
    return first


def _belongs(word: Word, key: str) -> bool:
    """Whether a word before a body is part of what it is called: any name, else a department's word."""
    return key != BLOCKED and key not in _NEVER and (word.capitalised or vocabulary().is_plain(key))


def _linked(words: Words, keys: Sequence[str], first: int) -> int:
    """The index of a department before "and", "&" or a comma: "Audit and Risk Committee"."""
    before = first
    while before > 0 and keys[before - 1] in ("&", "and", ",") and first - before < 2:
        before -= 1
    known = 0 < before < first and words[before - 1].capitalised and vocabulary().is_plain(keys[before - 1])
    return before - 1 if known else first


def _last(keys: Sequence[str], at: int) -> int:
    if (
        list(keys[at + 1 : at + 2]) == ["of"]
        and keys[at + 2 : at + 3]
        and keys[at + 2] in vocabulary().body_members
    ):
        return at + 2
    return at
