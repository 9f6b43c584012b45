"""Finds dates: every date expression of the entity layer becomes a record of its own.

What a date is for, beyond the article's own day, later stages tell: an event, an award, an appointment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.analysis import Analysis
from pipeline.datelines import LEAD, opening_day
from pipeline.entities import Entities
from pipeline.entities.dates import DateMention
from pipeline.extract.rules import load_rules
from pipeline.findings import DateFinding

OWN_LINES = frozenset({"dateline", "byline"})
BESIDE = 30
"""Characters beside a date in which a verb tells that something is announced."""
_VERBS = r"(?:announce|report|confirm|say|said|unveil|reveal|disclose|publish|declare|release)(?:[sd]|ed)?"
ANNOUNCING = re.compile(rf"\s+(?:also\s+|proudly\s+)?{_VERBS}\b")
ANNOUNCED = re.compile(rf"\b{_VERBS}\s+(?:on\s+|late\s+|earlier\s+)?$")


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
        told = {m.start for m in entities.dates.all if _is_day_of_telling(analysis, m)}
        for mention in entities.dates.all:
            is_own = mention.start in own
            rule = self.rules.by_id["date.dateline" if is_own else self._rule_of[mention.notation]]
            yield DateFinding(
                rule=rule.id,
                evidence=(analysis.evidence("value", mention.start, mention.end),),
                confidence=rule.confidence,
                text=mention.text,
                value=mention.name,
                role="publication" if is_own or mention.start in told else "other",
            )


def _is_day_of_telling(analysis: Analysis, mention: DateMention) -> bool:
    """Whether a release says of its own day that it announces something: "Acme today announced"."""
    behind = analysis.text[mention.end : mention.end + BESIDE]
    before = analysis.text[max(0, mention.start - BESIDE) : mention.start]
    tells = ANNOUNCING.match(behind) or ANNOUNCED.search(before)
    return mention.name == analysis.article.published and tells is not None


def _own_days(analysis: Analysis, entities: Entities) -> set[int]:
    """Where the days stand that the article gives as its own: in lines of their own or in datelines."""
    own: set[int] = set()
    published = analysis.article.published
    lead = [passage for passage in analysis.readable() if passage.kind != "headline"]
    for index, passage in enumerate(lead):
        days = [m for m in entities.dates.within(passage.start, passage.end) if _is_day(m)]
        if passage.kind in OWN_LINES:
            own.update(mention.start for mention in days if published in (None, mention.name))
        elif index < LEAD and days:
            opening = opening_day(analysis.text[passage.start : passage.end])
            own.update(mention.start for mention in days[:1] if mention.name == opening)
    return own


def _is_day(mention: DateMention) -> bool:
    return len(mention.name) == len("2025-01-01")
