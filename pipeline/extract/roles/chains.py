"""Posts and persons in a row, so that a rule names them with one slot.

"CEO of Acme and chairman of Beta" · "Jane Roe, MD, and John Doe"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.masked import Maskable, Masked, slot_character
from pipeline.extract.roles.grammar import DOTTED_LETTERS
from pipeline.extract.roles.posts import Post
from pipeline.extract.rules import RuleFile

_POST, _SEAT = slot_character("post"), slot_character("seat")
_PERSON, _PLACE = slot_character("person"), slot_character("place")
_LINK = (
    rf"(?: in {_PLACE}(?:, {_PLACE})?\.?)?"
    r"(?:; ?|,? and |,? & |, |,? as well as |,? then |,? followed by |,? or | \| | ?/ ?)"
)
_FILLER = r"(?:(?:and|as|also|later|formerly|previously|currently|most recently,?|earlier|the|an?) ){0,3}"
_SEATED = rf"(?:(?:sits |serves |served |has served |is |was )?on ){_SEAT}"
_POSTS = rf"{_POST}(?:{_LINK}{_FILLER}(?:{_POST}|{_SEATED}))*"
_SEATS = rf"{_SEAT}(?:{_LINK}(?:on )?{_SEAT})*"
_DEGREE = r"(?!MD (?:&|and) ){degrees}(?![\w])\.?"
_SHORT_LETTERS = r"[A-Z][A-Za-z]?[A-Z]{1,4}(?:-[A-Z]{1,5})?(?![\w])"
_LETTERS = rf"(?:(?:,? {_DEGREE}|, {DOTTED_LETTERS}(?=,)|, {_SHORT_LETTERS})[®™]?){{0,6}}"
_ASIDE = r"(?:(?:[A-Z]-)?[A-Z]{2}|[Aa]ge \d\d|Retired|Ret\.?|\d\d|[Ss]he/[Hh]er|[Hh]e/[Hh]im)"
_NAMED = re.compile(rf",? {_PERSON}")
_NAME_TAIL = rf"{_LETTERS}(?:,? \({_ASIDE}\)|, \d\d(?=,))?"


@dataclass(frozen=True, slots=True)
class Chain:
    """Members of one kind in a row; `kind` is `people`, `posts` or `seats`."""

    kind: str
    start: int
    end: int
    members: tuple[Maskable, ...]


class Chains:
    """Finds the chains in a masked text whose persons and posts are masked."""

    def __init__(self, rules: RuleFile) -> None:
        """Compile the grammar with the word lists of the rule file."""
        person = rf"(?:{{honorifics}}\.? ){{0,3}}{_PERSON}{_NAME_TAIL}"
        self._honorific = 3 * (max(map(len, rules.words["honorifics"])) + len(". "))
        self._grammars = {
            "posts": rules.compile(_POSTS),
            "seats": rules.compile(_SEATS),
            "people": rules.compile(rf"{person}(?:(?:, (?:and )?| and | & ){person})*"),
        }

    def __call__(self, masked: Masked) -> Iterator[Chain]:
        """Yield the chains, posts, then seats, then people."""
        for kind, grammar in self._grammars.items():
            character = _PERSON if kind == "people" else f"[{_POST}{_SEAT}]"
            for match in self._matches(kind, grammar, masked.text):
                places = [match.start() + m.start() for m in re.finditer(character, match[0])]
                for row in _rows(masked, places, match.end()):
                    start = match.start() if row[0] == places[0] else row[0]
                    end = match.end() if row[-1] == places[-1] else row[-1] + 1
                    yield Chain(kind, *masked.span(start, end), tuple(masked.mentions[p] for p in row))

    def _matches(self, kind: str, grammar: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """The rows of a kind; those of people begin with a person, or with an honorific right before one."""
        if kind != "people":
            yield from grammar.finditer(text)
            return
        end = 0
        while (person := text.find(_PERSON, end)) >= 0:
            match = grammar.search(text, max(end, person - self._honorific))
            assert match is not None, "a person alone is a row"
            yield match
            end = match.end()


def _rows(masked: Masked, places: Sequence[int], end: int) -> Iterator[Sequence[int]]:
    """The members that belong together.

    Behind a semicolon, a post in the plural is of other people, and so is one that a name follows.
    """
    named = _NAMED.match(masked.text, end) is not None
    row: list[int] = []
    for place in places:
        post = masked.mentions[place] if row else None
        if isinstance(post, Post) and ";" in masked.text[row[-1] : place] and (named or post.title.plural):
            yield row
            row = []
        row.append(place)
    yield row
