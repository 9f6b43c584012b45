"""How well confidences tell the share of records that are right.

The expected calibration error (Naeini, Cooper and Hauskrecht 2015): over ten bins of confidence of
equal width, the mean difference between confidence and precision, each bin weighed by its records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import WrongUse
from pipeline.records import TYPES
from pipeline.score.documents import Documents
from pipeline.score.matching import matched

BINS = 10

Judged = tuple[float, bool]
"""A record's confidence, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The records whose confidence lies in one tenth."""

    low: float
    records: int
    confidence: float
    precision: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold records; `error` over them; `best_half` is the precision of the surer half."""

    bins: Sequence[Bin]
    error: float
    best_half: float


def calibrated(gold: Documents, predicted: Documents) -> Calibration:
    """The calibration of records against gold.

    Raises:
        WrongUse: there are no records, or they have no confidences.
    """
    judged = list(judged_records(gold, predicted))
    if not judged:
        raise WrongUse("there are no records whose confidences could be judged")
    return calibration_of(judged)


def calibration_of(judged: Iterable[Judged]) -> Calibration:
    """The calibration of confidences of which it is known whether they were right; at least one."""
    found = sorted(judged, reverse=True)
    bins = [b for number in range(BINS) if (b := _bin(number, found))]
    error = sum(b.records * abs(b.confidence - b.precision) for b in bins) / len(found)
    return Calibration(bins, error, _half(found))


def judged_records(gold: Documents, predicted: Documents) -> Iterator[Judged]:
    """Each predicted record's confidence and whether the gold has it."""
    for document, lists in predicted.items():
        for kind in TYPES:
            right = {j for _, j in matched(kind, gold[document][kind], lists[kind])}
            for j, row in enumerate(lists[kind]):
                if "confidence" not in row:
                    raise WrongUse(f"{document}: a {kind} has no confidence")
                yield row["confidence"], j in right


def _bin(number: int, found: Sequence[Judged]) -> Bin | None:
    inside = [(sure, right) for sure, right in found if min(int(sure * BINS), BINS - 1) == number]
    if not inside:
        return None
    size = len(inside)
    return Bin(number / BINS, size, sum(s for s, _ in inside) / size, sum(r for _, r in inside) / size)


def _half(found: Sequence[Judged]) -> float:
    """The precision of the surer half; of records that tie at its border, each counts in part."""
    half = len(found) / 2
    border = found[(len(found) - 1) // 2][0]
    above = [right for sure, right in found if sure > border]
    tied = [right for sure, right in found if sure == border]
    return (sum(above) + (half - len(above)) * sum(tied) / len(tied)) / half
