"""The date expressions of an article and their values.

A grammar finds them (`notations`, `grammar`), neighbours are linked to intervals and lists (`linking`),
what only looks like a date is left (`doubts`), and each is resolved (`resolution`) against the day of
publication (`anchor`), the verb above it (`tense`) and the date before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.analysis import Analysis
from pipeline.edtf import bounds
from pipeline.entities.dates.anchor import Anchor
from pipeline.entities.dates.doubts import is_doubtful
from pipeline.entities.dates.expression import Expression
from pipeline.entities.dates.grammar import find_expressions
from pipeline.entities.dates.linking import linked
from pipeline.entities.dates.numeric import writes_day_first
from pipeline.entities.dates.relative import is_far_ahead
from pipeline.entities.dates.resolution import resolve
from pipeline.entities.dates.setting import NamedPeriod, Setting, named_periods
from pipeline.entities.dates.tense import Tense, is_postponed_to, tense_at
from pipeline.entities.mention import Mention, Mentions

__all__ = ["DateMention", "Dates"]

REACH = 400
"""Characters within which `the following year` refers to the date before it."""

REACH_OF_STORY = 200
"""Characters within which a month or day without a year can belong to the year of the one before it."""

REACH_OF_EVENT = 3000
"""Characters within which a day of the week can belong to the programme of the event before it."""


FORWARD = re.compile(r"\s(?:delivery|futures|contracts?)\b")
"""Behind a month: markets trade what is to be delivered in it."""


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A date expression; `notation` is the way it is written."""

    notation: str


class Dates(Mentions[DateMention]):
    """Every date expression that could be resolved; a mention's `name` is its EDTF value."""

    def __init__(self, analysis: Analysis) -> None:
        """Find and resolve the expressions."""
        article = analysis.article
        anchor = Anchor.of(article.published, article.title, article.text)
        super().__init__(_mentions(analysis, _expressions(analysis), anchor))


def _expressions(analysis: Analysis) -> Sequence[Expression]:
    """The expressions of the readable passages, in order."""
    found: list[Expression] = []
    for passage in analysis.readable():
        text = analysis.text[passage.start : passage.end]
        here = linked(text, find_expressions(text))
        found += (expression.moved(passage.start) for expression in here)
    return [expression for expression in found if not is_doubtful(analysis.doc, analysis.text, expression)]


def _mentions(analysis: Analysis, expressions: Sequence[Expression], anchor: Anchor) -> Iterator[DateMention]:
    years = _years_of_periods(expressions)
    setting = Setting(anchor, day_first=writes_day_first(expressions, anchor), years=years)
    if anchor.day is None:
        setting = replace(setting, reported=_only_day(expressions, setting))
    last: DateMention | None = None
    event: DateMention | None = None
    story: DateMention | None = None
    weekdays: dict[int, str] = {}
    for expression in expressions:
        start, end = expression.start, expression.end
        here = replace(
            setting,
            tense=_tense(analysis, expression),
            previous=_within(last, start, REACH),
            story=_within(story, start, REACH_OF_STORY),
            event=_within(event, start, REACH_OF_EVENT),
            weekdays=weekdays,
        )
        value = resolve(expression, here)
        if value is None:
            continue
        mention = DateMention("date", start, end, analysis.text[start:end], value, expression.notation)
        if expression.meaning != "sequel":
            last = mention
        if "month" in expression.parts:
            story = mention if _is_story(mention, expression, story, anchor) else None
        if expression.meaning == "weekday":
            weekdays[expression.parts["weekday"]] = value
        is_ahead = is_far_ahead(value, anchor) and expression.meaning != "weekday"
        if is_ahead and ("/" in value or event is None or "/" not in event.name):
            event = mention  # an interval has a programme, a single day behind it rather a deadline
        yield mention


def _is_story(
    mention: DateMention, expression: Expression, story: DateMention | None, anchor: Anchor
) -> bool:
    """Whether a text may go on to tell of a mention's year: a past one that it states, or goes on with."""
    if anchor.year is None or expression.meaning != "point":
        return False
    goes_on = story is not None and story.name[:4] == mention.name[:4]
    return ("year" in expression.parts or goes_on) and int(mention.name[:4]) < anchor.year


def _tense(analysis: Analysis, expression: Expression) -> Tense | None:
    """The tense at an expression; of headlines, which tell of the past in the present, not the present."""
    if FORWARD.match(analysis.text, expression.end):
        return "future"
    if expression.meaning == "weekday" and is_postponed_to(analysis.doc, expression.start, expression.end):
        return "future"
    tense = tense_at(analysis.doc, expression.start, expression.end)
    is_headline = analysis.kind_at(expression.start) == "headline"
    return None if is_headline and tense == "present" else tense


def _only_day(expressions: Sequence[Expression], setting: Setting) -> date | None:
    """The day that a document of unknown publication tells of, if it names one only: its `today`."""
    values = {resolve(e, setting) for e in expressions if e.meaning == "point" and "day" in e.parts}
    days = [bounds(value)[0] for value in values if value]
    return days[0] if len(days) == 1 else None


def _within(mention: DateMention | None, offset: int, reach: int) -> str | None:
    """The value of a mention that stands not too far before a place."""
    return mention.name if mention and offset - mention.end <= reach else None


def _years_of_periods(expressions: Sequence[Expression]) -> dict[NamedPeriod, frozenset[int]]:
    """For each day and quarter that the document gives a year to, these years."""
    years: dict[NamedPeriod, set[int]] = defaultdict(set)
    for expression in expressions:
        if "year" in expression.parts and expression.meaning == "point":
            for period in named_periods(expression.parts):
                years[period].add(expression.parts["year"])
    return {period: frozenset(found) for period, found in years.items()}
