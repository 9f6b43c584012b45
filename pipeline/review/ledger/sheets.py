"""A document with all its records: what the article's page and the exports read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.article import Article
from pipeline.database import Database
from pipeline.records import Record
from pipeline.review.decisions import Standing
from pipeline.review.errors import UnknownDocument, UnknownRecord
from pipeline.review.ledger.changes import among, numbers
from pipeline.review.ledger.conditions import Parameters, view_of
from pipeline.review.ledger.versions import article_of, known_record, record_of

_Read = Callable[[bytes], Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document as a reviewer sees it.

    `standings` are in the order of reading; `revision` grows with every decision on the document; `others`
    are those whose decisions count here besides the reviewer; `found` changes when a run says something else
    of the records.
    """

    article: Article
    standings: tuple[Standing, ...]
    done: bool
    revision: int
    found: str
    others: tuple[str, ...] = ()

    @property
    def run_says(self) -> str:
        """What changes when a run says something else of the text or of the records."""
        return _token(self.article, self.found)


def sheet(
    database: Database, document: str, reviewer: str | None, *, double: bool, read: _Read = known_record
) -> Sheet:
    """A document with where its records stand.

    Args:
        database: the book.
        document: its id.
        reviewer: who looks; None for nobody in particular.
        double: whether that one sees no opinions but the own ones.
        read: reads a version of a record.

    Raises:
        UnknownDocument: the run has none of this id.
    """
    with database.snapshot():
        row = _document_row(database, document, reviewer if double else None)
        own = reviewer if double else None
        standings = _standings(database, "r.document", row["number"], own, read)
        revision = _revision(database, row["number"])
    others = {standing.reviewer for standing in standings if standing.reviewer} - {reviewer}
    return Sheet(
        article=article_of(row["article"]),
        standings=tuple(standings),
        done=bool(row["done"]),
        revision=revision,
        found=row["records"].hex(),
        others=tuple(sorted(others)),
    )


def sheets(database: Database) -> Iterator[Sheet]:
    """All documents of the run, in the order of their ids, as they stand for all."""
    with database.snapshot():
        for document in database.column("SELECT id FROM documents WHERE present ORDER BY id"):
            yield sheet(database, document, None, double=False, read=record_of)


def standing(database: Database, record: str, reviewer: str | None) -> Standing:
    """Where a record stands for a reviewer who sees no opinions but the own ones, or for all (None).

    Raises:
        UnknownRecord: the run has none of this id, or nothing of it is left to show.
    """
    with database.snapshot():
        for found in _standings(database, "r.id", record, reviewer, known_record):
            return found
    raise UnknownRecord(record)


def revision(database: Database, document: str) -> int:
    """The number of the last decision on a document, 0 before the first.

    Raises:
        UnknownDocument: the run has none of this id.
    """
    return _revision(database, _document_row(database, document, None)["number"])


def run_says(database: Database, document: str) -> str:
    """What the sheet of a document says (`Sheet.run_says`), without its records.

    Raises:
        UnknownDocument: the run has none of this id.
    """
    row = _document_row(database, document, None)
    return _token(article_of(row["article"]), row["records"].hex())


def _token(article: Article, found: str) -> str:
    return f"{article.content_sha256}.{found}"


def _revision(database: Database, number: int) -> int:
    return int(database.value("SELECT max(number) FROM decisions WHERE document = ?", (number,)) or 0)


def _document_row(database: Database, document: str, reviewer: str | None) -> sqlite3.Row:
    parameters = Parameters()
    view = view_of(reviewer, parameters)
    row = database.row(
        f"SELECT d.number, d.article, d.records, {view.done} AS done FROM documents d "
        f"WHERE d.id = {parameters.bind(document)} AND d.present",
        parameters.values,
    )
    if row is None:
        raise UnknownDocument(document)
    return row


def _standings(
    database: Database, column: str, value: str | int, reviewer: str | None, read: _Read
) -> list[Standing]:
    parameters = Parameters()
    view = view_of(reviewer, parameters)
    rows = list(
        database.rows(
            f"SELECT r.found, {view.shown} AS shown, {view.state} AS state, {view.decision} AS decision, "
            f"{view.reviewer} AS reviewer, {view.at} AS at, {view.reason} AS reason "
            f"FROM records r{view.join} WHERE r.visible AND {view.state} IS NOT NULL "
            f"AND {column} = {parameters.bind(value)} ORDER BY r.place, r.number",
            parameters.values,
        )
    )
    versions = _versions(database, [row[name] for row in rows for name in ("found", "shown")], read)
    return [_standing(row, versions) for row in rows]


def _versions(database: Database, wanted: Sequence[int | None], read: _Read) -> dict[int, Record]:
    """Versions of records by their numbers, each read once: most records stand as they were found."""
    known = sorted({number for number in wanted if number is not None})
    rows = database.rows(f"SELECT number, line FROM versions WHERE number {among('?')}", (numbers(known),))
    return {number: read(line) for number, line in rows}


def seen_token(decision: int | None, shown: int) -> str:
    """What a form sends back: the decision that counted when it was made, and the version that it showed."""
    return f"{decision or 0}.{shown}"


def _standing(row: sqlite3.Row, versions: dict[int, Record]) -> Standing:
    return Standing(
        record=versions[row["shown"]],
        found=None if row["found"] is None else versions[row["found"]],
        state=row["state"],
        seen=seen_token(row["decision"], row["shown"]),
        reviewer=row["reviewer"],
        at=row["at"],
        reason=row["reason"],
    )
