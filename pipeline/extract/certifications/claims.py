"""A claim: what a rule has found in a sentence, and the finding that it makes with each holder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.certifications.grant import certificate_number, day_of_ceremony, grant_date
from pipeline.extract.certifications.holder import Holder
from pipeline.extract.certifications.holders import Holders
from pipeline.extract.certifications.issuer import Issuer, Issuers
from pipeline.extract.certifications.scheme import Scheme
from pipeline.extract.rules import Rule
from pipeline.findings import CertificationFinding
from pipeline.records import CertificationStatus
from pipeline.standards import standard_of


@dataclass(frozen=True, slots=True)
class Claim:
    """Schemes with cue and issuer, and what is said of them.

    Attributes:
        anchor: the word whose holder is sought.
        granted: whether a certificate is spoken of, and not conformity alone.
        told: the holders that rule and parse tell, none if they tell nobody.
        sure: whether these are settled, by the rule's own words.
        personal: whether only a person can hold it.
    """

    rule: Rule
    sentence: Span
    anchor: Token
    schemes: Sequence[Scheme]
    cue: tuple[int, int]
    status: CertificationStatus
    issuer: Issuer | None
    granted: bool = False
    told: Sequence[Holder] = ()
    sure: bool = False
    personal: bool = False

    @property
    def taken(self) -> Sequence[tuple[int, int]]:
        """The stretches that name its schemes and issuer, and hence no holder."""
        pieces = [piece for scheme in self.schemes for piece in scheme.pieces]
        return [*pieces, *(self.issuer.pieces[:1] if self.issuer else ())]


class Finders:
    """What finds the holders, issuers and dates of one article."""

    def __init__(self, analysis: Analysis, entities: Entities, bodies: Sequence[str]) -> None:
        """Prepare the article."""
        self.analysis = analysis
        self.entities = entities
        self.holders = Holders(analysis, entities)
        self.issuers = Issuers(analysis.text, entities, bodies)

    def recorded(
        self, claim: Claim, holders: Sequence[Holder], probability: float
    ) -> Iterator[CertificationFinding]:
        """A finding for each holder and scheme of a claim; how probable the holders are makes it sure."""
        for holder in map(self.holders.spelt_out, holders):
            for scheme in claim.schemes:
                yield self._finding(claim, holder, scheme, claim.rule.confidence * probability)

    def _finding(
        self, claim: Claim, holder: Holder, scheme: Scheme, confidence: float
    ) -> CertificationFinding:
        text = self.analysis.text
        date = self._date(claim)
        number = certificate_number(text, claim.sentence)
        issuer = claim.issuer or (self.issuers.of_scheme(scheme) if claim.granted else None)
        words = {
            "holder": holder.pieces,
            "scheme": scheme.pieces,
            "cue": (claim.cue,),
            "issuer": issuer.pieces if issuer else (),
            "date": ((date.start, date.end),) if date else (),
            "number": (number,) if number else (),
        }
        return CertificationFinding(
            rule=claim.rule.id,
            evidence=tuple(self.analysis.evidence(f, *at) for f, pieces in words.items() for at in pieces),
            confidence=confidence,
            holder=holder.name,
            scheme=scheme.name,
            issuer=issuer.name if issuer else None,
            status=claim.status,
            date=date.name if date else None,
            standard=standard_of(scheme.name),
            number=text[slice(*number)] if number else None,
        )

    def _date(self, claim: Claim) -> Mention | None:
        """When what was granted was granted."""
        if claim.status not in {"awarded", "renewed", "lost"}:
            return None
        sentence = claim.sentence
        date = grant_date(self.analysis.text, sentence, claim.cue, self.entities)
        if date is not None or claim.rule.id != "certification.presented":
            return date
        return day_of_ceremony(sentence, self.analysis.passage_at(sentence.start_char).start, self.entities)
