"""The reliability plot: of the decided records of about one confidence, how many were right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from pipeline.review.showing.plots.scales import Tick

SIDE = 320.0
MARGIN = 40.0
_SMALLEST, _LARGEST = 3.5, 13.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Decided records with confidences from `low` to `high`: how many, how many right, and their mean."""

    low: float
    high: float
    decided: int
    right: int
    mean: float

    @property
    def share(self) -> float:
        """Share of right records; a bin without any has none to speak of."""
        return self.right / self.decided if self.decided else 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One bin as a circle whose area grows with its count."""

    x: float
    y: float
    radius: float
    title: str


@dataclass(frozen=True, slots=True)
class ReliabilityPlot:
    """Circles over a square from 0 to 1; on the diagonal, confidence says how often a record is right."""

    spots: tuple[Spot, ...]
    below: tuple[Tick, ...]
    beside: tuple[Tick, ...]
    side: float = SIDE
    margin: float = MARGIN


def reliability(bins: Sequence[Bin]) -> ReliabilityPlot:
    """The bins that hold decided records, each at its mean confidence and its share of right ones."""
    filled = [bin_ for bin_ in bins if bin_.decided]
    most = max((bin_.decided for bin_ in filled), default=1)
    ticks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    return ReliabilityPlot(
        spots=tuple(_spot(bin_, most) for bin_ in filled),
        below=tuple(Tick(_across(tick), f"{tick:.1f}") for tick in ticks),
        beside=tuple(Tick(_down(tick), f"{tick:.0%}") for tick in ticks),
    )


def _spot(bin_: Bin, most: int) -> Spot:
    counted = f"{bin_.right} of {bin_.decided} right ({bin_.share:.0%})"
    radius = max(_SMALLEST, _LARGEST * sqrt(bin_.decided / most))
    title = f"confidence {bin_.low:.1f} to {bin_.high:.1f}: {counted}"
    return Spot(_across(bin_.mean), _down(bin_.share), radius, title)


def _across(value: float) -> float:
    return MARGIN + value * (SIDE - MARGIN - _LARGEST)


def _down(value: float) -> float:
    return SIDE - MARGIN - value * (SIDE - MARGIN - _LARGEST)
