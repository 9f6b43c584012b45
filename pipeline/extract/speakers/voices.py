"""Words at an attribution → the persons they stand for.

In: the subject of a reporting verb: a name, a surname, a pronoun, a post alone ("the CEO"). Out:
`Voice`s, each with the fullest name that the document gives. Companies, unnamed officials and
crowds have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.antecedents import Antecedents
from pipeline.extract.speakers.grammar import FINITE, PRONOUNS
from pipeline.extract.speakers.joint_names import joined_before, joined_behind
from pipeline.extract.speakers.lone_names import LoneNames
from pipeline.extract.speakers.offices import Offices

_NO_TITLE = FINITE | {"PRP", "WP", "WRB", "WDT", "IN"}
"""Tags of what stands in no title before a name: verbs, pronouns, question words, prepositions."""

_PARTS_OF_NAME = {"compound", "appos", "nmod", "flat", "amod", "nummod", "npadvmod", "dep"}
_HONORIFIC = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Hon|Rev|Reverend|H\.\s?E|The Honou?rable)\b\.?"
)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|Inc|Corp|Ltd|Pvt|Pte|Pty|Co|Gen|Sen|Rep|Gov|Lt|Col|St)\."
)
_POSSESSIVE = re.compile(r"\s*[’']s?\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """A person as named at one place: `start:end` the words there, `full` the fullest name's place."""

    start: int
    end: int
    name: str
    full: tuple[int, int] | None = None
    honorific: tuple[int, int] | None = None


class Voices:
    """Finds the persons behind the words of one article."""

    def __init__(
        self, analysis: Analysis, entities: Entities, antecedents: Antecedents, posts: Sequence[str]
    ) -> None:
        """Prepare; `posts` are nouns that can stand for a person ("chairman")."""
        self._antecedents = antecedents
        self._analysis = analysis
        self._doc = analysis.doc
        self._text = analysis.text
        self._entities = entities
        self._people = entities.people
        self._offices = Offices(analysis, entities, antecedents, posts)
        self._lone = LoneNames(analysis, entities)
        self._full = _places_of_full_names(self._people.all)
        self._honorifics = self._honorifics_of_names()

    def of_subject(self, token: Token) -> tuple[Voice, ...]:
        """The persons that a verb's subject names; none for a company or an unnamed person."""
        if mention := self._people.at(token.idx):
            return () if self._is_possessive(mention) else self._joint(mention)
        if token.lower_ in PRONOUNS:
            return self.of_pronoun(token.idx, token.idx + len(token))
        if mention := self._set_beside(token):
            return self._joint(mention)
        if holder := self._offices.holder(token):
            return (self._standing_for(token.left_edge.idx, token.idx + len(token), holder),)
        return self.of_word(token)

    def ending_with(self, token: Token, mention: Mention) -> tuple[Voice, ...]:
        """The persons of a subject that ends with a word of a mention: **Jane Roe and Tom Marsh** said."""
        found = self.of_subject(token)
        before = joined_before(self._text, self._entities, mention) if found else ()
        return (*map(self.of_mention, before), *found)

    def of_word(self, token: Token) -> tuple[Voice, ...]:
        """The person that a single word names of which the entity layer knows nothing."""
        lone = self._lone.at(token)
        return (Voice(lone.start, lone.end, lone.name, lone.full),) if lone else ()

    def of_mention(self, mention: Mention) -> Voice:
        """The voice of a mention by name."""
        place = (mention.start, mention.end)
        if " " not in mention.name and (fuller := self._lone.fuller(mention.name)):
            name = " ".join(self._text[slice(*fuller)].split())
            return Voice(*place, name, fuller, self._honorific_at(mention))
        full = self._full.get(mention.name)
        return Voice(
            *place,
            mention.name,
            full if mention.text != mention.name else None,
            self._honorific_at(mention) or self._honorifics.get(mention.name),
        )

    def after(self, start: int, end: int) -> tuple[Voice, ...]:
        """The persons whose name follows a verb: `said` **Acme chairman Jane Roe**."""
        for mention in self._people.within(start, end):
            between = self._text[start : mention.start]
            if self._is_possessive(mention):
                continue
            return self._joint(mention) if self._leads_to_name(start, mention.start, between) else ()
        return self._word_after(start, min(end, start + 60))

    def _word_after(self, start: int, end: int) -> tuple[Voice, ...]:
        """The first single word that names somebody: `says` **co-founder Jivana**."""
        span = self._doc.char_span(start, end, alignment_mode="contract")
        for token in span or ():
            if voices := self.of_word(token):
                return voices if self._leads_to_name(start, token.idx, self._text[start : token.idx]) else ()
        return ()

    def _leads_to_name(self, start: int, end: int, between: str) -> bool:
        """Whether the words between a verb and a name can all belong to the name."""
        if len(between) > 160 or re.search(r"[.;:!?](?:\s|$)", _without_abbreviations(between)):
            return False
        span = self._doc.char_span(start, end, alignment_mode="contract")
        words = [t for t in span or () if not t.is_space]
        if any(t.tag_ in _NO_TITLE and not _in_title(t) for t in words):
            return False
        last = next((t for t in reversed(words) if not _HONORIFIC.fullmatch(t.text)), None)
        return last is None or last.pos_ != "ADP"

    def _joint(self, mention: Mention) -> tuple[Voice, ...]:
        """A mention with those joined to it."""
        return tuple(map(self.of_mention, joined_behind(self._text, self._entities, mention)))

    def of_pronoun(self, start: int, end: int) -> tuple[Voice, ...]:
        """The person that a pronoun stands for."""
        mention = self._antecedents.of(start, self._text[start:end])
        return (self._standing_for(start, end, mention),) if mention else ()

    def _standing_for(self, start: int, end: int, mention: Mention) -> Voice:
        full = self._full.get(mention.name, (mention.start, mention.end))
        return Voice(start, end, mention.name, full, self._honorifics.get(mention.name))

    def _set_beside(self, token: Token) -> Mention | None:
        """The name in apposition to a noun, before or after it: the firm's chairman, **Jane Roe**."""
        start, end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
        for mention in self._people.within(start, end):
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or self._is_possessive(mention) or not self._hangs_on(span.root, token):
                continue
            if mention.start > token.idx or self._text[mention.end : mention.end + 1] in {",", "("}:
                return mention
        return None

    def _hangs_on(self, token: Token, head: Token) -> bool:
        for _ in range(4):
            if token.dep_ not in _PARTS_OF_NAME:
                return False
            token = token.head
            if token.i == head.i:
                return True
        return False

    def _is_possessive(self, mention: Mention) -> bool:
        return bool(_POSSESSIVE.match(self._text, mention.end, mention.end + 3))

    def _honorific_at(self, mention: Mention) -> tuple[int, int] | None:
        start = max(0, mention.start - 16)
        for match in _HONORIFIC.finditer(self._text, start, mention.start):
            if not self._text[match.end() : mention.start].strip():
                return match.span()
        return None

    def _honorifics_of_names(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for mention in self._people.all:
            if place := self._honorific_at(mention):
                found.setdefault(mention.name, place)
        return found


def _places_of_full_names(people: Sequence[Mention]) -> dict[str, tuple[int, int]]:
    places: dict[str, tuple[int, int]] = {}
    for mention in people:
        if mention.text == mention.name:
            places.setdefault(mention.name, (mention.start, mention.end))
    return places


def _without_abbreviations(words: str) -> str:
    return _ABBREVIATION.sub("", words)


def _in_title(token: Token) -> bool:
    """Whether a word that looks like a verb or preposition belongs to a capitalised title, or is "of"."""
    return token.lower_ in {"of", "for", "at", "de"} or token.text[0].isupper()
