"""Where a candidate stands as seen from a claim's cue: its last place before the cue and the next behind.

Of "Alder, which makes lamps, is ISO 9001 certified" it stands before the cue, in its passage, without
another name between, as the main subject of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications.candidate import Candidate
from pipeline.extract.certifications.claims import Claim
from pipeline.ranking import bucket

_WORD = re.compile(r"\w+|[^\w\s]|\n")
_SPELT = 3
"""Words between a candidate and the cue that are told one by one."""
_FARTHEST = 1000
"""Characters between them beyond which no words are counted."""
_MOST_LINES = 3
"""Ends of lines between them beyond which no words are counted either."""


@dataclass(frozen=True)
class Position:
    """The features of one article's pairs of claim and candidate that tell of places."""

    analysis: Analysis
    entities: Entities

    def of(self, claim: Claim, candidate: Candidate) -> Iterator[str]:
        """Where the candidate stands as seen from the cue."""
        start, end = claim.cue
        before = next((m for m in reversed(candidate.mentions) if m[1] <= start), None)
        behind = next((m for m in candidate.mentions if m[0] >= end), None)
        if before is not None:
            yield from self._between("before", before[1], start)
            yield from self._grammar("before", claim, before)
            if before[0] >= self.analysis.passage_at(start).start:
                yield "before-in-passage"
        if behind is not None and behind[0] < claim.sentence.end_char:
            yield from self._between("behind", end, behind[0])
            yield from self._grammar("behind", claim, behind)
        passage = self.analysis.passage_at(start).start
        if any(passage <= mention[0] < passage + 3 for mention in candidate.mentions):
            yield "opens-passage"

    def _between(self, side: str, start: int, end: int) -> Iterator[str]:
        """What lies between candidate and cue: words, other names, ends of lines and sentences."""
        text = self.analysis.text
        if text.count("\n", start, end) > _MOST_LINES or end - start > _FARTHEST:
            yield f"{side}=far"
            return
        words = _WORD.findall(text[start:end].casefold())
        others = len({m.name for m in self.entities.organizations.within(start, end)})
        people = len({m.name for m in self.entities.people.within(start, end)})
        lines, stops = words.count("\n"), sum(word in ".!?" for word in words)
        yield f"{side}={bucket(len(words))}"
        yield f"{side}-others={min(others, 3)}"
        yield f"{side}-people={min(people, 2)}"
        yield f"{side}-all={min(others, 2)}{min(people, 2)}{min(lines, 2)}{min(stops, 2)}"
        if len(words) <= _SPELT:
            yield f"{side}:{' '.join(words)}"

    def _grammar(self, side: str, claim: Claim, at: tuple[int, int]) -> Iterator[str]:
        """The part that the candidate plays in the claim's sentence."""
        if not claim.sentence.start_char <= at[0] < claim.sentence.end_char:
            return
        span = claim.sentence.doc.char_span(*at, alignment_mode="expand")
        if span is None:
            return
        yield f"{side}-sentence"
        yield f"{side}:{span.root.dep_}"
        if span.root.dep_ in {"nsubj", "nsubjpass"} and span.root.head.dep_ == "ROOT":
            yield f"{side}:main-subject"
        if span.root.dep_ == "pobj":
            yield f"{side}:pobj:{span.root.head.lower_}"
