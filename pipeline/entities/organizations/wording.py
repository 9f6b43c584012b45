"""How likely words are an organisation's name by themselves: legal forms, kinds of organisation, others."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon.gazetteer import is_place_name, is_region_code
from pipeline.lexicon.words import (
    is_given_name,
    is_opener,
    is_ordinary,
    is_organization_head,
    is_surname,
    is_thing_head,
    is_title_word,
    word_list,
)
from pipeline.names import is_company_suffix, is_credential

_LEGAL_FORMS = frozenset("inc corp ltd llc llp plc gmbh".split())
_CAMEL = re.compile(r"[a-z]{2}[A-Z]")
_STANDARD = re.compile(r"[A-Z]{2,6}(?:/[A-Z]{2,6})*[ -]?\d{3,}(?:[:-]\d+)*")
_TECHNICAL_BODY = re.compile(r"(?:[A-Z]{2,6}/){1,2}(?:JTC|TC|SC|WG)[ -]?\d+(?:/(?:SC|WG)[ -]?\d+)*")
_NOT_DAYS = frozenset("may march spring summer".split())


def is_standard(words: tuple[str, ...]) -> bool:
    """Whether words are a standard's number: "ISO 9001", "EN50126"; a committee's is none."""
    joined = " ".join(words)
    return bool(_STANDARD.fullmatch(joined)) and not _TECHNICAL_BODY.fullmatch(joined)


@lru_cache(maxsize=8192)
def word_votes(words: tuple[str, ...], head: str) -> float:
    """The votes of the words themselves, links left out; `head` is the one that tells the kind."""
    if not words:
        return -5.0
    folded = [word.casefold() for word in words]
    if _TECHNICAL_BODY.fullmatch(" ".join(words)):
        return 2.5
    if len(words) == 1:
        return _single_vote(words[0])
    if not word_list("known_bodies").isdisjoint({" ".join(folded), " ".join(folded[-2:])}):
        return 2.5
    if is_company_suffix(words[-1]) and (folded[-1] in _LEGAL_FORMS or not is_surname(words[-1])):
        return 4.0
    if not (word_list("calendar") - _NOT_DAYS).isdisjoint(folded):
        return -2.0
    if is_place_name(" ".join(words)) or is_region_code(words[0]) or words[0].isdigit():
        return -2.5
    if (
        is_organization_head(head)
        or is_organization_head(words[-1])
        or any(word in word_list("leading_heads") for word in folded[:-1])
    ):
        return 0.3 if all(map(is_ordinary, words)) else _kind_vote(words, head)
    if is_thing_head(head) or is_title_word(head):
        return -2.0
    if len(words) <= 3 and is_given_name(words[0]) and is_surname(words[-1]) and not is_ordinary(words[0]):
        return -1.5
    if all(map(is_ordinary, words)):
        return -1.2
    return 0.2


def _kind_vote(words: tuple[str, ...], head: str) -> float:
    """What the word for the kind of organisation tells: more if it opens or closes names as a rule."""
    if head != words[-1] and head.casefold() in word_list("leading_heads"):
        return 2.4
    return 2.2 if words[-1].casefold() in word_list("closing_heads") else 1.8


def _single_vote(word: str) -> float:
    folded = word.casefold()
    if len(word) < 2 or folded in word_list("common_acronyms") or folded in word_list("calendar"):
        return -4.0
    if folded in word_list("known_bodies") and word.isupper():
        return 2.5
    if is_title_word(word) or is_opener(word) or is_company_suffix(word) or is_organization_head(word):
        return -4.0
    if is_region_code(word) or (is_credential(word) and sum(map(str.isupper, word)) > 1):
        return -4.0
    if re.fullmatch(r"[\w-]+\.(?:com|org|net|ai|io|co|tv|gov|edu|finance|xyz|app)", folded):
        return 1.5
    if folded in word_list("known_bodies") and len(word) > 4:
        return 2.5
    if _CAMEL.search(word):
        return 1.2
    if is_place_name(word):
        return -2.0
    if is_ordinary(word):
        return -2.0
    if is_given_name(word) or is_surname(word):
        return -1.0
    return 0.3 if not word.isupper() else 0.0
