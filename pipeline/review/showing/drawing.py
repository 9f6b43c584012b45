"""The figures of a run as the templates `overview_plots.html` and `rules_table.html` take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from pipeline.edtf import bounds, is_edtf
from pipeline.records import TYPES, RecordType
from pipeline.review.decisions import OPEN, REASONS, RIGHT, RecordState
from pipeline.review.ledger.figures import Figures, Verdicts
from pipeline.review.showing.plots.months import Happening
from pipeline.review.showing.plots.periods import timeline
from pipeline.review.showing.plots.reliability import Bin, reliability
from pipeline.review.showing.plots.stacked import stacked
from pipeline.review.showing.rule_notes import REVIEW

STATES: tuple[RecordState, ...] = get_args(RecordState)


@dataclass(frozen=True, slots=True)
class Tile:
    """One number that stands by itself, and what there is to say of it."""

    label: str
    amount: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class TypeRow:
    """The records of one type in each state."""

    type: RecordType
    parts: tuple[tuple[RecordState, int], ...]

    @property
    def total(self) -> int:
        """Records in all states."""
        return sum(number for _, number in self.parts)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, and what reviewers say of its records."""

    rule: str
    verdicts: Verdicts

    @property
    def type(self) -> str:
        """The type of its records, which its name begins with."""
        return self.rule.partition(".")[0]


def plotted(figures: Figures, rules: int | None = None) -> dict[str, Any]:
    """All that `overview_plots.html` needs but links; `rules` is how many rules it shows at most."""
    line = timeline(_published(figures))
    shown = _states_in(figures.records)
    bins = [
        Bin(
            each.lower,
            each.upper,
            each.verdicts.decided,
            each.verdicts.accepted,
            each.confidence or each.lower,
        )
        for each in figures.bins
    ]
    return {
        "tiles": tiles(figures),
        "types": TYPES,
        "line": line,
        "columns": stacked(line),
        "states": shown,
        "by_state": [_type_row(name, figures.records.get(name, {}), shown) for name in TYPES],
        "bins": bins,
        "circles": reliability(bins),
        "rules": most_decided(figures)[:rules],
        "reasons": REASONS,
    }


def tiles(figures: Figures) -> list[Tile]:
    """The numbers that say how far the review is."""
    accepted = sum(verdicts.accepted for verdicts in figures.rules.values())
    decided = sum(verdicts.decided for verdicts in figures.rules.values())
    return [
        Tile("documents", f"{figures.documents:,}", f"{figures.done:,} done"),
        Tile("records", f"{_records_in(figures, STATES):,}"),
        Tile("open", f"{_records_in(figures, OPEN):,}"),
        Tile("stand as facts", f"{_records_in(figures, RIGHT):,}", "accepted, edited or added"),
        Tile("rejected", f"{_records_in(figures, ('rejected',)):,}"),
        Tile("right as found", f"{accepted / decided:.0%}" if decided else "–", f"of {decided:,} decided"),
    ]


def most_decided(figures: Figures) -> list[RuleRow]:
    """The rules, those first of whose records most are decided, then those of which most are open."""
    rows = (RuleRow(rule, verdicts) for rule, verdicts in figures.rules.items() if rule != REVIEW)
    return sorted(rows, key=lambda row: (-row.verdicts.decided, -row.verdicts.open, row.rule))


def latest_day(figures: Figures) -> str | None:
    """The latest day of publication (EDTF) of a document that has records."""
    days = {day for counts in figures.days.values() for day in counts if is_edtf(day)}
    return max(days, key=lambda day: (bounds(day)[0], day), default=None)


def calendar_start(latest: str | None, events: Sequence[Happening]) -> date | None:
    """Where the calendar begins: at the latest day of publication, else at the first event there is."""
    if latest is not None:
        return bounds(latest)[0]
    return events[0].first if events else None


def _published(figures: Figures) -> Mapping[tuple[str | None, RecordType], int]:
    """Records by day of publication and type; no day where the document has none."""
    counts: dict[tuple[str | None, RecordType], int] = {}
    for name, states in figures.records.items():
        days = figures.days.get(name, {})
        counts |= {(day, name): number for day, number in days.items()}
        if undated := sum(states.values()) - sum(days.values()):
            counts[None, name] = undated
    return counts


def _type_row(name: RecordType, counts: Mapping[RecordState, int], shown: Sequence[RecordState]) -> TypeRow:
    return TypeRow(name, tuple((state, counts.get(state, 0)) for state in shown))


def _states_in(records: Mapping[RecordType, Mapping[RecordState, int]]) -> tuple[RecordState, ...]:
    """The states to show: the plain ones always, the others where any record is in them."""
    plain = ("unreviewed", "accepted", "rejected")
    return tuple(
        state for state in STATES if state in plain or any(counts.get(state) for counts in records.values())
    )


def _records_in(figures: Figures, wanted: Sequence[RecordState]) -> int:
    return sum(counts.get(state, 0) for counts in figures.records.values() for state in wanted)
