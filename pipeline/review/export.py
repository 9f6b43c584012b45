"""The ways out of a review: gold, the records as they stand, and how each rule fared.

`gold.jsonl` has the documents that were marked done, in the form that `pressfacts score` reads;
`reviewed.jsonl` every record with where it stands; `rejections.csv` a line for each rule. The three appear
together or not at all, and neither a run nor an open page is in their way: they are one moment of the book.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import WrongUse
from pipeline.review.decisions import REASONS, RecordState, Standing
from pipeline.review.editing.composing import RULE
from pipeline.review.gold import gold_line
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.reviewed import reviewed_line
from pipeline.review.settled import settled_records
from pipeline.store import prepared_directory, whole_files

GOLD, REVIEWED, REJECTIONS = "gold.jsonl", "reviewed.jsonl", "rejections.csv"

_OF_A_RUN = ("state.sqlite", "records.jsonl", "articles.jsonl", "review.sqlite")
_KEPT_BY_A_RUN = ("raw", "cache")
_HEADER = ("rule", "decided", "accepted", "edited", "rejected", *REASONS)


@dataclass(slots=True)
class Exported:
    """What was written: of so many documents those in gold, records by state, and rules in the table."""

    documents: int = 0
    gold: int = 0
    states: Counter[RecordState] = field(default_factory=Counter)
    rules: int = 0

    @property
    def records(self) -> int:
        """Records in `reviewed.jsonl`."""
        return self.states.total()


def export(directory: Path, place: Path) -> Exported:
    """Write what was decided of a run into a directory, over an earlier export.

    Args:
        directory: the run's.
        place: where the files go; made where there is none.

    Raises:
        SourceMissing: no run has written in `directory`.
        WrongUse: the place is a run's own.
        OutputUnwritable: it cannot be written, or the disk is full; an earlier export stays as it was.
    """
    _check_place(directory.resolve(), place.resolve())
    with Ledger.opened(directory) as ledger:
        if not ledger.is_current():
            ledger.load()
        return _written(ledger, prepared_directory(place))


def _check_place(directory: Path, place: Path) -> None:
    kept = [directory / name for name in _KEPT_BY_A_RUN]
    if any(own in (place, *place.parents) for own in kept) or any(
        (place / name).exists() for name in _OF_A_RUN
    ):
        raise WrongUse(f"{place}: a run keeps its own files there; name another directory with --to")


def _written(ledger: Ledger, place: Path) -> Exported:
    counts = Exported()
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    with whole_files([place / name for name in (GOLD, REVIEWED, REJECTIONS)]) as (gold, reviewed, rejections):
        for sheet in ledger.sheets():
            counts.documents += 1
            settled = settled_records(sheet.standings)
            for record, standing in settled:
                reviewed.write(reviewed_line(record, standing))
                counts.states[standing.state] += 1
                _count(rules, standing)
            if sheet.done:
                gold.write(gold_line(sheet.article.id, (standing for _, standing in settled)))
                counts.gold += 1
        rejections.write(_table(rules))
    counts.rules = len(rules)
    return counts


def _count(rules: dict[str, Counter[str]], standing: Standing) -> None:
    """Count a decided record for the rule that found it."""
    if standing.is_open or standing.record.rule == RULE:
        return
    counts = rules[standing.record.rule]
    counts.update(["decided", standing.state, *([standing.reason] if standing.reason else [])])


def _table(rules: dict[str, Counter[str]]) -> bytes:
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_HEADER)
    rows.writerows([rule, *(rules[rule][name] for name in _HEADER[1:])] for rule in sorted(rules))
    return table.getvalue().encode()
