"""Lines that tell of an event without naming it: "Date: May 4", "Where: Pier Nine", "Held in May, …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.analysis import Analysis, Passage
from pipeline.entities import Mention
from pipeline.extract.events.phrases import InOrder, Phrase

OTHER_DATES = (
    "(?:Publication|Release|Effective|Expir(?:y|ation)|Due|Report|Record|Payment|Filing|Issue|Maturity|Listing"
    "|Launch|Closing|Delivery|Birth)"
)
"""What stands before "Date:" where it is not a gathering's."""

LABEL = re.compile(
    rf"(?:^|(?<=[\n•*·>|])|(?<=[.!?;)] ))[ \t]*(?!{OTHER_DATES}\b)(?:\w+ )?"
    r"(?P<label>Dates?(?: (?:and|&) Time)?|When|Where|Location|Venue|Place|Day)\s*:(?=\s*\S)",
    re.IGNORECASE | re.MULTILINE,
)
OPENING_WORDS = (
    r"(?:Held|Hosted|Taking place|Scheduled|Slated|Set|Running)(?=,? (?:on|from|for|in|at|over|this|to)\b)"
)
OPENING_ANYWHERE = re.compile(OPENING_WORDS)
OPENING = re.compile(rf"(?:^|(?<=[.!?] )){OPENING_WORDS}", re.MULTILINE)
PLACE_LABELS = frozenset({"where", "location", "venue", "place"})
DATE_LABELS = frozenset({"date", "dates", "when", "date & time", "date and time"})
NO_HEADING = re.compile(r"[:.?@]|, |\b(?:Details|Information|Register|Contact)\b")
LONGEST_HEADING = 12
"""Words in a heading that can be an event's name, at most."""

LONGEST_REST = 60
"""Characters behind the date in a line that is nothing but a date and an hour, at most."""


def labels(analysis: Analysis, dates: Sequence[Mention]) -> list[Phrase]:
    """The lines that date or place the event told of before, as references to it, in order."""
    return sorted(_labels(analysis, dates), key=lambda phrase: phrase.start)


def _labels(analysis: Analysis, dates: Sequence[Mention]) -> Iterator[Phrase]:
    text, starts = analysis.text, [date.start for date in dates]
    opened = OPENING_ANYWHERE.search(text) is not None
    for passage in analysis.readable():
        if ":" in text[passage.start : passage.end]:
            for match in LABEL.finditer(text, passage.start, passage.end):
                yield _reference(match.end() - 1, match.end(), match["label"].casefold())
        for match in OPENING.finditer(text, passage.start, passage.end) if opened else ():
            yield _reference(match.start(), match.end(), match.group(), "event")
        place = bisect_left(starts, passage.start)
        first = dates[place] if place < len(dates) and starts[place] < passage.end else None
        if first and passage.kind not in ("dateline", "byline") and _is_bare(analysis, passage, first):
            yield _reference(passage.start, passage.start, "date")


def heading_above(analysis: Analysis, line: Phrase, phrases: InOrder) -> Phrase | None:
    """The line of its own above "Date: …", if it can be a name and holds none that is known."""
    if line.name not in DATE_LABELS or line.start == line.end:
        return None
    own = analysis.passage_at(line.start)
    above = analysis.passage_at(own.start - 1)
    if above is own or above.kind in ("furniture", "headline") or own.start < line.start - 30:
        return None
    text = analysis.text[above.start : above.end].strip(" *•·–-:")
    if not _may_be_heading(text) or phrases.overlapping(above.start, above.end):
        return None
    start = analysis.text.index(text, above.start)
    return Phrase(start, start + len(text), text, "", "context", "event.heading")


def _may_be_heading(text: str) -> bool:
    words = text.split()
    named = sum(w[0].isupper() or w[0].isdigit() for w in words)
    return 2 <= len(words) <= LONGEST_HEADING and named * 3 >= len(words) * 2 and not NO_HEADING.search(text)


def _reference(start: int, end: int, label: str, head: str = "") -> Phrase:
    return Phrase(start, end, label, head, "anaphor", "event.reference")


def _is_bare(analysis: Analysis, passage: Passage, date: Mention) -> bool:
    """Whether a line is a date with no more than a clock time behind it."""
    rest = analysis.text[date.end : passage.end]
    return date.start - passage.start <= 3 and len(rest) < LONGEST_REST and not re.search(r"[a-z]{4,}", rest)
