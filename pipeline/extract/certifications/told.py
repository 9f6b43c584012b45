"""Whom rule and parse tell that a claim is about: one candidate among others for its holder.

"an ABC-certified advisor, Jane Roe" tells a person, "its plant is ISO 9001 certified" whose plant it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from pipeline.extract.certifications.claims import Claim, Finders
from pipeline.extract.certifications.credentials import Credential
from pipeline.extract.certifications.holder import Holder, Stretches
from pipeline.extract.certifications.matches import Matched
from pipeline.extract.certifications.sites import site_certified
from pipeline.extract.certifications.syntax import modified_by
from pipeline.extract.certifications.words import is_personal

_OF_PERSONS = frozenset({"certification.charter", "certification.letters", "certification.license"})
"""Rules of what only a person can hold."""


class Told:
    """Whom the claims of one sentence are told of."""

    def __init__(self, finders: Finders, sentence: Span, taken: Stretches) -> None:
        """Remember the sentence; `taken` are the stretches that name its schemes, and hence no holder."""
        self._by_parse = finders.holders
        self._references = finders.holders.references
        self._text = finders.analysis.text
        self._sentence = sentence
        self._taken = taken

    def by_match(self, matched: Matched, claim: Claim) -> Claim:
        """A claim with whom it is about, by the rule's own words, by a site behind it, or by the parse."""
        if listed := matched.listed_holders():
            return replace(claim, told=listed, sure=True)
        site = site_certified(self._text, matched.end, self._sentence.end_char)
        whose = matched.whose_start
        named = site or (self._by_parse.named_at(whose) if whose is not None else None)
        holders = [named] if named else self._said_of(claim)
        if matched.rule.id in _OF_PERSONS:
            return replace(claim, told=self._persons(holders, claim.cue[0]), personal=True)
        return replace(claim, told=holders)

    def by_credential(self, credential: Credential, claim: Claim) -> Sequence[Holder]:
        """Who is what a credential says; a person, where it is what persons are."""
        introduced = self._references.people_after(credential.noun)
        if credential.plural and credential.personal:
            introduced = introduced or self._references.people_said_to_be(credential.noun)
        holders = introduced or self._holders(credential.noun, claim)
        holders = holders if credential.plural else holders[:1]
        return self._persons(holders, credential.start) if credential.personal else holders

    def _said_of(self, claim: Claim) -> Sequence[Holder]:
        """By the parse; a person, where the certificate describes one: "ABC-certified advisor"."""
        anchor = claim.anchor
        holders = self._holders(anchor, claim)
        noun = modified_by(anchor)
        if noun is None or noun.tag_ != "NN" or not is_personal(noun):
            return holders
        introduced = self._references.people_after(noun)
        return introduced or self._persons(holders, anchor.idx)

    def _persons(self, holders: Sequence[Holder], offset: int) -> Sequence[Holder]:
        """The persons among holders, else the one last named before a place."""
        if persons := [holder for holder in holders if holder.person]:
            return persons
        nearest = self._references.person_before(offset, self._sentence.start_char)
        return (nearest,) if nearest else ()

    def _holders(self, anchor: Token, claim: Claim) -> tuple[Holder, ...]:
        taken = [*self._taken, *claim.taken]
        taken += [claim.cue] if anchor.pos_ not in {"PRON", "PART"} else []
        return self._by_parse.of(anchor, self._sentence, taken)
