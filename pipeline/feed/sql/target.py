"""What a delivery needs of a database: the little in which SQLite and PostgreSQL differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = Sequence[str | int | float | None]

FETCHED = 5_000
"""Rows of a query that come together; between two lots of them other statements can be executed."""


class Target(Protocol):
    """A connection to a database.

    All methods raise `TargetUnreachable` where the database went away, and `OutputUnwritable` where it does
    not take what is written: its disk is full, or it is not ours to write to.
    """

    @property
    def place(self) -> str:
        """How messages name it; without a password."""

    @property
    def dialect(self) -> Mapping[str, str]:
        """What stands in its SQL for what stands in the scripts."""

    def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables of the database, and the names of their columns in order."""

    def transaction(self) -> AbstractContextManager[None]:
        """Keep what the block writes together, all or nothing, while no other delivery writes.

        Raises:
            DirectoryLocked: another delivery is under way.
        """

    def execute(self, statement: str) -> int:
        """Execute a statement; how many rows it changed."""

    def rows(self, query: str) -> Iterator[Sequence[Any]]:
        """The rows of a query as they come; other tables may be written behind each lot of `FETCHED`."""

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Put rows into a table by the fastest way that the database has."""

    def empty(self, tables: Sequence[str]) -> None:
        """Remove all rows of temporary tables."""

    def look_up(self) -> None:
        """What follows joins a few rows with large tables."""

    def compare(self) -> None:
        """What follows joins large tables with each other."""

    def rewrite(self) -> None:
        """Remove what was deleted from the files too, where that is ours to do; outside of transactions."""

    def close(self) -> None:
        """Close the connection; what is not committed is undone."""
