"""What a run did and what the state holds, counted in the state itself.

So the figures of a run that was killed and continued are those of a run that was never disturbed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import orjson

from pipeline.state.database import Database
from pipeline.state.document_rows import unpacked_types
from pipeline.state.runs import sources_of


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run did to the documents and pages of one source.

    `pages` counts by new, changed and gone, `records` by type, those of the documents that are new or changed
    in the run; `rejected` counts by code the rejections of these, and all of what the source could not give.
    """

    pages: Counter[str] = field(default_factory=Counter)
    new: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, kw_only=True)
class Totals:
    """What the files of the directory hold: `rejected` counts lines by code."""

    articles: int = 0
    records: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)


def tally_of(database: Database) -> dict[str, Tally]:
    """What the current run did, by source."""
    run = database.run
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in database.rows("SELECT * FROM documents WHERE changed_run = ?", (run,)):
        tally = tallies[row["origin"]]
        tally.new += row["first_run"] == run
        tally.updated += row["first_run"] != run
        tally.duplicates += row["state"] == "duplicate"
        tally.rejected.update(_codes(row["rejections"]))
        tally.records.update(unpacked_types(row["types"]))
    for row in database.rows("SELECT * FROM pages WHERE changed_run = ? AND sha256 IS NOT NULL", (run,)):
        change = "gone" if row["status"] == "gone" else "new" if row["first_run"] == run else "changed"
        tallies[row["origin"]].pages[change] += 1
    for origin in sources_of(database):
        lost = database.column("SELECT code FROM unread WHERE origin = ?", (origin,))
        if lost:
            tallies[origin].rejected.update(lost)
    return dict(tallies)


def totals_of(database: Database) -> Totals:
    """What the state holds, in one pass over it."""
    totals = Totals()
    for row in database.rows("SELECT state, types, rejections FROM documents"):
        totals.articles += row["state"] == "done"
        totals.records.update(unpacked_types(row["types"]))
        totals.rejected.update(_codes(row["rejections"]))
    totals.rejected.update(database.column("SELECT code FROM unread"))
    return totals


def _codes(rejections: bytes | None) -> list[str]:
    return [orjson.loads(line)["code"] for line in (rejections or b"").splitlines()]
