"""What two reviewers said who worked independently of each other, whatever was settled between them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.database import Database
from pipeline.records import Record
from pipeline.review.decisions import Standing
from pipeline.review.ledger.versions import record_of

_OF_BOTH = """
SELECT number, id, title FROM documents WHERE present AND 2 = (
    SELECT count(*) FROM finished WHERE document = documents.number AND reviewer IN (?, ?)
) ORDER BY id
"""
_OPINIONS = """
SELECT opinions.reviewer, opinions.state, opinions.shown, opinions.decision, opinions.at, opinions.reason,
    said.line AS said, found.line AS found
FROM opinions
JOIN records ON records.number = opinions.record
JOIN versions AS said ON said.number = opinions.shown
LEFT JOIN versions AS found ON found.number = records.found
WHERE opinions.document = ? AND opinions.reviewer IN (?, ?) ORDER BY records.place, records.number
"""
_MOST_IN_COMMON = """
SELECT one.reviewer AS first, other.reviewer AS second FROM finished AS one
JOIN finished AS other ON other.document = one.document AND other.reviewer > one.reviewer
JOIN documents ON documents.number = one.document AND documents.present
GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BothOpinions:
    """What each of two reviewers said of the records of a document, in the order of reading."""

    document: str
    title: str
    first: tuple[Standing, ...]
    second: tuple[Standing, ...]


def opinions_of_both(database: Database, first: str, second: str) -> Iterator[BothOpinions]:
    """The documents that both have finished, in the order of their ids, with what each said."""
    with database.snapshot():
        for document in database.rows(_OF_BOTH, (first, second)):
            rows = list(database.rows(_OPINIONS, (document["number"], first, second)))
            record = cache(record_of)  # most stand as the run found them, for both
            yield BothOpinions(
                document=document["id"],
                title=document["title"],
                first=tuple(_standing(row, record) for row in rows if row["reviewer"] == first),
                second=tuple(_standing(row, record) for row in rows if row["reviewer"] == second),
            )


def most_in_common(database: Database) -> tuple[str, str] | None:
    """The two reviewers who have finished the most documents in common; None where no two have."""
    pair = next(iter(database.rows(_MOST_IN_COMMON)), None)
    return (pair["first"], pair["second"]) if pair else None


def _standing(row: sqlite3.Row, record: Callable[[bytes], Record]) -> Standing:
    return Standing(
        record=record(row["said"]),
        found=record(row["found"]) if row["found"] else None,
        state=row["state"],
        seen=f"{row['decision']}.{row['shown']}",
        reviewer=row["reviewer"],
        at=row["at"],
        reason=row["reason"],
    )
