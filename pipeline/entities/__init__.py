"""Named entities of one article: people, organisations, places and dates.

The extractors find relations between these; each kind is found once and shared by all of them.
"""

from __future__ import annotations

from functools import cached_property

from pipeline.analysis import Analysis
from pipeline.entities.dates import Dates
from pipeline.entities.mention import Mention, MentionKind, Mentions
from pipeline.entities.organizations import Organizations
from pipeline.entities.people import People
from pipeline.entities.places import Places

__all__ = ["Dates", "Entities", "Mention", "MentionKind", "Mentions", "Organizations", "People", "Places"]


class Entities:
    """The entities of one article, each kind found when it is first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        """Remember the article; nothing is computed yet."""
        self._analysis = analysis

    @cached_property
    def people(self) -> People:
        """The persons."""
        return People(self._analysis)

    @cached_property
    def organizations(self) -> Organizations:
        """The organisations."""
        return Organizations(self._analysis, self.people)

    @cached_property
    def places(self) -> Places:
        """The places."""
        return Places(self._analysis)

    @cached_property
    def dates(self) -> Dates:
        """The date expressions."""
        return Dates(self._analysis)
