"""What a million articles and all of CC-NEWS cost, computed from measurements: the table of docs/scale.md.

    python -m tests.engines.costs

Whoever measures anew changes the figures here, and puts what this prints into that page.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

EXTRACT = 0.073
"""Core-seconds to extract an article of 4,000 letters, with both cores busy."""
CLEAN = 0.034
"""Core-seconds to clean a page of 257 kB, with both cores busy."""
KEEP = 500.0
"""Documents a second that one run keeps, from reading to the files, measured over 200,000."""
KILOBYTES = 12.8
"""Disk that an article takes: state 2.9, articles.jsonl 4.6, records.jsonl 5.3."""
REJECTED_KILOBYTES = 2.0
"""Disk that an article in another language takes, in the state and in rejected.jsonl."""
PRICE = 0.03
"""Dollars for a core-hour: no measurement but a usual price; put in yours."""

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Load:
    """So many pages, of which a share is English; `runs` of them side by side, each over a part."""

    name: str
    pages: float
    english: float
    cores: int
    runs: int

    @property
    def core_hours(self) -> float:
        """Every page is cleaned, the English ones are extracted."""
        return self.pages * (CLEAN + self.english * EXTRACT) / HOUR

    @property
    def hours(self) -> float:
        """By the cores, or by what the runs can keep, whichever takes longer."""
        return max(self.core_hours / self.cores, self.pages / KEEP / self.runs / HOUR)

    @property
    def gigabytes(self) -> float:
        """The disk of all output directories."""
        return self.pages * (self.english * KILOBYTES + (1 - self.english) * REJECTED_KILOBYTES) / 1e6

    def row(self) -> str:
        """A line of the table."""
        told = (
            f"{self.core_hours:,.0f}",
            f"{self.cores} / {self.runs}",
            f"{self.hours:,.1f}",
            f"{self.gigabytes:,.0f}",
            f"{self.core_hours * PRICE:,.0f}",
        )
        return f"| {self.name} | {' | '.join(told)} |"


MILLION, CC_NEWS = 1e6, 1.35e9
LOADS = (
    Load("a million English pages, one machine", MILLION, 1.0, cores=16, runs=1),
    Load("a million English pages, a cluster", MILLION, 1.0, cores=128, runs=3),
    Load("a month of CC-NEWS (11.7 million pages)", 11.7e6, 0.4, cores=64, runs=2),
    Load("all of CC-NEWS (1.35 billion pages)", CC_NEWS, 0.4, cores=1024, runs=32),
)


def table() -> str:
    """The table of docs/scale.md."""
    head = "| | core-hours | cores / runs | hours | disk, GB | dollars |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(load.row() for load in LOADS) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
