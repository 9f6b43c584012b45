"""When a certificate was granted, and its number."""

from __future__ import annotations

import re

from spacy.tokens import Span

from pipeline.entities import Entities, Mention

FARTHEST = 120
"""Characters between the cue and its date; beyond, a date belongs to something else of the sentence."""

_OF_THE_NEWS = re.compile(
    r"(?:announc\w+|said|report(?:s|ed)|publish\w+|releas\w+|posted|unveil\w+)\b[^,;]{0,15}$"
)
_DATELINE = re.compile(r"\s*(?:/|--|—|–|- |\(|announc)")
_NUMBER = re.compile(
    r"\b(?:certificate|certification|registration|licen[cs]e|report) (?:no\.?|number|#)\s*+(?::\s*+)?"
    r"(?P<number>[A-Z0-9][\w./-]{0,40}\d)",
    re.IGNORECASE,
)


def grant_date(text: str, sentence: Span, cue: tuple[int, int], entities: Entities) -> Mention | None:
    """The date in a sentence at which the certificate was granted, if one is near the cue."""
    start = sentence.start_char
    dates = entities.dates.within(start, sentence.end_char)
    fit = [
        date
        for date in dates
        if not _OF_THE_NEWS.search(text[max(start, date.start - 40) : date.start])
        and not _DATELINE.match(text[date.end : date.end + 10])
        and _distance(date, cue) <= FARTHEST
    ]
    return min(fit, key=lambda date: _distance(date, cue), default=None)


def day_of_ceremony(sentence: Span, start: int, entities: Entities) -> Mention | None:
    """The date last named before a sentence, not before `start`: when certificates were handed over."""
    dates = entities.dates.within(start, sentence.start_char)
    return dates[-1] if dates else None


def certificate_number(text: str, sentence: Span) -> tuple[int, int] | None:
    """Where a certificate's number stands in a sentence, if one is given."""
    match = _NUMBER.search(text, sentence.start_char, sentence.end_char)
    return match.span("number") if match else None


def _distance(date: Mention, cue: tuple[int, int]) -> int:
    return max(date.start - cue[1], cue[0] - date.end, 0)
