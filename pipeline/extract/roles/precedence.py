"""Which of several mentions at one place counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from pipeline.entities import Mention
from pipeline.extract.masked import Maskable

M = TypeVar("M", bound=Maskable)


def preferred(size: int, *groups: Iterable[Maskable]) -> list[Maskable]:
    """The mentions of all groups without overlaps, those of earlier groups first."""
    taken = bytearray(size)
    kept: list[Maskable] = []
    for group in groups:
        for mention in group:
            start, end = mention.start, mention.end
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                kept.append(mention)
    return kept


def with_unlisted(named: Sequence[Mention], unlisted: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions with those that were not recognised, where none of the others goes beyond them."""
    others = _Overlapping(named)
    kept = [m for m in unlisted if all(_gives_way(other, m) for other in others.of(m))]
    covered = {offset for m in kept for offset in range(m.start, m.end)}
    return [*kept, *(m for m in named if m.start not in covered)]


def with_people(named: Sequence[Mention], people: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions with some persons, without those that these overlap."""
    persons = _Overlapping(people)
    return [*people, *(m for m in named if not any(True for _ in persons.of(m)))]


def _gives_way(known: Mention, unlisted: Mention) -> bool:
    """Whether a known mention lies within an unlisted one, and is no person and not that very place."""
    inside = unlisted.start <= known.start and known.end <= unlisted.end
    return inside and known.kind != "person" and not _is_place(unlisted, known)


def _is_place(unlisted: Mention, other: Mention) -> bool:
    """Whether what looks like an organisation's name is that of a place: "Zorbia Island painter"."""
    covers = (unlisted.start, unlisted.end) == (other.start, other.end)
    return covers and unlisted.kind == "organization" and other.kind == "place"


class _Overlapping(Generic[M]):
    """Mentions, which may overlap one another, by the stretches that they overlap."""

    def __init__(self, mentions: Iterable[M]) -> None:
        self._all = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._all]
        self._furthest = list(accumulate((mention.end for mention in self._all), max))

    def of(self, stretch: Maskable) -> Iterator[M]:
        """The mentions that overlap a stretch, the last first."""
        index = bisect_left(self._starts, stretch.end) - 1
        while index >= 0 and self._furthest[index] > stretch.start:
            if self._all[index].end > stretch.start:
                yield self._all[index]
            index -= 1
