"""Who holds what a claim says: the most probable of all candidates, or nobody.

Whom rule and parse tell is one candidate among others (`candidates`, `bonds`); the weights were
fitted on annotated articles (`pipeline.ranking`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications.bonds import Bonds
from pipeline.extract.certifications.candidate import Candidate
from pipeline.extract.certifications.candidates import Candidates
from pipeline.extract.certifications.claims import Claim
from pipeline.extract.certifications.holder import Holder
from pipeline.ranking import choose, fitted_weights

WEIGHTS = "holder_weights.json"


class ChosenHolders:
    """Chooses the holders of one article's claims."""

    def __init__(self, analysis: Analysis, entities: Entities, claims: Sequence[Claim]) -> None:
        """Remember the article and all its claims."""
        self._candidates = Candidates(analysis, entities)
        self._bonds = Bonds(analysis, entities, claims)
        self._weights = fitted_weights("pipeline.extract.certifications", WEIGHTS)

    def of(self, claim: Claim) -> tuple[Sequence[Holder], float]:
        """The holders of a claim and how probable they are; joint ones that the parse tells stay together."""
        if claim.sure:
            return claim.told, 1.0
        found: list[Candidate | None] = [*self._candidates.of(claim), None]
        choice = choose([self._bonds.of(claim, candidate) for candidate in found], self._weights)
        best = found[choice.place]
        if best is None:
            return (), choice.probability
        if best.source == "told":
            return claim.told, choice.probability
        return (best.holder,), choice.probability
