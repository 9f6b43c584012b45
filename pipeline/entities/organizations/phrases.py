"""Phrases that may name an organisation: capitalised words with what may stand between them.

A phrase is cut where a person is named, at nouns of office, at the verb of a headline, and at small
words that do not seem to belong to a name:

    "Acme Water Board CEO"            Acme Water Board
    "University of Bree and Low Ltd"  University of Bree / Low Ltd
    "Roe, Doe & Low, Inc. Announces"  Roe, Doe & Low, Inc.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pipeline.entities.lexicon import (
    is_headline_verb,
    is_opener,
    is_organization_head,
    is_title_word,
    word_list,
)
from pipeline.names import is_company_suffix

_TOKEN = re.compile(
    r"(?:[^\W_]|[&+](?=\s))(?:[\w+!]|(?:\.(?=[a-z]{2,3}\b|[A-Z]{2,3}\b|[A-Z]\b)|[’'](?![sS]\b)|[‐‑/&@·*-])(?=[^\W_]))*"
    r"(?:(?<=\b[A-Z])\.|(?<=\bInc)\.|(?<=\bCorp)\.|(?<=\bCo)\.|(?<=\bLtd)\.|(?<=\bBros)\.|(?<=\bSt)\.|(?<=\bMr)\.|(?<=\bDr)\.)?"
)
_SEAM = re.compile(
    r"(?<=[a-z.])(?=(?:The|About|Contacts?|Media|This|With|For|Investor|Managing|Chief|Vice)\b)"
    r"|(?<=[a-z])(?=(?:VP|CEO|PR|IR)\b)"
    r"|(?<=\bDetails)(?=[A-Z])|(?<=\bRelations)(?=[A-Z])|(?<=\bOfficer)(?=[A-Z])|(?<=\bContact)(?=[A-Z])"
    r"|(?<=\bDirector)(?=[A-Z])|(?<=\bManager)(?=[A-Z])|(?<=\bPresident)(?=[A-Z])|(?<=\bCEO)(?=[A-Z])"
)
_JOIN = re.compile(r"[ \u00a0\u202f]{1,2}|[ \u00a0]?[/][ \u00a0]?")
_COMMA_SUFFIX = re.compile(
    r",\s?(?=(?:Inc|LLC|L\.L\.C|Ltd|LLP|L\.P|LP|PLC|plc|Corp|Co|PLLC|P\.C|S\.A|N\.V|LPA|GmbH|AG|SE|P\.A)\b)"
)
_LINKS = frozenset("of and & for the in on at de du la + y y und e et des del to with".split())
_SUFFIXES_MARKED = "™®℠©"
_POSSESSIVE = re.compile(r"['’][sS]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a phrase; a link is a small word between capitalised ones."""

    start: int
    end: int
    text: str
    is_link: bool = False

    @property
    def plain(self) -> str:
        """The word without full stop."""
        return self.text.rstrip(".")


Phrase = list[Token]

LONGEST = 40
"""Words of a phrase, at most; what is longer is a table or an index."""


class Judge(Protocol):
    """Who decides what the words themselves leave open."""

    def belongs(self, left: Token, link: Token, right: Token) -> bool:
        """Whether a small word between two capitalised ones is part of a name."""

    def continues(self, left: Token, right: Token) -> bool:
        """Whether a name goes on behind a possessive."""

    def opens_name(self, token: Token) -> bool:
        """Whether a word that often opens a sentence opens a name."""


def phrases(text: str, start: int, end: int, judge: Judge) -> Iterator[Phrase]:
    """The phrases of a stretch in order; `judge` decides where the words leave doubt."""
    phrase: Phrase = []
    links: Phrase = []
    for token in _tokens(text, start, end):
        joined = bool(phrase) and _is_joined(text, [*phrase[-1:], *links], token, judge)
        if joined and token.is_link and len(links) < 2:
            links.append(token)
            continue
        if joined and _continues(phrase[-1], links, token, judge):
            phrase += [*links, token]
        else:
            yield from _cut(phrase, judge)
            phrase = [token] if _is_capitalised(token.text) else []
        links = []
    yield from _cut(phrase, judge)


def _continues(left: Token, links: Phrase, token: Token, judge: Judge) -> bool:
    if not _is_capitalised(token.text):
        return token.text[0].isdigit() and not links
    return not links or _links_join(left, links, token, judge)


def _links_join(left: Token, links: Phrase, right: Token, judge: Judge) -> bool:
    if [link.text for link in links] == ["and", "the"]:
        return False
    return all(judge.belongs(left, link, right) for link in links)


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if word.islower() and word not in _LINKS:
            continue
        if cut := _seam(word):
            yield Token(match.start(), match.start() + cut, word[:cut])
            yield Token(match.start() + cut, match.end(), word[cut:])
        else:
            yield Token(match.start(), match.end(), word, word in _LINKS)


def _seam(word: str) -> int:
    """Where two words were run together when a page lost its line breaks, or 0."""
    half = len(word) // 2
    if half > 2 and len(word) % 2 == 0 and word[:half] == word[half:]:
        return half
    seam = _SEAM.search(word, 2)
    return seam.start() if seam and seam.start() < len(word) else 0


def _is_capitalised(word: str) -> bool:
    return any(c.isupper() for c in word)


def _is_joined(text: str, before: Phrase, token: Token, judge: Judge) -> bool:
    """Whether a token goes on with what stands before it: the last word of a phrase and links behind it."""
    last, is_linked = before[-1], len(before) > 1
    if _ends_name(last) and not is_company_suffix(token.plain):
        return False
    gap = text[last.end : token.start].strip(_SUFFIXES_MARKED)
    if possessive := _POSSESSIVE.match(gap):
        return (
            not token.is_link
            and bool(_JOIN.fullmatch(gap, possessive.end()))
            and judge.continues(last, token)
        )
    if _JOIN.fullmatch(gap):
        return True
    return not is_linked and len(gap) <= 2 and _COMMA_SUFFIX.match(text, last.end) is not None


def _ends_name(token: Token) -> bool:
    """Whether nothing of a name can follow a legal form: "Acme, Inc. About Acme"."""
    return token.plain in ("Inc", "LLC", "Ltd", "LLP", "PLC", "Corp", "GmbH") and not token.is_link


def _cut(phrase: Phrase, judge: Judge) -> Iterator[Phrase]:
    """The phrase without openers before it, and its parts around nouns of office and headline verbs."""
    part: Phrase = []
    for index, token in enumerate(phrase):
        if _is_border(phrase, index):
            yield from _trimmed(part, judge)
            part = []
        else:
            part.append(token)
    yield from _trimmed(part, judge)


def _is_border(phrase: Phrase, index: int) -> bool:
    word = phrase[index].plain
    if is_organization_head(word) or is_company_suffix(word):
        return False
    if is_title_word(word):
        return not _is_inside(phrase, index)
    return index > 0 and is_headline_verb(word) and not phrase[index].is_link


def _is_inside(phrase: Phrase, index: int) -> bool:
    """Whether a noun of office is part of a name: "Roe Host Committee", "Physician Partners"."""
    rest = [token.plain for token in phrase[index + 1 : index + 3]]
    if not rest or (len(rest) > 1 and is_title_word(rest[1])):
        return False
    return is_organization_head(rest[0]) or is_company_suffix(rest[0])


def _trimmed(part: Phrase, judge: Judge) -> Iterator[Phrase]:
    first, last = 0, len(part)
    while first < last and (part[first].is_link or _opens(part, first)) and not judge.opens_name(part[first]):
        first += 1
    while last > first and part[last - 1].is_link:
        last -= 1
    if first < last and last - first <= LONGEST:
        yield part[first:last]


def _opens(part: Phrase, first: int) -> bool:
    """Whether the first word is only capitalised because it opens a sentence, or is a day or month."""
    word = part[first].plain
    if is_opener(word):
        return not word.isupper() or len(word) == 1
    return first + 1 < len(part) and word.casefold() in word_list("calendar")


def head_of(phrase: Phrase) -> Token:
    """The word that tells what a name names: the last one, or that before "of"."""
    for index, token in enumerate(phrase[1:], 1):
        if token.is_link and token.text in ("of", "for", "at", "in", "de"):
            return phrase[index - 1]
    return phrase[-1]


def words_of(phrase: Iterable[Token]) -> str:
    """The phrase's words with single spaces."""
    return " ".join(token.text for token in phrase)
