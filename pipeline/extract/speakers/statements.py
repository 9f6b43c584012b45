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
from pipeline.extract.speakers.frame import Frame, WayOfStatement
from pipeline.extract.speakers.lemmas import Lemmas
from pipeline.extract.speakers.sentences import reads_as_prose, sign_before
from pipeline.extract.speakers.subjects import Subjects
from pipeline.extract.speakers.voices import Voices

_SAID = {"dobj", "prep", "xcomp", "prt", "dative", "advcl"}
_TOPIC = {"about", "with", "to"}
_KINDS = {"paragraph", "dateline", "caption", "list", "quote"}
_UNREAL = {"will", "would", "to", "can", "could", "should", "may", "might", "must", "'ll", "’ll"}
_CALLING = frozenset({"call", "hail"})
_ANNOUNCING = frozenset(
    {"announce", "introduce", "share", "detail", "describe", "outline", "discuss", "reveal"}
)
_MARK_BEHIND = re.compile(r"[,:]?\s*[“\"]")
_MARK_BEFORE = re.compile(r"[”\"]\s*$")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s")


class Statements:
    """Finds the indirect speech of one article."""

    def __init__(
        self,
        analysis: Analysis,
        entities: Entities,
        voices: Voices,
        subjects: Subjects,
        lemmas: Lemmas,
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
        self._lemmas = lemmas
        self._verbs = frozenset().union(words["stating_verbs"], self._claiming, self._talking)

    def outside(self, taken: Sequence[tuple[int, int]]) -> Iterator[Frame]:
        """The statements that lie outside the given stretches (sorted, not overlapping)."""
        for sentence, token in self._lemmas.in_sentences(self._verbs):
            if not is_outside(taken, token.idx) or not self._is_prose(sentence.start_char):
                continue
            if way := self._way(token):
                yield from self._stated(token, sentence.start_char, sentence.end_char, way)
        yield from (frame for frame in self._according() if is_outside(taken, frame.start))

    def _way(self, token: Token) -> WayOfStatement | None:
        """How a word says that something was said, if it is a verb and does: its strictest construction."""
        if token.pos_ != "VERB":
            return None
        lemma = token.lemma_.lower()
        children = list(token.children)
        if token.dep_ == "amod" or self._is_beside_marks(token) or not self._is_real(token, children):
            return None
        if lemma in self._claiming and token.tag_ == "VBG":
            return None
        if lemma in self._talking:
            return "talk" if any(c.dep_ == "prep" and c.lower_ in _TOPIC for c in children) else None
        if any(c.dep_ == "ccomp" for c in children) or (
            token.dep_ in {"parataxis", "ccomp"} and not _is_reported(token)
        ):
            return "clause"
        if lemma in self._claiming or token.tag_ == "VBG":
            return None
        if lemma in _CALLING:
            said = any(c.dep_ in {"oprd", "xcomp"} or c.lower_ in {"for", "on", "upon"} for c in children)
            return "verb" if said else None
        if lemma in self._always or any(c.dep_ in _SAID for c in children):
            if lemma not in _ANNOUNCING:
                return "verb"
            return None if _is_reported(token) else "announced"
        return None

    def _is_beside_marks(self, verb: Token) -> bool:
        """Whether a verb belongs to a quotation: `said, “` and `” said`."""
        text, end = self._analysis.text, verb.idx + len(verb)
        return bool(
            _MARK_BEHIND.match(text, end) or _MARK_BEFORE.search(text, max(0, verb.idx - 3), verb.idx)
        )

    def _is_real(self, verb: Token, children: Sequence[Token]) -> bool:
        """Whether something was said: not "was told", "will say", but "joined the show to discuss"."""
        if any(c.dep_ in {"auxpass", "neg"} for c in children) and not any(
            c.lemma_ == "do" for c in children
        ):
            return False
        if (
            verb.tag_ == "VBN"
            and not any(c.dep_ == "aux" for c in children)
            and verb.dep_ in {"acl", "advcl"}
        ):
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

    def _stated(self, verb: Token, start: int, end: int, way: WayOfStatement) -> Iterator[Frame]:
        voices = self._subjects.of(verb, start, end)
        verb_end = verb.idx + len(verb)
        if not voices and sign_before(self._analysis.text, verb.idx, start) == ",":
            voices = self._voices.after(verb_end, min(end, verb_end + 100))
        if voices:
            yield Frame(verb.idx, verb_end, voices, way)

    def _according(self) -> Iterator[Frame]:
        text = self._analysis.text
        for match in _ACCORDING.finditer(text):
            if self._is_prose(match.start()):
                voices = self._voices.after(match.end(), min(len(text), match.end() + 160))
                if voices:
                    yield Frame(match.start(), match.end() - 1, voices[:1], "according")


def _is_reported(verb: Token) -> bool:
    """Whether what a verb says is itself told by another: `Acme noted that Roe had introduced a law`."""
    return verb.dep_ == "ccomp" and any(c.dep_ == "mark" for c in verb.children)


def disjoint(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def is_outside(taken: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether a place lies outside all stretches (sorted, not overlapping)."""
    index = bisect_right(taken, offset, key=lambda stretch: stretch[0]) - 1
    return index < 0 or offset >= taken[index][1]
