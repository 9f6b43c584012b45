"""What was decided of a document or of one of its records, the latest first."""

from __future__ import annotations

from pipeline.database import Database
from pipeline.review.decisions import Decision
from pipeline.review.ledger.book import lines_where


def history(database: Database, document: str, record: str | None = None, limit: int = 200) -> list[Decision]:
    """The latest decisions on a document, or on one of its records; none where there is no such."""
    number = database.value("SELECT number FROM documents WHERE id = ?", (document,))
    condition, values = "decisions.document = ?", [number]
    if record is not None:
        condition += " AND decisions.record = ?"
        values.append(database.value("SELECT number FROM records WHERE id = ?", (record,)))
    return list(
        lines_where(database, f"{condition} ORDER BY decisions.number DESC LIMIT ?", (*values, limit))
    )
