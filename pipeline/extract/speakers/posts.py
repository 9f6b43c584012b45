"""Posts that a page embeds without quotation marks: words, then who posted them, where, and when.

In: a passage. Out: the words of each post and its author's name, found by the signature that the
embedded form of such posts carries: `Glad to be here! — Jane Roe (@janeroe) May 3, 2024`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.sentences import sentence_start

LONGEST = 150
"""Characters that the words of a post have at most when nothing marks where they begin (the service
allowed 140, and counts links differently)."""
SHORTEST = 15
"""Characters that words need to be a post and no remnant."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_SIGNATURE = re.compile(
    rf"(?:--?|[–—])\s?(?P<name>[^\n(@]{{2,60}}?)\s\(@\w{{1,30}}\)(?:\s{_MONTH}\s\d{{1,2}},\s\d{{4}})?"
)
_LINK = re.compile(r"\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+\s*$")


@dataclass(frozen=True, slots=True)
class Post:
    """The words `start:end` of a post and the mention of who wrote it."""

    start: int
    end: int
    author: Mention


def posts(analysis: Analysis, entities: Entities) -> Iterator[Post]:
    """The posts of an article whose author is a named person, in order."""
    text = analysis.text
    for passage in analysis.readable():
        position = passage.start
        for match in _SIGNATURE.finditer(text, passage.start, passage.end):
            author = entities.people.first_within(*match.span("name"))
            start, end = _words(text, position, match.start())
            if author is not None and end - start >= SHORTEST:
                yield Post(start, end, author)
            position = match.end()


def _words(text: str, floor: int, end: int) -> tuple[int, int]:
    """The words before a signature, back to another post or as many sentences as fit into one."""
    while link := _LINK.search(text, max(floor, end - 80), end):
        end = link.start()
    while end > floor and text[end - 1].isspace():
        end -= 1
    start = floor if end - floor <= LONGEST else _first_sentence(text, max(floor, end - 2 * LONGEST), end)
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _first_sentence(text: str, floor: int, end: int) -> int:
    """Where the earliest of the last sentences begins that fit into one post together."""
    start = end
    while start > floor and end - (earlier := sentence_start(text, start, floor)) <= LONGEST:
        start = earlier
        while start > floor and text[start - 1].isspace():
            start -= 1
        if earlier == floor:
            return floor
    return start
