"""What a run did and what the state holds, counted in the state itself.

So the figures of a run that was killed and continued are those of a run that was never disturbed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import orjson

from pipeline.state.database import Database
from pipeline.state.document_rows import unpacked_types

_GONE = """
SELECT count(*) FROM (
    SELECT coalesce(duplicate_of, id) AS standing FROM documents JOIN pages ON pages.document = documents.id
    WHERE state IN ('done', 'duplicate') AND pages.sha256 IS NOT NULL
    GROUP BY standing HAVING min(pages.status) = 'gone' AND max(pages.status) = 'gone'
)
"""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run did to the documents and pages of one source.

    `pages` counts by new, changed and gone; `rejected` by code and `records` by type, both of the documents
    that are new or changed in the run.
    """

    pages: Counter[str] = field(default_factory=Counter)
    new: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected_documents: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, kw_only=True)
class Totals:
    """What the files of the directory hold: `rejected` counts lines by code."""

    documents: int = 0
    articles: int = 0
    duplicates: int = 0
    gone: int = 0
    records: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)


def tally_of(database: Database, run: int) -> dict[str, Tally]:
    """What a run did, by source."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in database.rows("SELECT * FROM documents WHERE changed_run = ?", (run,)):
        tally = tallies[row["origin"]]
        tally.new += row["first_run"] == run
        tally.updated += row["first_run"] != run
        tally.duplicates += row["state"] == "duplicate"
        tally.rejected_documents += row["state"] == "rejected"
        tally.rejected.update(_codes(row["rejections"]))
        tally.records.update(unpacked_types(row["types"]))
    for row in database.rows("SELECT * FROM pages WHERE changed_run = ? AND sha256 IS NOT NULL", (run,)):
        change = "gone" if row["status"] == "gone" else "new" if row["first_run"] == run else "changed"
        tallies[row["origin"]].pages[change] += 1
    return dict(tallies)


def totals_of(database: Database) -> Totals:
    """What the state holds, in one pass over it."""
    totals = Totals()
    for row in database.rows("SELECT state, types, rejections FROM documents"):
        totals.documents += 1
        totals.articles += row["state"] == "done"
        totals.duplicates += row["state"] == "duplicate"
        totals.records.update(unpacked_types(row["types"]))
        totals.rejected.update(_codes(row["rejections"]))
    totals.rejected.update(database.column("SELECT code FROM unread"))
    totals.gone = database.value(_GONE)
    return totals


def _codes(rejections: bytes | None) -> list[str]:
    return [orjson.loads(line)["code"] for line in (rejections or b"").splitlines()]
