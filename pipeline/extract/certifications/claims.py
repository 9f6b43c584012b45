"""A claim: what a rule has found in a sentence, and the finding that it makes with each holder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from pipeline.analysis import Analysis, text_offset
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

OPENING = 1200
"""Characters of the text in which a grant is the article's news. Of the 19 grants in 1,271 annotated articles
that are told later on, without a day and not in the headline, 14 are facts of long standing."""

_RECENT = re.compile(
    r"\b(?:today|recently|just|newly|announc\w+|proud|pleased|th(?:is|e past) (?:week|month|year))\b", re.I
)


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
            status=self._status(claim, scheme, date),
            date=date.name if date else None,
            standard=standard_of(scheme.name),
            number=text[slice(*number)] if number else None,
        )

    def _status(self, claim: Claim, scheme: Scheme, date: Mention | None) -> CertificationStatus:
        """What is said to be granted is only a fact where no day is named and it is not the news."""
        if claim.status != "awarded" or date is not None:
            return claim.status
        body = text_offset(self.analysis.article)
        is_news = claim.sentence.start_char < body + OPENING or _RECENT.search(claim.sentence.text)
        in_headline = scheme.name.casefold() in self.analysis.text[:body].casefold()
        return "awarded" if is_news or in_headline else "held"

    def _date(self, claim: Claim) -> Mention | None:
        """When what was granted was granted."""
        if claim.status not in {"awarded", "renewed", "lost"}:
            return None
        sentence = claim.sentence
        date = grant_date(self.analysis.text, sentence, claim.cue, self.entities)
        if date is not None or claim.rule.id != "certification.presented":
            return date
        return day_of_ceremony(sentence, self.analysis.passage_at(sentence.start_char).start, self.entities)
