"""Mentions of one name, in order and apart from one another, by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from pipeline.entities import Mention

_START, _END = attrgetter("start"), attrgetter("end")


def nearest(mentions: Sequence[Mention], offset: int) -> Mention:
    """The mention that begins nearest to a place; of two the first."""
    at = bisect_left(mentions, offset, key=_START)
    return min(mentions[max(0, at - 1) : at + 1], key=lambda mention: abs(mention.start - offset))


def last_before(mentions: Sequence[Mention], offset: int) -> Mention | None:
    """The last mention that ends at or before a place."""
    at = bisect_right(mentions, offset, key=_END)
    return mentions[at - 1] if at else None


def first_behind(mentions: Sequence[Mention], offset: int) -> Mention | None:
    """The first mention that begins at or behind a place."""
    at = bisect_left(mentions, offset, key=_START)
    return mentions[at] if at < len(mentions) else None


def beginning_in(mentions: Sequence[Mention], first: int, last: int) -> Sequence[Mention]:
    """The mentions that begin in a stretch, its end included."""
    return mentions[bisect_left(mentions, first, key=_START) : bisect_right(mentions, last, key=_START)]
