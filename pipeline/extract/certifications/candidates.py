"""Who may hold a certificate: whom the parse tells, and all others that the article names around the claim.

"Its plant is ISO 9001 certified"           whom rule and parse tell
"Norvane said that Alder is certified"      organisations, people and places near, and frequent ones
"NFPA-compliant hoses in ATEX-rated cases"  what the certificate describes, and the sentence's subjects
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import chain
from operator import attrgetter
from typing import Literal

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention, Mentions
from pipeline.entities.organizations.wording import is_standard
from pipeline.extract.certifications.claims import Claim
from pipeline.extract.certifications.holder import Holder, mentioned_holder, overlaps
from pipeline.extract.certifications.syntax import SUBJECTS, holding_nouns, is_generic, modified_by
from pipeline.extract.certifications.vocabulary import is_known_standard
from pipeline.extract.certifications.words import nouns

Source = Literal["told", "organization", "person", "place", "thing", "noun", "described"]

_THINGS = frozenset({"PRODUCT", "FAC", "ORG", "WORK_OF_ART", "GPE"})
_PARTS = frozenset({"compound", "amod", "nummod", "nmod", "punct"})
_NEAR = {"organization": 6, "person": 4, "place": 3}
"""Names of each kind that are weighed for standing near a claim, at most."""
_FREQUENT = 3
"""Organisations that are weighed wherever they stand, the most frequent ones."""
_MOST_NOUNS = 4
_START = attrgetter("start")
_LONGEST = 6
"""Words of a noun phrase, at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that may hold a certificate.

    Attributes:
        mentions: where the article names it, in order.
        word: the noun, for what is no name.
    """

    source: Source
    holder: Holder
    mentions: Sequence[tuple[int, int]] = field(repr=False)
    word: Token | None = None

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.holder.name


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
            yield from self._things(claim)
            yield from self._nouns(claim)

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

    def _things(self, claim: Claim) -> Iterator[Candidate]:
        """What the language model takes for a name and the entity layer does not, in the sentence."""
        entities = self._entities
        for entity in self._named_in(claim.sentence):
            known = (entities.people, entities.organizations, entities.places)
            if entity.label_ in _THINGS and not any(kind.at(entity.start_char) for kind in known):
                at = (entity.start_char, entity.end_char)
                yield Candidate("thing", Holder(" ".join(entity.text.split()), (at,)), [at], entity.root)

    def _named_in(self, sentence: Span) -> Sequence[Span]:
        """The language model's entities in a sentence."""
        named = self._analysis.named
        first = bisect_left(named, sentence.start, key=_START)
        last = bisect_left(named, sentence.end, key=_START)
        return [entity for entity in named[first:last] if entity.end <= sentence.end]

    def _nouns(self, claim: Claim) -> Iterator[Candidate]:
        """What the certificate describes, the nouns above it, and the subjects of its sentence."""
        described = modified_by(claim.anchor)
        above = (noun for noun, _ in holding_nouns(claim.anchor, claim.sentence))
        subjects = (token for token in claim.sentence if token.dep_ in SUBJECTS)
        found = dict.fromkeys(noun for noun in chain([described], above, subjects) if noun is not None)
        for noun in list(found)[:_MOST_NOUNS]:
            if noun.pos_ not in {"NOUN", "PROPN"} or overlaps(noun.idx, noun.idx + 1, claim.taken):
                continue
            start = _phrase_start(noun, claim)
            at = (start, noun.idx + len(noun))
            name = " ".join(self._analysis.text[slice(*at)].split())
            if is_generic(noun) and " " not in name:
                continue
            yield Candidate("described" if noun is described else "noun", Holder(name, (at,)), [at], noun)


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


def _phrase_start(noun: Token, claim: Claim) -> int:
    """Where the words of a noun phrase begin, without article, cue or scheme."""
    first = noun
    while first.i > claim.sentence.start and noun.i - first.i + 1 < _LONGEST:
        before = first.nbor(-1)
        part = before.dep_ in _PARTS and (before.text == "-" or before.text.isalnum())
        stretch = [*claim.taken, claim.cue]
        if not part or before.lower_ in nouns("determiners") or overlaps(before.idx, before.idx + 1, stretch):
            break
        first = before
    return first.nbor().idx if first.text == "-" and first.i < noun.i else first.idx
