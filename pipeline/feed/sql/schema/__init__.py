"""The tables and views of a feed, and how an older database becomes today's.

A script makes version n out of version n - 1. It never changes once it was released: a new one is added
behind it. The table `feed_state` says how many of them a database has seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pipeline.errors import StateUnknown
from pipeline.feed.sql.target import Target

SCRIPTS = ("0001-tables.sql", "0002-views.sql")
VERSION = len(SCRIPTS)

STATE, STATE_COLUMNS = "feed_state", ("key", "value")
_VERSION = "schema_version"


def bring_up_to_date(target: Target, version: int = VERSION) -> None:
    """Make the tables where there are none, and add what they lack; within a transaction.

    Args:
        target: the database.
        version: the version that it shall have; an earlier one only to see what becomes of such.

    Raises:
        StateUnknown: a later version wrote it, or the tables are of something else.
    """
    found = version_of(target)
    for script in SCRIPTS[found:version]:
        for statement in _statements(script):
            target.execute(_in_dialect(statement, target))
    if not found:
        target.load(STATE, STATE_COLUMNS, [(_VERSION, str(version))])
    elif found < version:
        target.execute(f"UPDATE {STATE} SET value = '{version}' WHERE key = '{_VERSION}'")


def version_of(target: Target) -> int:
    """The version of the tables of a database; 0 where there are none at all.

    Raises:
        StateUnknown: a later version wrote it, or the tables are of something else.
    """
    tables = target.tables()
    if not tables:
        return 0
    known = _kept_version(target) if tables.get(STATE) == STATE_COLUMNS else None
    if known is None:
        names = ", ".join(sorted(tables)[:3])
        raise StateUnknown(
            f"{target.place}: is no feed's: it has the tables of something else ({names}); name an empty one"
        )
    if known > VERSION:
        raise StateUnknown(
            f"{target.place}: was written by a later version (schema {known}, this one knows {VERSION}); "
            "install that version or name another database"
        )
    return known


def _kept_version(target: Target) -> int | None:
    for (value,) in target.rows(f"SELECT value FROM {STATE} WHERE key = '{_VERSION}'"):
        return int(value) if str(value).isdecimal() else None
    return None


def _in_dialect(statement: str, target: Target) -> str:
    for ours, theirs in target.dialect.items():
        statement = statement.replace(ours, theirs)
    return statement


@cache
def _statements(script: str) -> tuple[str, ...]:
    """The statements of a script; each begins on a line of its own."""
    return tuple(_parted(files("pipeline.feed.sql.schema").joinpath(script).read_text("utf-8")))


def _parted(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines():
        statement = f"{statement}\n{line}".strip()
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
