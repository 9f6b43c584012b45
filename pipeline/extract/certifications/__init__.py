"""Finds certifications: who holds which certificate, accreditation, conformity or official designation.

Not a certification: what is offered, taught, sold, required or explained; a prize, a patent, a licence to
operate. "Norvane, an ISO 9001 certified maker of lamps, helps firms to become ISO 14001 certified" has one:
Norvane holds ISO 9001.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications.choosing import ChosenHolders
from pipeline.extract.certifications.claims import Claim, Finders
from pipeline.extract.certifications.context import Context
from pipeline.extract.certifications.postnominals import by_letters
from pipeline.extract.certifications.reading import Reading
from pipeline.extract.certifications.vocabulary import names_scheme
from pipeline.extract.rules import load_rules
from pipeline.findings import CertificationFinding

_CUE = re.compile(
    r"(?i:(?=[acdelmpqsu])(?:certif|accredit|complian|compl(?:y|ies)|conform|designat|adher|credential|qualification"
    r"|licen[cs]e|pilot|demonstration|upgraded|satisf|\bmeets?\b|exceeds|pass(?:es|ed)\b))"
    r"|[Cc]harter|\b(?:an?|A) [A-Z]{2,}"
)
_ENDED = re.compile(r"[.!?:;…][”\"’')]*$")

LONGEST_JOINED = 1500
"""Characters beyond which pieces are not joined: such a "sentence" is a table or a list."""

LONGEST_READ = 6000
"""Characters beyond which a "sentence" is data and is not read."""


class Certifications:
    """Finds certifications."""

    def __init__(self) -> None:
        """Load the rules."""
        self.rules = load_rules("certifications")
        self._context = Context(self.rules)

    def __call__(self, analysis: Analysis, entities: Entities) -> Iterator[CertificationFinding]:
        """Yield the certifications of one article."""
        finders = Finders(analysis, entities, self.rules.words["bodies"])
        claims = list(self.claims(finders))
        chosen = ChosenHolders(analysis, entities, claims)
        for claim in claims:
            yield from finders.recorded(claim, *chosen.of(claim))

    def claims(self, finders: Finders) -> Iterator[Claim]:
        """What the rules find in an article, before holders are chosen."""
        analysis = finders.analysis
        for sentence in _whole(analysis):
            yield from by_letters(sentence, finders, self.rules)
            if _is_worth_reading(analysis.text, sentence.start_char, sentence.end_char):
                reading = Reading(self.rules, self._context, finders, sentence)
                yield from reading.by_patterns()
                yield from reading.by_credentials()


def _is_worth_reading(text: str, start: int, end: int) -> bool:
    if end - start > LONGEST_READ:
        return False
    return _CUE.search(text, start, end) is not None or names_scheme(text, start, end)


def _whole(analysis: Analysis) -> Iterator[Span]:
    """The sentences, those joined again that the model cut behind a bracket or before a number."""
    held: Span | None = None
    for sentence in analysis.sentences:
        if held is not None and _goes_on(analysis.text, held, sentence):
            held = held.doc[held.start : sentence.end]
        else:
            if held is not None:
                yield held
            held = sentence
    if held is not None:
        yield held


def _goes_on(text: str, first: Span, second: Span) -> bool:
    between = text[first.end_char : second.start_char]
    ended = _ENDED.search(text, max(first.start_char, first.end_char - 5), first.end_char) is not None
    return not ended and "\n" not in between and second.end_char - first.start_char < LONGEST_JOINED
