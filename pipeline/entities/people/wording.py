"""How likely words are a person's name by themselves: known given names, surnames and other words."""

from __future__ import annotations

from functools import lru_cache

from pipeline.entities.words import Run
from pipeline.lexicon.gazetteer import is_place_name, is_region_code
from pipeline.lexicon.words import (
    is_given_name,
    is_opener,
    is_ordinary,
    is_organization_head,
    is_reporting_verb,
    is_surname,
    is_thing_head,
    is_title_word,
    word_list,
)
from pipeline.names import is_company_suffix, is_credential, is_honorific

_GIVEN_TOO = frozenset("april may june august summer autumn winter jan".split())
"""Names of the calendar that are given names as well."""


@lru_cache(maxsize=8192)
def _is_calendar(word: str) -> bool:
    return word.casefold() in word_list("calendar") and word.casefold() not in _GIVEN_TOO


def word_votes(words: Run) -> float:
    """The votes of a name's words: the first, the last, and those between; long names are rare."""
    names = [word.text for word in words if not word.is_particle]
    length = {1: -2.5, 2: 0.0, 3: -0.2, 4: -0.8}.get(len(names), -2.0)
    if is_place_name(" ".join(word.text for word in words)) or any(map(_is_calendar, names)):
        length -= 4.0
    if len(set(names)) < len(names) - 1:
        length -= 4.0
    middle = sum(map(_middle_vote, names[1:-1]))
    return length + _first_vote(names[0]) + middle + (_last_vote(names[-1]) if len(names) > 1 else 0.0)


@lru_cache(maxsize=8192)
def _first_vote(text: str) -> float:
    word = text.rstrip(".")
    if word.casefold() in word_list("common_acronyms") and word.isupper():
        return -4.0
    if len(word) == 1 or (len(word) == 2 and word.isupper()):
        return 0.3 if not is_region_code(text) else -4.0
    if is_honorific(word) and not is_given_name(word):
        return -6.0
    if is_title_word(word) and not is_given_name(word):
        return -4.0
    if is_opener(word) or (is_company_suffix(word) and word.isupper()):
        return -1.0 if is_given_name(word) else -5.0
    if is_given_name(word):
        return 0.8 if is_ordinary(word) or (is_place_name(word) and not is_surname(word)) else 2.3
    if is_organization_head(word) or is_thing_head(word):
        return -4.0
    if is_ordinary(word):
        return -1.0 if is_surname(word) else -3.0
    if is_surname(word):
        return -0.3
    return -1.0 if is_place_name(word) else -0.3 if not word.isupper() else -1.0


@lru_cache(maxsize=8192)
def _middle_vote(text: str) -> float:
    word = text.rstrip(".")
    if len(word) == 1:
        return 1.5
    if is_title_word(word) or is_organization_head(word) or is_company_suffix(word):
        return -3.0
    if is_opener(word):
        return -3.0
    if is_given_name(word) or is_surname(word):
        return -0.5 if is_ordinary(word) else 0.5
    return -2.5 if is_ordinary(word) else 0.0


@lru_cache(maxsize=8192)
def _last_vote(text: str) -> float:
    word = text.rstrip(".")
    if word.casefold() in word_list("common_acronyms") and word.isupper():
        return -4.0
    if len(word) == 1:
        return -1.5
    if is_credential(text) and not is_surname(word):
        return -4.0
    if is_organization_head(word) or (is_company_suffix(word) and word not in ("Ma", "Do")):
        return -1.0 if is_surname(word) and not is_ordinary(word) else -4.0
    if is_title_word(word):
        return -1.0 if is_surname(word) else -4.0
    if is_opener(word) or is_reporting_verb(word):
        return 0.3 if is_surname(word) else -4.0
    if is_thing_head(word):
        return -0.5 if is_surname(word) else -3.5
    if is_ordinary(word):
        return 0.4 if is_surname(word) else -2.5
    if is_surname(word):
        return 1.5
    return -0.3 if is_place_name(word) or is_given_name(word) else 0.5
