"""The language model's opinion: which entity it sees at a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Span

from pipeline.analysis import Analysis

NAMES_OF_OTHERS = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"})
"""The model's labels (OntoNotes 5) for what bears a name and is no person."""


class Opinions:
    """The model's entities of one document, looked up by place."""

    def __init__(self, analysis: Analysis) -> None:
        """Note where the entities stand."""
        self._entities = analysis.named
        self._starts = [entity.start_char for entity in self._entities]
        self._ends = [entity.end_char for entity in self._entities]

    def at(self, start: int, end: int) -> Span | None:
        """The first entity that overlaps a stretch."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for index in range(first, min(first + 2, len(self._entities))):
            if self._starts[index] < end and self._ends[index] > start:
                return self._entities[index]
        return None

    def labelled(self, label: str) -> Iterator[Span]:
        """The entities with a label, in order."""
        return (entity for entity in self._entities if entity.label_ == label)

    def covering(self, start: int, end: int) -> Span | None:
        """The entity that holds a whole stretch."""
        entity = self.at(start, end)
        return entity if entity and entity.start_char <= start and entity.end_char >= end else None
