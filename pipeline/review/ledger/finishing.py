"""Marking documents as done: what is open must be decided first, and a new text opens them again."""

from __future__ import annotations

from pipeline.database import Database
from pipeline.review.decisions import Act
from pipeline.review.errors import Undecided
from pipeline.review.ledger.alike import choose_decided, derive_chosen
from pipeline.review.ledger.book import Writing
from pipeline.review.ledger.deciding import known_document, open_records
from pipeline.review.ledger.derived import derive, is_double
from pipeline.review.ledger.versions import article_of


def done(database: Database, document: str, reviewer: str) -> Act:
    """Mark a document as done: all its records are decided, and nothing is missing.

    Raises:
        UnknownDocument: there is no such document.
        Undecided: records of it are open.
    """
    with database.transaction():
        number = known_document(database, document)
        left = open_records(database, number, reviewer)
        if left:
            raise Undecided(len(left))
        writing = Writing(database, reviewer, "done")
        article = article_of(database.value("SELECT article FROM documents WHERE number = ?", (number,)))
        writing.add(number, content=article.content_sha256)
        derive(database, number)
        return writing.act()


def reopen(database: Database, document: str, reviewer: str) -> Act:
    """Take back that a document is done.

    Raises:
        UnknownDocument: there is no such document.
    """
    with database.transaction():
        number = known_document(database, document)
        writing = Writing(database, reviewer, "reopen")
        writing.add(number)
        derive(database, number)
        return writing.act()


def set_double(database: Database, on: bool) -> None:
    """Let two reviewers work independently of each other, or all together; no decision is lost by either."""
    with database.transaction():
        if is_double(database) == on:
            return
        database.execute("INSERT OR REPLACE INTO meta VALUES ('double', ?)", (on,))
        choose_decided(database)
        derive_chosen(database)
