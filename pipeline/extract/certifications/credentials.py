"""What a person or firm is certified as: "a board-certified neurologist", "Certified Financial Planner".

The words of the certificate are the noun phrase itself, from "certified" to its noun.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pipeline.extract.certifications.syntax import is_said_of_somebody
from pipeline.extract.certifications.words import is_noun_of, is_personal

LONGEST_PHRASE = 7
"""Words from "certified" to its noun."""

_OPENERS = frozenset({"certified", "accredited", "chartered"})
_LINKS = frozenset({"and", "&", "of", "for"})
_VENDORS = re.compile(
    r"\b(?:partners?|resellers?|dealers?|pre-owned|vehicles?|investors?|used cars?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Credential:
    """The words of a credential, the noun it ends in, and where they stand."""

    noun: Token
    start: int
    end: int
    cue: tuple[int, int]

    @property
    def plural(self) -> bool:
        """Whether several are said to be it."""
        return self.noun.tag_ in {"NNS", "NNPS"}

    @property
    def personal(self) -> bool:
        """Whether only a person can be this."""
        return is_personal(self.noun)


def credentials(sentence: Span, names: Container[int]) -> Iterator[Credential]:
    """The noun phrases of a sentence that say what somebody is certified as.

    `names` are the offsets at which persons' names begin: they are no part of a credential.
    """
    for token in sentence:
        capital = token.text.istitle()
        if token.lower_ not in _OPENERS or not (capital or token.lower_ == "certified"):
            continue
        noun = _title_end(token, sentence, names) if capital else None
        noun = noun or _noun(token, sentence)
        if noun is None or not _says_something(token, noun):
            continue
        if capital or is_said_of_somebody(noun):
            cue = (token.idx, token.idx + len(token))
            yield Credential(noun, _first(token).idx, noun.idx + len(noun), cue)


def _title_end(token: Token, sentence: Span, names: Container[int]) -> Token | None:
    """The last of the capitalised words behind "Certified", if there are two at least."""
    last = token
    while last.i + 1 < sentence.end and _continues(last.nbor()) and last.nbor().idx not in names:
        last = last.nbor()
    if last.lower_ in _LINKS:
        last = last.nbor(-1)
    return last if last.i > token.i + 1 else None


def _noun(token: Token, sentence: Span) -> Token | None:
    """The noun that "certified" belongs to, at the end of its own phrase."""
    head = token.head
    if not token.i < head.i < min(token.i + LONGEST_PHRASE, sentence.end):
        return None
    words = token.doc[token.i : head.i + 1]
    broken = any(word.is_punct and word.text != "-" for word in words) or token.nbor().lower_ == "and"
    return head if head.pos_ in {"NOUN", "PROPN"} and not broken else None


def _continues(token: Token) -> bool:
    if token.lower_ in _LINKS and token.i + 1 < len(token.doc):
        token = token.nbor()
    return (token.text[0].isupper() or token.text[0].isdigit()) and token.text.isalnum()


def _says_something(token: Token, noun: Token) -> bool:
    if is_noun_of(noun, "never") or _VENDORS.search(token.doc[token.i : noun.i + 1].text):
        return False
    bare = noun.i == token.i + 1 and _first(token) is token
    return not (bare and (is_noun_of(noun, "bare") or not token.text.islower()))


def _first(token: Token) -> Token:
    """The first word: "board" of "board-certified", the body of "ABC Certified Therapist"."""
    doc = token.doc
    if token.i >= 2 and doc[token.i - 1].text == "-":
        return doc[token.i - 2]
    if token.i >= 1 and (doc[token.i - 1].lower_ == "board" or _is_body(token)):
        return doc[token.i - 1]
    return token


def _is_body(token: Token) -> bool:
    before = token.doc[token.i - 1]
    return token.text.istitle() and before.text.isupper() and before.text.isalpha() and len(before) > 1
