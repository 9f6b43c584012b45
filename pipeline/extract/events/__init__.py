"""Finds events: gatherings that people attend, with their time, place and hosts.

"The Harbour Trust will hold its 3rd Annual Kite Festival on May 4, 2025, at Pier Nine in Leith." gives
an event `3rd Annual Kite Festival`, social, on `2025-05-04`, at `Pier Nine, Leith`, of the Harbour Trust.
A product release, an award won, a sale or a campaign gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.events.article import EventArticle
from pipeline.extract.events.common import CommonNames
from pipeline.extract.events.context import ContextNames
from pipeline.extract.events.mentions import Mentioned
from pipeline.extract.events.proper import ProperNames
from pipeline.extract.events.vocabulary import Vocabulary
from pipeline.extract.rules import load_rules
from pipeline.findings import EventFinding

__all__ = ["Events"]


class Events:
    """Finds events."""

    def __init__(self) -> None:
        """Load the rules."""
        self.rules = load_rules("events")
        self._vocabulary = Vocabulary(self.rules)
        proper = ProperNames(self._vocabulary)
        finders = (proper, CommonNames(self._vocabulary, proper))
        self._mentioned = Mentioned(finders, ContextNames(self._vocabulary, proper))

    def __call__(self, analysis: Analysis, entities: Entities) -> Iterator[EventFinding]:
        """Yield the events of one article, one finding a mention."""
        yield from self.article(analysis, entities).findings()

    def article(self, analysis: Analysis, entities: Entities) -> EventArticle:
        """One article with its events."""
        return EventArticle(analysis, entities, self._vocabulary, self._mentioned)
