"""The anchor: the day, or failing that the year, against which a document's dates are resolved.

It is what the document states: its day of publication, else a year in its headline or in the name of an
event. Today's date is never one.

    >>> Anchor.of("2025-06-16", "", "").day, Anchor.of(None, "Forum 2019 opens", "").year
    (datetime.date(2025, 6, 16), 2019)
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from pipeline.edtf import bounds

YEAR = re.compile(r"(?<![\w$€£#./:-])(?:19|20)\d\d(?![\w-]|[.,/]\d)")
NAMED_YEAR = re.compile(
    r"\b(?:[A-Z][\w&’'-]{0,60}[ ]){1,6}(?P<behind>(?:19|20)\d\d)(?![\w-]|[.,]\d)"
    r"|\b(?:[Tt]he|[Aa]t) (?P<before>(?:19|20)\d\d) (?=[A-Z])"
)
NO_EVENT = re.compile(
    r"\b(?:ISO|IEC|EN|BS|Act|In|Since|By|Until|January|February|March|April|May|June|July|August|September"
    r"|October|November|December) $"
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of publication, if it is known, and the year."""

    day: date | None
    year: int | None

    @classmethod
    def of(cls, published: str | None, title: str, text: str) -> Anchor:
        """The anchor of a document from its day of publication, or else from its headline and text."""
        if published:
            first, last = bounds(published)
            if first == last:
                return cls(first, first.year)
            return cls(None, first.year if first.year == last.year else None)
        return cls(None, _headline_year(title) or _event_year(text))


def _headline_year(title: str) -> int | None:
    years = {int(year) for year in YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None


def _event_year(text: str) -> int | None:
    """The year that most names in the text carry, if they agree at all."""
    years = Counter(
        int(match["behind"] or match["before"])
        for match in NAMED_YEAR.finditer(text)
        if not NO_EVENT.search(match.group()[:-4])
    )
    ranked = years.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
