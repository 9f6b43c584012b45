"""The day of publication, where the document states it, and nothing otherwise.

Never today's date, never a guess: a day without a year, or a page of which only the clock of the
server is known, gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.article import Block
from pipeline.clean.headings import is_prose
from pipeline.datelines import LEAD, is_dateline, labelled_day, opening_day
from pipeline.datelines.days import find_days, iso_day

CHANGED = re.compile(r"\W*(?:last |latest )?(?:updat|modif|revis)", re.IGNORECASE)
"""A line with the day of a change states no publication."""

URL_DAY = re.compile(r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=[/-]|$|\.)")
URL_COMPACT_DAY = re.compile(r"/(?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?=/|$)")


def stated_day(text: str, blocks: Sequence[Block]) -> str | None:
    """The day that the text itself states: "Published: …", a line with the date, a dateline."""
    return next(_stated_days(text, blocks), None)


def url_day(url: str | None) -> str | None:
    """The day in the path of a URL, if it is a full one.

    >>> url_day("https://news.example/2024/03/05/bridge.html"), url_day("https://news.example/2024/03/bridge")
    ('2024-03-05', None)
    """
    match = URL_DAY.search(url or "") or URL_COMPACT_DAY.search(url or "")
    return iso_day(*match.group("y", "m", "d")) if match else None


def _stated_days(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    lines = [(block.kind, text[block.start : block.end]) for block in blocks if block.kind != "furniture"]
    own_lines = [line for kind, line in lines if kind in ("dateline", "byline")]
    yield from filter(None, map(labelled_day, own_lines))
    yield from (
        day.value
        for line in own_lines
        if is_dateline(line) and not CHANGED.match(line)
        for day in find_days(line)
    )
    yield from filter(None, map(opening_day, _openings([line for _, line in lines[:LEAD]])))


def _openings(lead: Sequence[str]) -> Iterator[str]:
    """The lines that a dateline can open: below two paragraphs no short one, such as a row of a table."""
    prose_seen = 0
    for line in lead:
        opens_text = is_prose(line)
        if (opens_text or prose_seen < 2) and not CHANGED.match(line):
            yield line
        prose_seen += opens_text
