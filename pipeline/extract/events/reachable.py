"""What stands near enough to an event's phrases to tell of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from pipeline.entities import Mention
from pipeline.extract.events.threads import Thread

REACH = 2500
"""Characters from a phrase within which the article may tell of it."""

OPENING = 1200
"""Characters at the beginning that may tell of any event."""


class Reachable:
    """Mentions among which those are sought that may tell of an event."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        """Sort the mentions."""
        self._all = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._all]

    def by(self, thread: Thread) -> Sequence[Mention]:
        """The mentions near enough to a thread's phrases or in the article's beginning."""
        inside: set[int] = set(range(bisect_left(self._starts, OPENING)))
        for start in thread.starts:
            first, last = bisect_left(self._starts, start - REACH), bisect_right(self._starts, start + REACH)
            inside.update(range(first, last))
        return [self._all[index] for index in sorted(inside)]
