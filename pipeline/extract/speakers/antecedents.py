"""Whom the pronoun of an attribution stands for: `“…,” she said`.

The words before it decide, without those in quotation marks, where a speaker talks of others. All
that name a person of a fitting gender are weighed: how near they stand, whether the person is the
subject there, speaks, or is introduced. A pronoun on the way counts as a mention of whom it stands
for, so that the person an article is about lasts through many sentences (the factors are those of
Lappin and Leass, 1994; the weights were chosen on annotated articles).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.genders import Genders
from pipeline.extract.speakers.grammar import PRONOUNS, SUBJECTS
from pipeline.names import Gender

REACH = 12
"""Sentences that are searched, those not counted that are quoted as a whole."""

_MOST = 500
"""References that are weighed at most: a page that is one sentence has thousands."""

_ACTING = 2.5
_SUBORDINATE = 1.0
_SPEAKING = 0.5
_INTRODUCED = 2.5
_KNOWN = 0.5
_POSSESSIVE = 1.5
"""Weights, in sentences of distance: of a subject, a person introduced in an apposition, one whose
gender is known, and against one who is only named as owner."""

_EMBEDDED = {"relcl", "acl", "advcl", "ccomp", "pcomp", "csubj"}
_BESIDE_SUBJECT = {"appos", "compound", "nmod", "flat"}
_GENDERS: dict[str, Gender] = {
    "he": "masculine",
    "his": "masculine",
    "him": "masculine",
    "she": "feminine",
    "her": "feminine",
}


@dataclass(frozen=True, slots=True)
class _Reference:
    """A place that means a person, by name or pronoun, and what it weighs there."""

    start: int
    sentence: int
    mention: Mention
    weight: float


class Antecedents:
    """Resolves the pronouns of one article's attributions."""

    def __init__(
        self,
        analysis: Analysis,
        entities: Entities,
        quoted: Sequence[tuple[int, int]],
        verbs: Collection[str],
    ) -> None:
        """Prepare; `quoted` are the stretches in marks, in order, `verbs` lemmas of reporting verbs."""
        self._analysis = analysis
        self._people = entities.people
        self._quoted = quoted
        self._quoted_starts = [start for start, _ in quoted]
        self._verbs = verbs
        self._genders = Genders(analysis, entities, self._is_subject)

    def of(self, offset: int, pronoun: str) -> Mention | None:
        """The mention that a pronoun at a place most likely stands for."""
        known = bisect_right(self._references, offset - 1, key=lambda reference: reference.start)
        found = self._best(self._references, known, offset, _GENDERS.get(pronoun.lower()))
        return found.mention if found else self._people.antecedent(offset)

    def _best(
        self, references: Sequence[_Reference], known: int, offset: int, gender: Gender | None
    ) -> _Reference | None:
        """Of so many references before a place the weightiest of a fitting gender within reach."""
        sentence = self._sentence(offset)
        best: tuple[float, _Reference] | None = None
        for index in range(known - 1, max(-1, known - 1 - _MOST), -1):
            reference = references[index]
            distance = sentence - reference.sentence
            if distance > REACH:
                break
            own = self._genders.of(reference.mention.name)
            if gender is not None and own not in (None, gender):
                continue
            weight = reference.weight - distance + (_KNOWN if own is not None else 0)
            if best is None or weight > best[0]:
                best = weight, reference
        return best[1] if best else None

    @cached_property
    def _references(self) -> list[_Reference]:
        """All names and subject pronouns outside quotations, in order, each pronoun resolved."""
        found: list[_Reference] = []
        seen: set[str] = set()
        words: list[tuple[int, Mention | Token]] = [*self._named, *self._pronouns]
        for start, word in sorted(words, key=lambda item: item[0]):
            if isinstance(word, Mention):
                weight = self._weight(word, word.name not in seen)
                found.append(_Reference(start, self._sentence(start), word, weight))
                seen.add(word.name)
            elif best := self._best(found, len(found), start, _GENDERS[word.lower_]):
                found.append(_Reference(start, self._sentence(start), best.mention, self._of_subject(word)))
        return found

    @cached_property
    def _named(self) -> list[tuple[int, Mention]]:
        return [(m.start, m) for m in self._people.all if not self._is_quoted(m.start)]

    @cached_property
    def _pronouns(self) -> list[tuple[int, Token]]:
        doc = self._analysis.doc
        return [
            (t.idx, t)
            for t in doc
            if t.lower_ in PRONOUNS and t.dep_ in SUBJECTS and not self._is_quoted(t.idx)
        ]

    def _weight(self, mention: Mention, is_first: bool) -> float:
        text = self._analysis.text
        if text[mention.end : mention.end + 2] in {"’s", "'s", "’ ", "' "}:
            return -_POSSESSIVE
        if (acting := self._acting(mention)) is not None:
            return acting
        beside = is_first and " " in mention.text and text[mention.end : mention.end + 2] in {", ", " ("}
        return _INTRODUCED if beside else 0

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [s.end_char for s in self._analysis.sentences if not self._is_quoted(s.start_char, s.end_char)]

    def _sentence(self, offset: int) -> int:
        """The number of the sentence that a place stands in, quoted ones not counted."""
        return bisect_right(self._sentence_ends, offset)

    def _is_quoted(self, start: int, end: int | None = None) -> bool:
        index = bisect_right(self._quoted_starts, start) - 1
        return index >= 0 and (end or start + 1) <= self._quoted[index][1]

    def _is_subject(self, mention: Mention) -> bool:
        return not self._is_quoted(mention.start) and self._acting(mention) is not None

    def _acting(self, mention: Mention) -> float | None:
        """What the subject of a clause weighs, or who is named right behind a reporting verb."""
        span = self._analysis.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return None
        token: Token = span.root
        for _ in range(3):
            if token.dep_ in SUBJECTS:
                return self._of_subject(token)
            if token.dep_ not in _BESIDE_SUBJECT:
                break
            token = token.head
        speaks = span.start > 0 and self._analysis.doc[span.start - 1].lemma_.lower() in self._verbs
        return _ACTING + _SPEAKING if speaks else None

    def _of_subject(self, subject: Token) -> float:
        verb = subject.head
        weight = _ACTING - (_SUBORDINATE if verb.dep_ in _EMBEDDED else 0)
        return weight + (_SPEAKING if verb.lemma_.lower() in self._verbs else 0)
