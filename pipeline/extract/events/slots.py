"""What the patterns of events can name in a passage: dates, places, titles in quotation marks, gatherings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from spacy.tokens import Token

from pipeline.entities import Entities, Mention
from pipeline.extract.events.leftward import Leftward
from pipeline.extract.events.phrases import PLACE_LABELS, POSSESSIVE, YEAR, Phrase, is_name_text, name_of
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.events.words import Words
from pipeline.extract.masked import Maskable

QUOTED = re.compile(
    r"[“\"](?P<title>[A-Z0-9#][^“”\"\n]{2,90}?)[,.!]?[”\"]"
    r"|(?<!\w)‘(?P<single>[A-Z0-9#][^‘’\n]{2,90}?)[,.!]?’(?!\w)"
    r"|(?<!\w)'(?P<straight>[A-Z0-9#][^'\n]{2,90}?)[,.!]?'(?!\w)"
)
PLACE_AND_YEAR = re.compile(r"\w \S+ 20\d\d$")
"""How a run of capitalised words ends whose last word but one may be a city: "DataDock Lyon 2026"."""

MARKED = frozenset({"date", "event", "quoted", "gathering"})
"""Kinds of slots that are found before the words of a passage are read."""

LONGEST_TITLE = 14
"""Words in a quoted title at most; longer ones are speech."""

RUN_CONNECTORS = frozenset({"of", "for", "and"})
NO_NAME_LABELS = frozenset({"TIME", "MONEY", "PERCENT"})


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch that a pattern can name: a capitalised name, a quoted title, a gathering."""

    kind: str
    start: int
    end: int
    name: str = ""
    head: str = ""


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Stretch)


class Slots:
    """Finds what stands in the slots of a passage."""

    def __init__(self, vocabulary: Vocabulary, left: Leftward) -> None:
        """Remember the vocabulary and what finds where a name begins."""
        self._vocabulary = vocabulary
        self._left = left

    def marked(
        self, text: str, words: Words, entities: Entities, phrases: Sequence[Phrase]
    ) -> list[Maskable]:
        """The slots of a passage that are found before its words are read, none overlapping another."""
        if not words.tokens:
            return []
        start, end = words.start, words.end
        slots: list[Maskable] = [d for d in entities.dates.within(start, end) if not YEAR.fullmatch(d.text)]
        slots += _free((Slot("event", p.start, p.end) for p in phrases if p.form == "proper"), slots)
        slots += _free(_titles(text, start, end), slots)
        slots += _free((Slot("gathering", p.start, p.end, p.name, p.head) for p in phrases), slots)
        return slots

    def with_names(self, words: Words, entities: Entities, marked: Sequence[Maskable]) -> list[Maskable]:
        """The slots of a passage, its capitalised names and places among them, none overlapping another."""
        slots = [*marked]
        places = entities.places.within(words.start, words.end)
        runs = list(self._runs(words, entities))
        slots += _free([run for run in runs if PLACE_AND_YEAR.search(run.name)], slots)
        slots += _free([place for place in places if _is_geographic(place, words.tokens)], slots)
        slots += _free(runs, slots)
        slots += _free(places, slots)
        return slots

    def _runs(self, words: Words, entities: Entities) -> Iterator[Slot]:
        """The longest capitalised names that are no place, person or date."""
        limit = len(words.tokens)
        for position in range(limit - 1, -1, -1):
            if position >= limit or not is_name_text(words.texts[position]):
                continue
            if words.tokens[position].ent_type_ in NO_NAME_LABELS:
                continue
            limit = self._left(words, position, titled=False, connectors=RUN_CONNECTORS)
            own = _without_possessor(words.tokens[limit : position + 1])
            if any(w.is_alpha for w in own) and not self._is_plain(own) and not _is_known(entities, own):
                yield Slot("name", own[0].idx, own[-1].idx + len(own[-1]), name_of(own))

    def _is_plain(self, words: Sequence[Token]) -> bool:
        """Whether a capital stands only because a sentence begins."""
        if len(words) > 1:
            return False
        opens = words[0].is_sent_start is True and words[0].pos_ != "PROPN"
        return opens or words[0].is_stop or words[0].lower_ in self._vocabulary.not_first


def _titles(text: str, start: int, end: int) -> Iterator[Slot]:
    for match in QUOTED.finditer(text, start, end):
        group = match.lastgroup or "title"
        if len(match[group].split()) <= LONGEST_TITLE:
            yield Slot("quoted", *match.span(group), match[group])


def _is_known(entities: Entities, words: Sequence[Token]) -> bool:
    """Whether a name is that of a person, or a date."""
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    person = entities.people.at(start)
    if person is not None and person.end >= end and not any(YEAR.fullmatch(word.text) for word in words):
        return True
    dated = all(word.ent_type_ == "DATE" for word in words)
    return dated and not any(word.pos_ == "PROPN" and len(word) > 4 for word in words)


def _is_geographic(place: Mention, words: Sequence[Token]) -> bool:
    """Whether a place begins with what the model takes for a city, a country or the like."""
    index = bisect_left(words, place.start, key=lambda word: word.idx)
    return index < len(words) and _names_place(words[index])


def _without_possessor(words: Sequence[Token]) -> Sequence[Token]:
    """Leave out "Acme's" before a name of several words."""
    marks = [p for p, word in enumerate(words[:-2]) if word.text in POSSESSIVE]
    return words[marks[-1] + 1 :] if marks else words


def _names_place(word: Token) -> bool:
    """Whether the model takes a word for a place, and it has no capital or digit within, as brands have."""
    return word.ent_type_ in PLACE_LABELS and word.text[1:] == word.text[1:].lower()


def _free(slots: Iterable[S], taken: Sequence[_Stretch]) -> list[S]:
    """The stretches that overlap none of those taken."""
    covered = sorted((t.start, t.end) for t in taken)
    free = []
    for slot in slots:
        place = bisect_left(covered, (slot.end, 0))
        if place == 0 or covered[place - 1][1] <= slot.start:
            free.append(slot)
    return free
