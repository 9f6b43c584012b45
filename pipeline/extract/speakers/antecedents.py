"""Whom the pronoun of an attribution stands for: `“…,” she said`.

The words before it decide, without those in quotation marks, where a speaker talks of others: the
last person of a fitting gender who was the subject of a sentence, or who spoke. Only where there is
none within reach, the entity layer's own answer counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention

REACH = 6
"""Sentences that are searched, the nearest first."""

_SUBJECTS = {"nsubj", "nsubjpass"}
_BESIDE_SUBJECT = {"appos", "compound", "nmod", "flat"}
_GENDERS = {"he": "masculine", "his": "masculine", "she": "feminine", "her": "feminine"}


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
        self._ends = [sentence.end_char for sentence in analysis.sentences]

    def of(self, offset: int, pronoun: str) -> Mention | None:
        """The mention that a pronoun at a place most likely stands for."""
        gender = _GENDERS.get(pronoun.lower())
        for sentence in self._before(offset):
            for mention in self._people.within(sentence.start_char, min(sentence.end_char, offset)):
                fits = self._people.gender(mention.name) in (None, gender)
                if fits and not self._is_quoted(mention.start) and self._acts(mention):
                    return mention
        return self._people.antecedent(offset)

    def _before(self, offset: int) -> Iterator[Span]:
        """The sentences that begin before a place, the nearest first, quoted ones left out."""
        index = bisect_right(self._ends, offset)
        found = 0
        for sentence in reversed(self._analysis.sentences[max(0, index - 40) : index + 1]):
            if sentence.start_char >= offset or self._is_quoted(sentence.start_char, sentence.end_char):
                continue
            yield sentence
            found += 1
            if found == REACH:
                return

    def _is_quoted(self, start: int, end: int | None = None) -> bool:
        index = bisect_right(self._quoted_starts, start) - 1
        return index >= 0 and (end or start + 1) <= self._quoted[index][1]

    def _acts(self, mention: Mention) -> bool:
        """Whether a person is the subject of a clause, or named right behind a reporting verb."""
        span = self._analysis.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None:
            return False
        token: Token = span.root
        for _ in range(3):
            if token.dep_ in _SUBJECTS:
                return True
            if token.dep_ not in _BESIDE_SUBJECT:
                break
            token = token.head
        return span.start > 0 and self._analysis.doc[span.start - 1].lemma_.lower() in self._verbs
