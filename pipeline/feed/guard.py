"""The guard against mass deletion: a broken page list must not empty a registry.

>>> losses = Losses(before={"tern-ferries": 400})
>>> losses.add("tern-ferries", "page_withdrawn", 20)
>>> losses.check()
>>> losses.add("tern-ferries", "not_found")
>>> losses.check()
Traceback (most recent call last):
pipeline.errors.DeletionGuard: 21 of 400 facts of tern-ferries would be withdrawn (20 page_withdrawn, \
1 not_found), more than 5 %: look whether it is the run that was fed before, and whole; say --confirm to \
withdraw them
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from pipeline.errors import DeletionGuard
from pipeline.feed.facts import FeedReason

_LARGEST_SHARE = 0.05
_LOOK: Mapping[FeedReason, str] = {
    "rejected_in_review": "look at the review",
    "disputed": "look at the review",
    "page_withdrawn": "look whether it is the run that was fed before, and whole",
    "not_found": "look what the last run has changed",
    "superseded": "look what the last run has changed",
    "below_threshold": "was --min-confidence another one the last time, or a review undone",
}
"""What may be wrong, by the commonest reason."""


class Losses:
    """What a target has of each source, and what it would lose of it; what was forgotten does not count."""

    def __init__(self, before: Mapping[str, int] | None = None) -> None:
        """Begin with facts of each source; more can be counted in `before`."""
        self.before = Counter(before or {})
        self._lost: dict[str, Counter[FeedReason]] = defaultdict(Counter)

    def add(self, source: str, reason: FeedReason, number: int = 1) -> None:
        """Count facts of a source that would go."""
        if reason != "forgotten":
            self._lost[source][reason] += number

    def check(self) -> None:
        """See that no source would lose more than a twentieth of its facts.

        Raises:
            DeletionGuard: one would.
        """
        for source, reasons in sorted(self._lost.items()):
            lost, before = reasons.total(), self.before[source]
            if lost > before * _LARGEST_SHARE:
                said = ", ".join(f"{number:,} {reason}" for reason, number in reasons.most_common())
                raise DeletionGuard(
                    f"{lost:,} of {before:,} facts of {source} would be withdrawn ({said}), "
                    f"more than {_LARGEST_SHARE * 100:.0f} %: "
                    f"{_LOOK[reasons.most_common(1)[0][0]]}; say --confirm to withdraw them"
                )
