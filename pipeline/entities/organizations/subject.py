"""Whose release an article is, and what "the company" stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.analysis import Analysis, text_offset
from pipeline.entities.mention import Mention
from pipeline.entities.organizations.listings import LISTED
from pipeline.lexicon.words import word_list

OPENING = 700
"""Characters of the text in which a release names who issues it."""

PROMINENT = 4
"""Points from which an organisation stands out: one mention in the opening and one more will do."""

_ABOUT = re.compile(r"(?:^|\n)\W{0,3}(?:About|ABOUT)(?: the)? $")
_ISSUES = re.compile(
    r",?\s(?:\([^()]{1,80}\),?\s){0,2}(?:, [^.]{5,150}, )?"
    r"(?:today|announced|announces|has announced|is (?:pleased|proud|excited|thrilled|honored)|proudly)"
)
_WIRE = re.compile(r"(?i:wire\b|press ?release|\bpr ?news|presswire|newswire)")
_NOUN = re.compile(r"(?:(?:the|this|our|its|said)\s+(?:[a-z-]+\s+){0,2}?)?([A-Za-z-]+)", re.I)


def subject_of(analysis: Analysis, mentions: Sequence[Mention]) -> Mention | None:
    """The organisation that the release is by or about: that of headline, opening and "About …"."""
    points: Counter[str] = Counter()
    for mention in mentions:
        points[mention.name] += _points(analysis, mention)
    for mention in mentions:
        if points[mention.name] >= PROMINENT and _ABOUT.search(
            analysis.text[max(0, mention.start - 14) : mention.start]
        ):
            points[mention.name] += 12
    best = max(points, key=points.__getitem__, default=None)
    if best is None or points[best] < PROMINENT:
        return None
    return next(mention for mention in mentions if mention.name == best)


def issues(text: str, end: int) -> bool:
    """Whether what is named up to an offset announces something right behind it."""
    return _ISSUES.match(text, end) is not None


def _points(analysis: Analysis, mention: Mention) -> int:
    """A mention counts one, one in a place of honour more; a news wire's own name nothing."""
    if _WIRE.search(mention.name) or analysis.kind_at(mention.start) in ("contact", "boilerplate"):
        return 0
    text, body = analysis.text, text_offset(analysis.article)
    if mention.start < body and text[max(0, mention.start - 1) : mention.start] in ("“", '"', "‘"):
        return 1
    behind = text[mention.end : mention.end + 260]
    if mention.start < body:
        return 10 if mention.start < 4 else 5
    if mention.start >= body + OPENING:
        return 1
    return 3 + 8 * bool(LISTED.match(behind)) + 8 * issues(text, mention.end)


def noun_of(text: str, offset: int) -> str | None:
    """The noun in "the company" or "museum president" at a place, if it stands for an organisation."""
    match = _NOUN.match(text, offset)
    noun = match.group(1).casefold() if match else ""
    return noun if noun in word_list("referents") else None
