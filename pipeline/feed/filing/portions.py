"""What a feed's file says of one document, as it was next to as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.feed.aligning import Pair
from pipeline.feed.delivered import Delivered
from pipeline.feed.guard import Losses
from pipeline.feed.identity import WhyWithdrawn


class Portion(NamedTuple):
    """The part of a file that says what one document states.

    `facts` has for each fact in it what the part says of that, to be compared, and `source` is what they are
    filed under.
    """

    document: str
    source: str
    facts: Mapping[str, bytes]
    content: bytes


def compared(pair: Pair[Portion]) -> tuple[Counter[str], set[str]]:
    """How many facts of a document were added, changed or stay as they were, and the ids of the others."""
    before = pair.before.facts if pair.before else {}
    after = pair.after.facts if pair.after else {}
    counts: Counter[str] = Counter()
    for fact_id, said in after.items():
        former = before.get(fact_id)
        counts["added" if former is None else "unchanged" if former == said else "changed"] += 1
    return counts, before.keys() - after.keys()


class Tally:
    """How many facts were added, changed and taken away, and how many of which source."""

    def __init__(self, why: WhyWithdrawn) -> None:
        """Begin with none; `why` tells why a fact is not fed any more."""
        self._why = why
        self._counts: Counter[str] = Counter()
        self._losses = Losses()

    def add(self, pair: Pair[Portion]) -> None:
        """Count the facts of a document."""
        counts, lost = compared(pair)
        self._counts.update(counts)
        if pair.before is not None:
            self._losses.before[pair.before.source] += len(pair.before.facts)
            self._counts["retracted"] += len(lost)
            for fact_id in lost:
                self._losses.add(pair.before.source, self._why(pair.before.document, fact_id).reason)

    def check(self) -> None:
        """See that no source loses too much.

        Raises:
            DeletionGuard: one does.
        """
        self._losses.check()

    @property
    def delivered(self) -> Delivered:
        """What was done."""
        return Delivered(**self._counts)
