"""What a person or firm is certified as: "a board-certified neurologist", "Certified Financial Planner".

The words of the certificate are the noun phrase itself, from "certified" to its noun.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pipeline.extract.certifications.scheme import clean_name
from pipeline.extract.certifications.syntax import is_said_of_somebody
from pipeline.extract.certifications.words import is_noun_of, is_personal

MOST_BEFORE = 3
"""Words before "Certified" that may belong to its title."""

LONGEST_PHRASE = 7
"""Words from "certified" to its noun."""

_OPENERS = frozenset({"certified", "accredited", "chartered", "registered"})
_OPENER = re.compile("|".join(sorted(_OPENERS)), re.IGNORECASE)
_RANKS = frozenset({"Master", "Professional", "Senior", "Advanced", "Associate", "Fellow", "National"})
_MARKS = frozenset("®™")
_LINKS = frozenset({"and", "&", "of", "for"})
_POSSESSIVES = frozenset({"'s", "’s", "’", "'"})
_VENDORS = re.compile(
    r"\b(?:partners?|resellers?|dealers?|pre-owned|vehicles?|investors?|used cars?)\b", re.IGNORECASE
)
_FIELD = re.compile(
    r" (?:in|of) (?:[A-Z][\w’'-]+(?: (?:and |of )?[A-Z][\w’'-]+){0,5}|[\w’'-]+(?: [\w’'-]+){0,5}?)"
    r"(?= (?:and|at|with|for|from|who|by|based)\b|[,.;)])"
)
_MIXED = re.compile(r"[A-Z][a-z]+[A-Z]")
_OF_A_FIELD = frozenset({"expert", "specialist"})
_TRADERS = re.compile(
    r"(?:advis[eo]r|agent|nurse|dealer|broker|holder|owner|user|trademark|charity)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Credential:
    """The words of a credential, the noun it ends in, and where they stand."""

    words: str
    noun: Token
    start: int
    end: int
    cue: tuple[int, int]

    @property
    def name(self) -> str:
        """Its words, as each of several bears it: the gemologist of "two certified gemologists"."""
        words = clean_name(self.words)
        return words.removesuffix("s") if self.plural and self.personal else words

    @property
    def plural(self) -> bool:
        """Whether several are said to be it."""
        return self.noun.tag_ in {"NNS", "NNPS"}

    @property
    def personal(self) -> bool:
        """Whether only a person can be this."""
        return is_personal(self.noun)


def credentials(text: str, sentence: Span, names: Container[int]) -> Iterator[Credential]:
    """The noun phrases of a sentence that say what somebody is certified as.

    `names` are the offsets at which persons' names begin: they are no part of a credential.
    """
    if not _OPENER.search(text, sentence.start_char, sentence.end_char):
        return
    run: Token | None = None
    for token in sentence:
        if token.lower_ not in _OPENERS:
            continue
        capital = token.text.istitle()
        if capital and (run is None or run.i < token.i):
            run = _run(token, sentence, names)
        noun = _title_end(token, run) if capital and run is not None else None
        noun = noun or _noun(token, sentence)
        if noun is None or not _says_something(token, noun) or not _can_open(token, noun):
            continue
        if capital or is_said_of_somebody(noun):
            cue = (token.idx, token.idx + len(token))
            start, end = _first(token).idx, _field_end(text, noun, sentence)
            yield Credential(text[start:end], noun, start, end, cue)


def _can_open(token: Token, noun: Token) -> bool:
    """Whether "accredited" and "registered" open a credential: only what a person is, and no trader."""
    if token.lower_ == "certified" or token.text == "Accredited" or token.text == "Chartered":
        return True
    registered = token.lower_ == "registered"
    return is_personal(noun) and (token.text.istitle() or not registered) and not _TRADERS.search(noun.text)


def _run(token: Token, sentence: Span, names: Container[int]) -> Token:
    """The last of the capitalised words that go on behind "Certified": the same from each of them on."""
    last = token
    while last.i + 1 < sentence.end and _goes_on(last) and last.nbor().idx not in names:
        last = last.nbor()
    return last


def _title_end(token: Token, last: Token) -> Token | None:
    """The last of the capitalised words behind "Certified", if they are two at least or a title."""
    if last.lower_ in _LINKS:
        last = last.nbor(-1)
    return last if last.i > token.i + 1 or _is_title(last, token) else None


def _is_title(noun: Token, opener: Token) -> bool:
    """Whether one capitalised word is enough: "a Chartered Accountant", "a Certified ScrumMaster"."""
    if noun is opener or not (is_personal(noun) or _MIXED.match(noun.text)):
        return False
    return opener.lower_ in {"chartered", "registered"} or not is_noun_of(noun, "bare")


def _noun(token: Token, sentence: Span) -> Token | None:
    """The noun that "certified" belongs to, at the end of its own phrase."""
    head = token.head.head if token.head.dep_ == "poss" else token.head
    if not token.i < head.i < min(token.i + LONGEST_PHRASE, sentence.end):
        return None
    words = token.doc[token.i : head.i + 1]
    joined = token.nbor().lower_ in {"and", "&"} and token.nbor(2).lower_ not in _OPENERS
    marks = {"-", "/", ","} if _first(token).lower_ == "board" else {"-", "/"}
    broken = any(word.is_punct and word.text not in marks for word in words) or joined
    if head.pos_ not in {"NOUN", "PROPN"} or broken:
        return None
    return _run_end(head, sentence) if head.text.istitle() else head


def _run_end(noun: Token, sentence: Span) -> Token:
    """The last of the capitalised words that go on behind a noun: "Strength & Conditioning Coach"."""
    last = noun
    while last.i + 1 < sentence.end and _goes_on(last):
        last = last.nbor()
    return last if last.lower_ not in _LINKS else noun


def _field_end(text: str, noun: Token, sentence: Span) -> int:
    """Where a specialist's field ends: "a certified specialist in family law"; else the noun's end."""
    end = noun.idx + len(noun)
    if noun.lemma_.lower() not in _OF_A_FIELD or noun.i + 1 >= sentence.end:
        return end
    field = _FIELD.match(text, end, sentence.end_char)
    return field.end() if field else end


def _goes_on(token: Token) -> bool:
    """Whether a title goes on behind a word; one that a person can bear ends before "and"."""
    following = token.nbor()
    return _continues(following) and not (following.lower_ == "and" and is_personal(token))


def _continues(token: Token) -> bool:
    if token.lower_ in _LINKS | _POSSESSIVES and token.i + 1 < len(token.doc):
        token = token.nbor()
    return (token.text[0].isupper() or token.text[0].isdigit()) and token.text.isalnum()


def _says_something(token: Token, noun: Token) -> bool:
    if is_noun_of(noun, "never") or _VENDORS.search(token.doc[token.i : noun.i + 1].text):
        return False
    bare = noun.i == token.i + 1 and _first(token) is token
    if bare and not token.text.islower():
        return _is_title(noun, token)
    return not (bare and is_noun_of(noun, "bare"))


def _first(token: Token) -> Token:
    """The first word: "board" of "board-certified", the body of "ABC Certified Therapist"."""
    doc = token.doc
    if token.i >= 2 and doc[token.i - 1].text == "-":
        return doc[token.i - 2]
    if token.i >= 1 and (doc[token.i - 1].lower_ == "board" or _is_body(token)):
        return doc[token.i - 1]
    return _title_start(token) if token.text.istitle() else token


def _title_start(token: Token) -> Token:
    """The first capitalised word of a title around "Certified": "Alder® Certified Brewer"."""
    first = token
    while first.i > max(token.sent.start, token.i - MOST_BEFORE):
        before = first.nbor(-1)
        named = first.text in _MARKS and before.text[0].isupper()
        if not (named or before.text in _MARKS or before.text[-1] in _MARKS or before.text in _RANKS):
            break
        first = before
    return first if first.text not in _MARKS else token


def _is_body(token: Token) -> bool:
    before = token.doc[token.i - 1]
    return token.text.istitle() and before.text.isupper() and before.text.isalpha() and len(before) > 1
