"""What a run counts: by source what became of each document, and the seconds of each stage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.state import Tally, Totals

STAGES = ("fetch", "clean", "copies", "extract", "write")
VERDICTS = ("fetched", "unchanged", "new", "updated", "duplicate", "gone", "forgotten")


@dataclass(slots=True)
class SourceCounts:
    """What one source gave in a run.

    `verdicts` counts pages that were fetched, and documents that were unchanged, new, updated, duplicates of
    another, gone from their site, or kept out because they had been forgotten; `rejected` counts rejections
    by code, `records` the records that were made, by type.
    """

    verdicts: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)

    def row(self) -> dict[str, Any]:
        """The counts for `run.json`: every verdict, and what was rejected and made."""
        return {name: self.verdicts[name] for name in VERDICTS} | {
            "rejected": dict(sorted(self.rejected.items())),
            "records": dict(sorted(self.records.items())),
        }


@dataclass(slots=True)
class Summary:
    """What a run did, and what the output directory holds after it."""

    sources: defaultdict[str, SourceCounts] = field(default_factory=lambda: defaultdict(SourceCounts))
    requests: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    articles: int = 0
    records: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    written: bool = False

    def count(self, origin: str, verdict: str) -> None:
        """Count what became of a document or page of a source."""
        self.sources[origin].verdicts[verdict] += 1

    def take(self, tally: Mapping[str, Tally], totals: Totals) -> None:
        """Add what the state knows: what became of the documents, also of those before an interruption."""
        for origin, done in tally.items():
            counts = self.sources[origin]
            counts.verdicts.update(
                new=done.new, updated=done.updated, duplicate=done.duplicates, gone=done.pages["gone"]
            )
            counts.rejected += done.rejected
            counts.records += done.records
        self.articles, self.records, self.rejected = totals.articles, totals.records, totals.rejected

    @property
    def newly_rejected(self) -> int:
        """How many rejections this run met."""
        return sum(counts.rejected.total() for counts in self.sources.values())

    def counts(self) -> dict[str, Any]:
        """The counts for `run.json`."""
        return {
            "articles": self.articles,
            "records": dict(sorted(self.records.items())),
            "rejected": dict(sorted(self.rejected.items())),
            "requests": dict(sorted(self.requests.items())),
            "sources": {name: counts.row() for name, counts in sorted(self.sources.items())},
        }
