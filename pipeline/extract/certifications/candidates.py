"""Who may hold a certificate: whom the parse tells, and all others that the article names around the claim.

"Its plant is ISO 9001 certified"           whom rule and parse tell
"Norvane said that Alder is certified"      organisations, people and places near, and frequent ones
"NFPA-compliant hoses in ATEX-rated cases"  what the sentence speaks of without a name (`nameless`)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from operator import attrgetter

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention, Mentions
from pipeline.entities.organizations.wording import is_standard
from pipeline.extract.certifications.candidate import Candidate, Source
from pipeline.extract.certifications.claims import Claim
from pipeline.extract.certifications.holder import Holder, mentioned_holder
from pipeline.extract.certifications.nameless import nouns_around, things_around
from pipeline.extract.certifications.vocabulary import is_known_standard

_NEAR = {"organization": 6, "person": 4, "place": 3}
"""Names of each kind that are weighed for standing near a claim, at most."""
_FREQUENT = 3
"""Organisations that are weighed wherever they stand, the most frequent ones."""
_START = attrgetter("start")


class Candidates:
    """The candidates for the claims of one article."""

    def __init__(self, analysis: Analysis, entities: Entities) -> None:
        """Remember the article."""
        self._analysis = analysis
        self._entities = entities

    def of(self, claim: Claim) -> Sequence[Candidate]:
        """The candidates for a claim, each name once."""
        found: dict[str, Candidate] = {}
        for candidate in self._all(claim):
            free = candidate.source == "told" or not candidate.holder.overlaps(claim.taken)
            if free and len(candidate.name) > 1 and not self._names_scheme(candidate.name, claim):
                found.setdefault(candidate.name.casefold(), candidate)
        return list(found.values())

    def _all(self, claim: Claim) -> Iterator[Candidate]:
        for holder in claim.told:
            places = self._places.get(holder.name) or [holder.pieces[0]]
            yield Candidate("told", holder, places, _token(claim, holder))
        kinds: Sequence[Mentions[Mention]] = (self._entities.people,)
        if not claim.personal:
            kinds = (self._entities.organizations, self._entities.people, self._entities.places)
        for mentions in kinds:
            yield from self._named(mentions, claim)
        if not claim.personal:
            yield from things_around(claim, self._analysis, self._entities)
            yield from nouns_around(claim, self._analysis.text)

    def _names_scheme(self, name: str, claim: Claim) -> bool:
        """Whether a name is what is held and nobody's: the GDPR of "GDPR-compliant lamps", also spelt out."""
        organizations = self._entities.organizations
        schemes = {scheme.name for scheme in claim.schemes}
        spelt = {organizations.resolve(scheme) or scheme for scheme in schemes}
        own = name.casefold() in {scheme.casefold() for scheme in schemes | spelt}
        return own or is_standard(tuple(name.split())) or is_known_standard(name)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        grouped: dict[str, list[tuple[int, int]]] = {}
        people, organizations = self._entities.people.all, self._entities.organizations.all
        for mention in (*people, *organizations, *self._entities.places.all):
            grouped.setdefault(mention.name, []).append((mention.start, mention.end))
        return grouped

    def _named(self, mentions: Mentions[Mention], claim: Claim) -> Iterator[Candidate]:
        """The names that stand nearest to a claim, and the most frequent organisations."""
        kind = next((mention.kind for mention in mentions.all), "date")
        wanted = set(self._frequent) if kind == "organization" else set()
        nearest: dict[str, Mention] = {}
        for mention in _by_distance(mentions.all, claim):
            nearest.setdefault(mention.name, mention)
            if len(nearest) >= _NEAR.get(kind, 0) and wanted <= nearest.keys():
                break
        kept = list(nearest)[: _NEAR.get(kind, 0)]
        if kind == "organization":
            kept += self._frequent
        if kind == "place":
            start, end = claim.sentence.start_char, claim.sentence.end_char
            kept = [name for name in kept if start <= nearest[name].start < end]
        for name in dict.fromkeys(kept):
            holder = mentioned_holder(nearest[name], mentions)
            yield Candidate(_source(nearest[name]), holder, self._places[name])

    @cached_property
    def _frequent(self) -> Sequence[str]:
        organizations = self._entities.organizations
        names = dict.fromkeys(mention.name for mention in organizations.all)
        ordered = sorted(names, key=lambda name: -len(self._places[name]))[:_FREQUENT]
        return [*ordered, organizations.subject.name] if organizations.subject else ordered


def _source(mention: Mention) -> Source:
    match mention.kind:
        case "person" | "organization" | "place":
            return mention.kind
        case _:
            return "thing"


def _token(claim: Claim, holder: Holder) -> Token | None:
    """The word at which a holder is told, if it stands in the claim's sentence."""
    start, end = holder.pieces[0]
    span = claim.sentence.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not claim.sentence.start <= span.root.i < claim.sentence.end:
        return None
    return span.root


def _by_distance(mentions: Sequence[Mention], claim: Claim) -> Iterator[Mention]:
    """Mentions in order from the one nearest to a claim's cue on."""
    behind = bisect_left(mentions, claim.cue[0], key=_START)
    before = (mentions[at] for at in range(behind - 1, -1, -1))
    after = (mentions[at] for at in range(behind, len(mentions)))
    return merge(before, after, key=lambda mention: _distance(mention, claim))


def _distance(mention: Mention, claim: Claim) -> int:
    """Characters between a name and a claim's cue; names behind it count double."""
    start, end = claim.cue
    return start - mention.start if mention.start < start else 2 * (mention.start - end)
