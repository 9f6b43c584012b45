"""Finds dates: every date expression of the entity layer becomes a record of its own.

What a date is for, beyond the article's own day, later stages tell: an event, an award, an appointment.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import Analysis
from pipeline.datelines import opening_day
from pipeline.entities import Entities
from pipeline.entities.dates import DateMention
from pipeline.extract.rules import load_rules
from pipeline.findings import DateFinding

OWN_LINES = frozenset({"dateline", "byline"})
LEAD = 8
"""Passages from the start that a dateline may open, as in `pipeline.clean.publication`."""


class Dates:
    """Finds dates."""

    def __init__(self) -> None:
        """Load the rules."""
        self.rules = load_rules("dates")
        self._rule_of = {
            notation: "date." + name.replace("_", "-")
            for name, notations in self.rules.words.items()
            for notation in notations
        }

    def __call__(self, analysis: Analysis, entities: Entities) -> Iterator[DateFinding]:
        """Yield the dates of one article."""
        own = _own_days(analysis, entities)
        for mention in entities.dates.all:
            is_own = mention.start in own
            rule = self.rules.by_id["date.dateline" if is_own else self._rule_of[mention.notation]]
            yield DateFinding(
                rule=rule.id,
                evidence=(analysis.evidence("value", mention.start, mention.end),),
                confidence=rule.confidence,
                text=mention.text,
                value=mention.name,
                role="publication" if is_own else "other",
            )


def _own_days(analysis: Analysis, entities: Entities) -> set[int]:
    """Where the days stand that the article gives as its own: in lines of their own or in datelines."""
    own: set[int] = set()
    lead = [passage for passage in analysis.readable() if passage.kind != "headline"]
    for index, passage in enumerate(lead):
        days = [m for m in entities.dates.within(passage.start, passage.end) if _is_day(m)]
        if passage.kind in OWN_LINES:
            own.update(mention.start for mention in days)
        elif index < LEAD and days:
            opening = opening_day(analysis.text[passage.start : passage.end])
            own.update(mention.start for mention in days[:1] if mention.name == opening)
    return own


def _is_day(mention: DateMention) -> bool:
    return len(mention.name) == len("2025-01-01")
