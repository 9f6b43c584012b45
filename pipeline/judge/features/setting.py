"""An article as the judge sees it, and where the evidence of a finding stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.entities.opinions import Opinions
from pipeline.evidence import Evidence
from pipeline.findings import Finding


@dataclass(frozen=True)
class Setting:
    """An article with its entities, and how many findings of each type it has."""

    analysis: Analysis
    entities: Entities
    counts: Counter[str]

    @cached_property
    def opinions(self) -> Opinions:
        """What the language model takes for entities."""
        return Opinions(self.analysis)

    def span(self, piece: Evidence) -> tuple[int, int]:
        """The offsets of a piece of evidence in the Doc's text."""
        return self.analysis.span(piece)

    def kind(self, piece: Evidence) -> str:
        """The kind of block that a piece of evidence stands in."""
        return self.analysis.kind_at(self.span(piece)[0])

    def label(self, piece: Evidence) -> str:
        """What the language model takes a piece of evidence for."""
        entity = self.opinions.at(*self.span(piece))
        return entity.label_ if entity else "none"

    def sentence(self, piece: Evidence) -> tuple[int, int]:
        """The offsets of the sentence that a piece of evidence begins in."""
        return self.analysis.sentence_at(self.span(piece)[0])

    @cached_property
    def persons(self) -> frozenset[str]:
        """The full names of all persons."""
        return frozenset(person.name for person in self.entities.people.all)


def pieces(finding: Finding, field: str) -> Sequence[Evidence]:
    """The evidence of one field, in order."""
    return [piece for piece in finding.evidence if piece.field == field]
