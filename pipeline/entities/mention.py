"""A mention: a stretch of the Doc's text that names somebody or something.

Offsets are those of the Doc's text (see `pipeline.analysis`); `name` is the fullest form that the
document gives for what is mentioned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

MentionKind = Literal["person", "organization", "place", "date"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention; for a date, `name` is its EDTF value."""

    kind: MentionKind
    start: int
    end: int
    text: str
    name: str


M = TypeVar("M", bound=Mention)


class Mentions(Generic[M]):
    """Mentions in order of position, without overlaps, looked up by place."""

    def __init__(self, mentions: Iterable[M]) -> None:
        """Sort the mentions; of overlapping ones the longest stands."""
        self.all: Sequence[M] = _without_overlaps(mentions)
        self._starts = [mention.start for mention in self.all]

    def within(self, start: int, end: int) -> Sequence[M]:
        """The mentions that lie wholly inside a stretch."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [mention for mention in self.all[first:last] if mention.end <= end]

    def first_within(self, start: int, end: int) -> M | None:
        """The first mention that lies wholly inside a stretch, if any."""
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if self.all[index].end <= end:
                return self.all[index]
        return None

    def at(self, offset: int) -> M | None:
        """The mention that covers a place, if any."""
        index = bisect_left(self._starts, offset + 1) - 1
        if index >= 0 and self.all[index].start <= offset < self.all[index].end:
            return self.all[index]
        return None

    def worded(self, words: str) -> Sequence[M]:
        """The mentions in just these words, in order."""
        return self._by_words.get(words, ())

    def named(self, name: str) -> Sequence[M]:
        """All mentions of what has this fullest name, in order."""
        return self.by_name.get(name, ())

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[M]]:
        """The mentions by their fullest names; these in the order in which they are first mentioned."""
        return _grouped(self.all, lambda mention: mention.name)

    @cached_property
    def _by_words(self) -> Mapping[str, Sequence[M]]:
        return _grouped(self.all, lambda mention: mention.text)

    def before(self, offset: int) -> M | None:
        """The last mention that ends at or before a place."""
        index = bisect_left(self._starts, offset) - 1
        while index >= 0 and self.all[index].end > offset:
            index -= 1
        return self.all[index] if index >= 0 else None


def _grouped(mentions: Iterable[M], key: Callable[[M], str]) -> Mapping[str, Sequence[M]]:
    groups: dict[str, list[M]] = defaultdict(list)
    for mention in mentions:
        groups[key(mention)].append(mention)
    return groups


def _without_overlaps(mentions: Iterable[M]) -> Sequence[M]:
    kept: list[M] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
