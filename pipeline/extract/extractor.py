"""What every extractor is: a callable from an analysed article to findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.rules import RuleFile
from pipeline.findings import Finding


class Extractor(Protocol):
    """Finds the facts of one record type; keeps nothing between articles."""

    rules: RuleFile

    def __call__(self, analysis: Analysis, entities: Entities) -> Iterator[Finding]:
        """Yield the findings of one article, in any order, repeated mentions included."""
