"""What ties a certificate to a holder: features for the choice among candidates.

Each feature is a name that is true or not of a pair of claim and candidate; their weights are fitted.
Where the candidate stands as seen from the claim is told by `position`.
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
from pipeline.extract.certifications.position import Position
from pipeline.extract.certifications.syntax import is_definite, modified_by, owner_of
from pipeline.extract.certifications.words import is_noun_of, is_personal
from pipeline.extract.standing import Standing
from pipeline.ranking import NONE

PROMINENCE = frozenset({"subject", "top", "headline-first"})
"""Features that tell whose release it is: what they weigh depends on the claim."""

_OWN = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
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
        yield from self._position.of(claim, candidate)
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
    def _position(self) -> Position:
        return Position(self.analysis, self.entities)

    @cached_property
    def _standing(self) -> Standing:
        everyone = (*self.entities.organizations.all, *self.entities.people.all)
        return Standing(self.analysis, self.entities, everyone)


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
