"""What a database says, read by its own means and not by ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from pipeline.feed.sql.tables import DELIVERIES, KINDS, RETRACTIONS

TABLES = [table.name for kind in KINDS for table in kind.tables]
Rows = list[tuple[Any, ...]]


@contextmanager
def connection(url: str) -> Iterator[Any]:
    """A connection of the driver's."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as opened:
            yield opened
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        yield server


def rows(url: str, query: str) -> Rows:
    """The rows of a query, with days as text, as SQLite has them."""
    with connection(url) as opened:
        found = opened.execute(query).fetchall()
    return [
        tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row) for row in found
    ]


def said(url: str) -> dict[str, Rows]:
    """All that the tables say of things, sorted; without the numbers of deliveries."""
    found = {}
    for kind in KINDS:
        for table in kind.tables:
            columns = [name for name in table.columns if not name.endswith("_in")]
            found[table.name] = sorted(rows(url, f"SELECT {', '.join(columns)} FROM {table.name}"), key=repr)
    return found


def places(url: str) -> dict[str, Rows]:
    """Every row of a PostgreSQL database with who wrote it and where it lies: a row that is touched moves."""
    tables = (*TABLES, DELIVERIES.name, RETRACTIONS.name, "feed_state")
    return {name: rows(url, f"SELECT ctid::text, xmin::text, xmax::text FROM {name}") for name in tables}
