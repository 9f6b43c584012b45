"""A phrase that may name an event, and the words that such phrases are made of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Token

Form = Literal["proper", "context", "common", "anaphor"]

ANY_EVENT = frozenset(
    {"event", "gathering", "weekend", "celebration", "session", "presentation", "edition", "virtual event"}
)
"""Heads that may stand for an event of any kind."""

YEAR = re.compile(r"(?:19|20)\d\d")
EDITION = re.compile(r"\d+(?:st|nd|rd|th)|[IVXL]{1,6}|\d(?:\.\d)?|’\d\d")
ACRONYM = re.compile(r"[“\"]?[A-Z][A-Za-z&]{1,9}[”\"]?")
GLOSS = re.compile(r"(?<!\s)\s*\([“\"]?[A-Z][A-Za-z&]{1,9}[”\"]?\)\s*")
HEAD_IN_WORD = re.compile(
    r"\b(?:\w*[a-z](?:Webinar|Conference|Summit|Expo|Fest|Con|CON|Forum|Show|Festival|Congress|Symposium)"
    r"(?:\d\d|\d{4})?|E(?:XPO|xpo)\d\d)\b"
)
_STOP = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)\.[”\"’)]?\s*$")
TRADEMARK = re.compile(r"[™℠®©]|\((?:TM|R|SM)\)")
NAME_WORD = re.compile(r"[A-ZÀ-Þ0-9][\w’'./!@&+-]*|[a-z]{1,2}[A-Z][\w-]*|#\w+")
PLACE_LABELS = frozenset({"GPE", "LOC"})
LONGEST_NAME = 16
"""Words to either side of a head at most."""

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
JOINERS = frozenset({"&", "+", "x"})
TIGHT_JOINERS = frozenset({"/", "-", "–"})
CONNECTORS = frozenset({"of", "and", "for", "on", "in", "to", "de", "la", "du", "des"})
OPENING_QUOTES = frozenset("\"“‘'«")
CLOSING_QUOTES = frozenset("\"”’'»")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of the Doc's text that may name an event.

    `head` is the noun that makes it one, in lower case, or empty for a name without one; `host` is the
    possessor that the name leaves out ("Acme's" of "Acme's Annual Gala"), as offsets; `definite` tells
    whether "the", "this" or the like stands before.
    """

    start: int
    end: int
    name: str
    head: str
    form: Form
    rule: str
    host: tuple[int, int] | None = None
    definite: bool = False


class InOrder:
    """Phrases in order of position, without overlaps, looked up by place."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Sort the phrases."""
        self.all: Sequence[Phrase] = sorted(phrases, key=lambda phrase: phrase.start)
        self._starts = [phrase.start for phrase in self.all]

    def within(self, start: int, end: int) -> Sequence[Phrase]:
        """The phrases that begin inside a stretch."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, start: int, end: int) -> Sequence[Phrase]:
        """The phrases that share a character with a stretch; no phrase may overlap another."""
        first = max(0, bisect_left(self._starts, start) - 1)
        return [p for p in self.all[first : bisect_left(self._starts, end)] if p.end > start]

    def before(self, offset: int, most: int) -> Sequence[Phrase]:
        """The last phrases that begin before a place, `most` of them at most, in order."""
        last = bisect_left(self._starts, offset)
        return self.all[max(0, last - most) : last]


def is_name_word(token: Token) -> bool:
    """Whether a word can stand inside a proper name: capitalised, or a number."""
    return is_name_text(token.text)


@lru_cache(maxsize=8192)
def is_name_text(word: str) -> bool:
    """The same of a word's text."""
    return NAME_WORD.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def is_head_in_word(word: str) -> bool:
    """Whether a word is a name that ends in a head: "DevCon", "Expo25"."""
    return HEAD_IN_WORD.fullmatch(word) is not None


def is_title_cased(text: str) -> bool:
    """Whether nearly all words of a line are capitalised, as in a headline, which ends in no full stop."""
    if _STOP.search(text):
        return False
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.75 * len(words)


def gloss_before(words: Sequence[str], position: int) -> int:
    """How many words a bracketed acronym that ends at a place takes: "(EAS)" takes three, else 0."""
    if position < 2 or words[position] != ")" or words[position - 2] != "(":
        return 0
    return 3 if ACRONYM.fullmatch(words[position - 1]) else 0


def gloss_behind(words: Sequence[str], position: int) -> int:
    """How many words a bracketed acronym that begins at a place takes, else 0."""
    return gloss_before(words, position + 2) if position + 2 < len(words) and words[position] == "(" else 0


def name_of(words: Sequence[Token]) -> str:
    """The words as a name: without bracketed acronyms, trademark signs and line breaks."""
    text = "".join(word.text_with_ws for word in words)
    text = GLOSS.sub(" ", TRADEMARK.sub("", text))
    return re.sub(r"\s+", " ", text).strip(" ,;:")
