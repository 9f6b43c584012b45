"""Indirect speech: a named person says, notes, points out something outside quotation marks.

In: the article and the stretches that are quotations or their cues. Out: a frame for each place
where a person is the subject of a verb of saying that has something said, or is named by "according to".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.speakers.frames import Frame
from pipeline.extract.speakers.sentences import reads_as_prose
from pipeline.extract.speakers.subjects import Subjects
from pipeline.extract.speakers.voices import Voices

_SAID = {"dobj", "prep", "xcomp", "prt", "dative", "advcl"}
_TOPIC = {"about", "with", "to"}
_KINDS = {"paragraph", "dateline", "caption", "list", "quote"}
_UNREAL = {"will", "would", "to", "can", "could", "should", "may", "might", "must", "'ll", "’ll"}
_ACCORDING = re.compile(r"\b[Aa]ccording to\s")


class Statements:
    """Finds the indirect speech of one article."""

    def __init__(
        self,
        analysis: Analysis,
        entities: Entities,
        voices: Voices,
        subjects: Subjects,
        words: Mapping[str, Collection[str]],
    ) -> None:
        """Prepare; `words` holds the lists of verbs by what must stand beside them."""
        self._analysis = analysis
        self._people = entities.people
        self._voices = voices
        self._subjects = subjects
        self._claiming = words["claiming_verbs"]
        self._always = words["always_stating_verbs"]
        self._talking = words["talking_verbs"]
        self._interview = words["interview_verbs"]
        self._verbs = (words["stating_verbs"], self._claiming, self._talking)

    def outside(self, taken: Sequence[tuple[int, int]]) -> Iterator[Frame]:
        """The statements that lie outside the given stretches (sorted, not overlapping)."""
        starts = [start for start, _ in taken]
        for sentence in self._analysis.sentences:
            if not self._is_prose(sentence.start_char):
                continue
            for token in sentence:
                index = bisect_right(starts, token.idx) - 1
                if index >= 0 and token.idx < taken[index][1]:
                    continue
                if self._is_saying(token):
                    yield from self._stated(token, sentence.start_char, sentence.end_char)
        yield from self._according()

    def _is_saying(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB" or not any(lemma in verbs for verbs in self._verbs):
            return False
        children = list(token.children)
        if not self._is_real(token, children):
            return False
        if lemma in self._talking:
            return any(c.dep_ == "prep" and c.lower_ in _TOPIC for c in children)
        if any(c.dep_ == "ccomp" for c in children) or token.dep_ in {"parataxis", "ccomp"}:
            return True
        if lemma in self._claiming or token.tag_ == "VBG":
            return False
        return lemma in self._always or any(c.dep_ in _SAID for c in children)

    def _is_real(self, verb: Token, children: Sequence[Token]) -> bool:
        """Whether something was said: not "was told", "will say", but "joined the show to discuss"."""
        if any(c.dep_ == "auxpass" for c in children):
            return False
        if verb.tag_ != "VB":
            return not any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in children)
        did = any(c.dep_ == "aux" and c.lemma_ == "do" for c in children)
        return did or (verb.head.lemma_ in self._interview and verb.dep_ in {"xcomp", "advcl"})

    def _is_prose(self, offset: int) -> bool:
        passage = self._analysis.passage_at(offset)
        if passage.kind == "heading":
            return reads_as_prose(self._analysis.text, passage)
        return passage.kind in _KINDS

    def _stated(self, verb: Token, start: int, end: int) -> Iterator[Frame]:
        voices = self._subjects.of(verb, start, end)
        if voices:
            yield Frame(verb.idx, verb.idx + len(verb), voices, "verb")

    def _according(self) -> Iterator[Frame]:
        text = self._analysis.text
        for match in _ACCORDING.finditer(text):
            if self._is_prose(match.start()):
                voices = self._voices.after(match.end(), min(len(text), match.end() + 160))
                if voices:
                    yield Frame(match.start(), match.end() - 1, voices[:1], "according")


def disjoint(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
