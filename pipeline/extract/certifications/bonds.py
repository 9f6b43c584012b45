"""What ties a certificate to a holder: features for the choice among candidates.

Each feature is a name that is true or not of a pair of claim and candidate; their weights are fitted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications.candidate import Candidate
from pipeline.extract.certifications.claims import Claim
from pipeline.extract.certifications.syntax import is_definite, modified_by, owner_of
from pipeline.extract.certifications.words import is_noun_of, is_personal
from pipeline.extract.standing import Standing
from pipeline.ranking import NONE, bucket

PROMINENCE = frozenset({"subject", "top", "headline-first"})
"""Features that tell whose release it is: what they weigh depends on the claim."""

_WORD = re.compile(r"\w+|[^\w\s]|\n")
_OWN = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_SPELT = 3
"""Words between a candidate and the cue that are told one by one."""
_ANY = ""
"""In place of a scheme's name: whatever scheme."""
_CLASSES = ("generic", "sites", "company", "wares", "plants", "things", "achievements")


@dataclass(frozen=True)
class Bonds:
    """The features of one article's pairs; `claims` are all its claims, which tell of one another."""

    analysis: Analysis
    entities: Entities
    claims: Sequence[Claim]

    def of(self, claim: Claim, candidate: Candidate | None) -> Iterator[str]:
        """The features of a claim with a candidate, or with none."""
        if candidate is None:
            yield from self._without(claim)
            return
        count = self._standing.count(candidate.name)
        standing = list(self._standing.of(candidate.name, candidate.mentions, count))
        wording = list(self._standing.wording(candidate.name, candidate.mentions[0]))
        yield from standing
        yield from self._kinds(claim, candidate, standing)
        yield from wording
        yield from (f"{feature}|{candidate.source}" for feature in wording if feature.startswith("label="))
        yield from self._near(claim, candidate)
        yield from self._elsewhere(claim, candidate)
        if candidate.source == "told":
            yield from self._told(claim, candidate)
        if candidate.word is not None:
            yield from _noun(candidate.source, candidate.word)
        sentence = claim.sentence
        if _OWN.search(self.analysis.text, sentence.start_char, sentence.end_char):
            yield f"own-words|{candidate.source}|{'subject' in standing}"

    def _kinds(self, claim: Claim, candidate: Candidate, standing: Sequence[str]) -> Iterator[str]:
        """What kind of candidate it is, for what kind of claim."""
        block = self.analysis.kind_at(claim.cue[0])
        yield candidate.source
        yield f"kind={candidate.holder.kind}"
        yield f"{candidate.holder.kind}|{claim.rule.id}"
        yield f"{candidate.holder.kind}|{claim.schemes[0].kind}"
        yield f"{candidate.source}|{_whether_told(claim)}|{block}"
        for feature in PROMINENCE.intersection(standing):
            for other in (block, _whether_told(claim), candidate.source):
                yield f"{feature}|{other}"

    def _without(self, claim: Claim) -> Iterator[str]:
        """What speaks for no holder at all."""
        yield NONE
        yield f"none|{claim.rule.id}"
        yield f"none|{_whether_told(claim)}"
        yield f"none|{claim.schemes[0].kind}"
        yield f"none|{claim.status}"
        yield f"none|{self.analysis.kind_at(claim.cue[0])}"
        described = modified_by(claim.anchor)
        if described is not None:
            plural = "plural" if described.tag_ in {"NNS", "NNPS"} else "singular"
            yield f"none|described-{plural}"
            yield from (f"none|described-{name}" for name in _CLASSES if is_noun_of(described, name))

    def _told(self, claim: Claim, candidate: Candidate) -> Iterator[str]:
        """How the parse came to the holder that it tells."""
        start, end = candidate.holder.pieces[0]
        word = self.analysis.text[start:end]
        how = "name"
        if word.islower():
            how = word if len(word) < 6 else "noun"
        elif word != candidate.name and len(candidate.holder.pieces) > 1:
            how = "short"
        yield f"told:{how}"
        yield f"told|{claim.rule.id}"
        yield f"told:{how}|{self.analysis.kind_at(claim.cue[0])}"
        inside = claim.sentence.start_char <= start < claim.sentence.end_char
        yield f"told-{'inside' if inside else 'outside'}"
        yield f"told-{'before' if start < claim.cue[0] else 'behind'}"

    def _elsewhere(self, claim: Claim, candidate: Candidate) -> Iterator[str]:
        """What other claims of the article tell of the candidate."""
        told = self._told_of.get(candidate.name)
        if told is None:
            return
        own = int(any(holder.name == candidate.name for holder in claim.told))
        if any(told[name] > own for name in _names(claim)):
            yield "told-of-scheme"
        if told[_ANY] > own:
            yield "told-elsewhere"
            yield f"told-elsewhere|{_whether_told(claim)}"

    @cached_property
    def _told_of(self) -> Mapping[str, Counter[str]]:
        """How many claims are told of each holder, of any scheme and of each."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.claims:
            for name in {holder.name for holder in claim.told}:
                told[name].update({_ANY, *_names(claim)})
        return told

    @cached_property
    def _standing(self) -> Standing:
        everyone = (*self.entities.organizations.all, *self.entities.people.all)
        return Standing(self.analysis, self.entities, everyone)

    def _near(self, claim: Claim, candidate: Candidate) -> Iterator[str]:
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
        if text.count("\n", start, end) > 3 or end - start > 1000:
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


def _names(claim: Claim) -> set[str]:
    return {scheme.name.casefold() for scheme in claim.schemes}


def _whether_told(claim: Claim) -> str:
    return "told" if claim.told else "untold"


def _noun(source: str, noun: Token) -> Iterator[str]:
    """What kind of noun a candidate is or ends in."""
    yield f"{source}-tag={noun.tag_}"
    yield from (f"{source}-class={name}" for name in _CLASSES if is_noun_of(noun, name))
    if is_personal(noun):
        yield f"{source}-personal"
    if is_definite(noun):
        yield f"{source}-definite"
    if owner_of(noun) is not None:
        yield f"{source}-owned"
    if noun.text[0].isupper():
        yield f"{source}-capital"
