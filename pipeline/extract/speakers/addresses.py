"""Addresses: a named person speaks at an event: keynote, remarks, panel, welcome, presentation.

In: the article. Out: a frame for each place that says so: a verb ("will speak at the forum"), a
list below a heading ("Speakers:"), "in her speech". What patterns find stands in `patterns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis, Passage
from pipeline.entities import Entities
from pipeline.extract.speakers.address_verbs import AddressVerbs
from pipeline.extract.speakers.frame import Frame
from pipeline.extract.speakers.lemmas import Lemmas
from pipeline.extract.speakers.programmes import Programmes
from pipeline.extract.speakers.subjects import Subjects
from pipeline.extract.speakers.voices import Voice, Voices

_OWN = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Ww]ith) (?P<pronoun>his|her|their) (?:[\w-]+ ){0,2}"
    r"(?P<cue>speech|keynote|address|remarks|presentation|talk|lecture|session|sermon|homily|welcome)\b"
)
_LEADS_ON = re.compile(r"[^,.;]{0,120},\s(?:[A-Z][\w.]*\s){0,4}")


class Addresses:
    """Finds the addresses of one article."""

    def __init__(
        self,
        analysis: Analysis,
        entities: Entities,
        voices: Voices,
        subjects: Subjects,
        lemmas: Lemmas,
        words: Mapping[str, frozenset[str]],
        programmes: Programmes,
    ) -> None:
        """Prepare; `words` are the lists of the rule file."""
        self._analysis = analysis
        self._people = entities.people
        self._voices = voices
        self._subjects = subjects
        self._lemmas = lemmas
        self._verbs = AddressVerbs(analysis, lemmas, words)
        self._programmes = programmes

    def found(self) -> Iterator[tuple[str, Frame]]:
        """The addresses, each with the id of its rule."""
        for sentence, token in self._lemmas.in_sentences(self._verbs.lemmas):
            if (rule := self._verbs.rule_of(token)) and (voices := self._speakers(token, sentence)):
                yield rule, Frame(token.idx, token.idx + len(token), voices, "verb")
        passages = list(self._analysis.readable())
        for passage in passages:
            yield from self._own(passage)
        for cue, mention in self._programmes.listed(passages):
            yield "speaker.address-list", Frame(*cue, (self._voices.of_mention(mention),), "list")

    def _speakers(self, verb: Token, sentence: Span) -> tuple[Voice, ...]:
        """The subject of a verb, with all those listed before: `Jane Roe of Acme and Joe Doe will speak`."""
        voices = self._subjects.of(verb, sentence.start_char, sentence.end_char)
        if not voices or voices[0].start > verb.idx:
            return voices
        last = self._people.at(voices[-1].start)
        if last is None:
            return voices
        listed = [
            *self._programmes.before(last, sentence.start_char),
            *self._programmes.behind(last, verb.idx)[1:],
        ]
        return tuple(map(self._voices.of_mention, listed))

    def _own(self, passage: Passage) -> Iterator[tuple[str, Frame]]:
        """`In her speech, Jane Roe …` and `In her speech, she …`."""
        text = self._analysis.text
        for match in _OWN.finditer(text, passage.start, passage.end):
            ahead = self._people.first_within(match.end(), min(passage.end, match.end() + 160))
            if ahead is not None and _LEADS_ON.fullmatch(text, match.end(), ahead.start):
                voices: tuple[Voice, ...] = (self._voices.of_mention(ahead),)
            else:
                voices = self._voices.of_pronoun(*match.span("pronoun"))
            if voices:
                yield "speaker.address-own", Frame(*match.span("cue"), voices, "own")
