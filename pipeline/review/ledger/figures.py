"""The figures of the overview: how much there is, how far it was decided, how often each rule was right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.database import Database
from pipeline.records import RecordType
from pipeline.review.decisions import OPEN, Reason, RecordState
from pipeline.review.ledger.changes import Readings
from pipeline.review.ledger.facets import by_type_and_state
from pipeline.review.ledger.tallies import Kind, Tally

_BINS = 10
_WORK = """
SELECT max(line.number), made.reviewer, date(made.at, 'localtime'), sum(iif(line.undoes IS NULL, 1, -1))
FROM decisions line JOIN decisions made ON made.number = ifnull(line.undoes, line.number)
WHERE line.number > ? GROUP BY 2, 3
"""


@dataclass(slots=True, kw_only=True)
class Verdicts:
    """What became of records: how many are open, and what was decided of the others.

    `rejected` counts by reason.
    """

    open: int = 0
    accepted: int = 0
    edited: int = 0
    added: int = 0
    rejected: Counter[Reason | None] = field(default_factory=Counter)

    @property
    def decided(self) -> int:
        """How many the pipeline found and somebody decided."""
        return self.accepted + self.edited + self.rejected.total()

    def add(self, kind: Kind, count: int) -> None:
        """Count records of a kind."""
        if kind.state in OPEN:
            self.open += count
        elif kind.state == "rejected":
            self.rejected[kind.reason] += count
        elif kind.state == "accepted":
            self.accepted += count
        elif kind.state == "edited":
            self.edited += count
        else:
            self.added += count


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The records of a range of confidence: at least `lower`, less than `upper` (the last: at most).

    `confidence` is the mean of those that were decided, null where there are none.
    """

    lower: float
    upper: float
    confidence: float | None
    verdicts: Verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a run under review.

    - `days`: records by type and by day of publication (EDTF), sorted by day.
    - `records`: records by type and state; `rules`: verdicts by rule, sorted by name.
    - `bins`: verdicts by confidence, without records that reviewers added.
    - `reviewers`: decisions that were not taken back, by reviewer and day in the time of the machine.
    - `documents`, `done`: how many documents there are, and how many are done.
    """

    days: dict[RecordType, dict[str, int]]
    records: dict[RecordType, dict[RecordState, int]]
    rules: dict[str, Verdicts]
    bins: tuple[Bin, ...]
    documents: int
    done: int
    reviewers: dict[str, dict[str, int]] = field(default_factory=dict)


def figures(database: Database, readings: Readings) -> Figures:
    """The figures as they stand for all."""
    told: Figures = readings.ask(database, "tally", Tally, lambda tally: tally.derived(_figures))
    reviewers = readings.ask(database, "diary", Diary, lambda diary: diary.days())
    return replace(told, reviewers=reviewers)


def _figures(tally: Tally) -> Figures:
    days: dict[RecordType, dict[str, int]] = defaultdict(dict)
    for (type, day), count in sorted(tally.days.items()):
        if count:
            days[type][day] = count
    rules: dict[str, Verdicts] = defaultdict(Verdicts)
    for kind, count in tally.kinds():
        rules[kind.rule].add(kind, count)
    return Figures(
        days=dict(days),
        records=by_type_and_state(tally),
        rules=dict(sorted(rules.items())),
        bins=_bins(tally),
        documents=tally.documents,
        done=tally.done,
    )


def _bins(tally: Tally) -> tuple[Bin, ...]:
    verdicts = [Verdicts() for _ in range(_BINS)]
    sums = [0] * _BINS
    for kind, count in tally.kinds():
        if kind.state != "added":
            number = min(kind.percent * _BINS // 100, _BINS - 1)
            verdicts[number].add(kind, count)
            sums[number] += kind.percent * count * (kind.state not in OPEN)
    return tuple(
        Bin(
            lower=number / _BINS,
            upper=(number + 1) / _BINS,
            confidence=total / 100 / each.decided if each.decided else None,
            verdicts=each,
        )
        for number, (each, total) in enumerate(zip(verdicts, sums, strict=True))
    )


class Diary:
    """Decisions that stand, by reviewer and day in the time of the machine; a `Reading`.

    The book only grows, so that only its end is read anew: what takes a decision back is counted against the
    day on which that one was made.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._last = 0
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)

    def count(self, database: Database, documents: Sequence[int] | None) -> None:
        """Count what was decided since, less what was taken back since."""
        for last, reviewer, day, count in database.rows(_WORK, (self._last,)):
            self._counts[reviewer][day] += count
            self._last = max(self._last, last)

    def days(self) -> dict[str, dict[str, int]]:
        """By reviewer and day, both sorted; who took back everything is left out."""
        counts = {
            name: {day: days[day] for day in sorted(days) if days[day]} for name, days in self._counts.items()
        }
        return {name: counts[name] for name in sorted(counts) if counts[name]}
