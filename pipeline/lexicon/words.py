"""What is known of single words: whether a name's word, an ordinary one, a noun of office, a place.

Lists are votes, never verdicts: "Rose", "Banks" and "Austin" are several things at once. Names are made
of the same words again and again, of which each is looked up many times: what was found is kept for a while.

    >>> given_gender("Maria"), is_surname("Smith"), is_ordinary("Summit"), is_title_word("CEO")
    ('feminine', True, True, True)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from pipeline.names import Gender
from pipeline.packaged import word_lines, yaml_content

_KEPT = 8192
"""Words of which it is remembered what they are: a few hundred documents have so many."""

_GENDERS: Mapping[str, Gender | None] = {"f": "feminine", "m": "masculine", "b": None}


def _lines(name: str) -> tuple[str, ...]:
    return word_lines("pipeline.lexicon", name)


@cache
def _given() -> Mapping[str, Gender | None]:
    pairs = (line.split() for line in _lines("given_names.txt"))
    given = {name: _GENDERS[gender] for name, gender in pairs}
    return {**{_without_accents(name): gender for name, gender in given.items()}, **given}


@cache
def _surnames() -> frozenset[str]:
    names = _lines("surnames.txt")
    return frozenset(names) | frozenset(map(_without_accents, names))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(_lines("ordinary_words.txt"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of `words.en.yaml` by its name; its words are in lower case."""
    return frozenset(map(str, yaml_content("pipeline.lexicon", "words.en.yaml")[name]))


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _in(word: str, words: Mapping[str, object] | frozenset[str]) -> bool:
    """Whether a word is in a list, as it is written or without its accents."""
    folded = word.casefold()
    return folded in words or (not folded.isascii() and _without_accents(folded) in words)


@lru_cache(maxsize=_KEPT)
def is_given_name(word: str) -> bool:
    """Whether somebody is likely called so by first name; "Jean-Luc" by either part."""
    return _in(word, _given()) or ("-" in word and _in(word.split("-")[0], _given()))


@lru_cache(maxsize=_KEPT)
def given_gender(word: str) -> Gender | None:
    """The gender that a first name tells, if it tells one."""
    folded = word.casefold()
    return (
        _given().get(folded) or _given().get(_without_accents(folded)) or _given().get(folded.split("-")[0])
    )


@lru_cache(maxsize=_KEPT)
def is_surname(word: str) -> bool:
    """Whether a word is a known surname; "Smith-Jones" by its parts."""
    return _in(word, _surnames()) or ("-" in word and all(_in(p, _surnames()) for p in word.split("-") if p))


@lru_cache(maxsize=_KEPT)
def is_ordinary(word: str) -> bool:
    """Whether releases write a word in lower case, alone or as each part of a hyphenated one."""
    folded = word.casefold()
    return folded in _ordinary() or ("-" in folded and all(p in _ordinary() for p in folded.split("-") if p))


@lru_cache(maxsize=_KEPT)
def is_organization_head(word: str) -> bool:
    """Whether a word heads names of organisations: "Bank", "University"."""
    return word.casefold() in word_list("organization_heads")


@lru_cache(maxsize=_KEPT)
def is_thing_head(word: str) -> bool:
    """Whether a word heads names of things and places: "Award", "Street"."""
    return word.casefold() in word_list("thing_heads")


@lru_cache(maxsize=_KEPT)
def is_title_word(word: str) -> bool:
    """Whether a word is a noun of office: "Director"."""
    return word.casefold() in word_list("title_words")


@lru_cache(maxsize=_KEPT)
def is_reporting_verb(word: str) -> bool:
    """Whether a word says that somebody speaks."""
    return word.casefold() in word_list("reporting_verbs")


@lru_cache(maxsize=_KEPT)
def is_opener(word: str) -> bool:
    """Whether a word is capitalised only where it opens a sentence or line."""
    return word.casefold() in word_list("openers")


@lru_cache(maxsize=_KEPT)
def is_headline_verb(word: str) -> bool:
    """Whether a word may be the verb of a headline, behind its subject: "Appoints"."""
    return word.casefold() in word_list("headline_verbs")
