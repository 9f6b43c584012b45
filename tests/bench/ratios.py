"""Two things measured in turns: each round does both, the next one in the other order.

The median of the rounds' ratios is what counts: a moment in which the machine does something else spoils one
round and not the figure.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

ROUNDS = 5

Clock = Callable[[], float]


class Ratio(NamedTuple):
    """The median of the ratios, the least and the greatest, and the medians of both sides' seconds."""

    value: float
    low: float
    high: float
    ours: float
    theirs: float


def interleaved(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int = ROUNDS,
    clock: Clock = time.process_time,
) -> Ratio:
    """The seconds of one thing as a share of the seconds of another.

    Args:
        ours: what is measured.
        theirs: what it is measured against.
        rounds: how often both are done; they are done once before, unmeasured where nothing is long.
        clock: what tells the time; by default that of this process's processor.
    """
    return ratio_of(
        [
            (_seconds(ours, clock), _seconds(theirs, clock))
            if number % 2
            else _swapped(_seconds(theirs, clock), _seconds(ours, clock))
            for number in range(rounds)
        ]
    )


def ratio_of(rounds: list[tuple[float, float]]) -> Ratio:
    """The ratio of rounds that were measured, each as the seconds of both sides.

    >>> ratio_of([(1.0, 2.0), (3.0, 4.0), (1.0, 1.0)])
    Ratio(value=0.75, low=0.5, high=1.0, ours=1.0, theirs=2.0)
    """
    ratios = sorted(ours / theirs for ours, theirs in rounds)
    ours, theirs = zip(*rounds, strict=True)
    return Ratio(median(ratios), ratios[0], ratios[-1], median(ours), median(theirs))


def _swapped(first: float, second: float) -> tuple[float, float]:
    return second, first


def _seconds(work: Callable[[], object], clock: Clock) -> float:
    gc.collect()
    begun = clock()
    work()
    return clock() - begun
