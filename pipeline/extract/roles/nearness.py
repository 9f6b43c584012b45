"""Mentions of one name, in order and apart from one another, by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter

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


class NearestNames:
    """The names nearest to a place, found outward from it: what an article names elsewhere costs nothing."""

    def __init__(self, named: Mapping[str, Sequence[Mention]]) -> None:
        """Put the mentions of all names in order."""
        places = [(mention.start, name, mention) for name, mentions in named.items() for mention in mentions]
        self._places = sorted(places, key=itemgetter(0))

    def of(self, offset: int, most: int) -> dict[str, Mention]:
        """The names whose mentions begin nearest to a place, at most so many, each with its nearest one."""
        found: dict[str, Mention] = {}
        for name, mention in self._outward(offset):
            if name not in found and len(found) == most:
                break
            found.setdefault(name, mention)
        return found

    def _outward(self, offset: int) -> Iterator[tuple[str, Mention]]:
        """The mentions of all names, the nearest first; of two as near the one before."""
        places = self._places
        behind = bisect_left(places, offset, key=itemgetter(0))
        before = behind - 1
        while before >= 0 or behind < len(places):
            is_behind = before < 0 or (
                behind < len(places) and places[behind][0] - offset < offset - places[before][0]
            )
            _, name, mention = places[behind if is_behind else before]
            yield name, mention
            behind, before = (behind + 1, before) if is_behind else (behind, before - 1)
