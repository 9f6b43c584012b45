"""A connection to a file of SQLite: transactions, and what its errors mean.

Nothing outside this module sees an error of SQLite: a full disk becomes `OutputUnwritable` here, whatever was
being written, and a broken file `StateUnknown`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.errors import OutputUnwritable, StateUnknown

Value = str | bytes | int | float | None

_UNWRITABLE = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }
)
_TURN_SECONDS = 30.0
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF  # the low byte of an extended result code is the code itself
_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    r"""The text with each lone surrogate, as a file's name may have it, replaced one for one.

    >>> encodable("caf\udce9.html") == "caf\ufffd.html"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


class Database:
    """A connection with nested transactions.

    Strings compare by their UTF-8 bytes (SQLite's BINARY collation), which is the order of code points and
    so Python's own order of strings.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, turn: Lock | None = None) -> None:
        """Take over a connection in autocommit mode.

        Args:
            connection: the connection.
            path: its file, for messages.
            turn: what connections of one process to one file share: the next transaction begins when the one
                before it ends. Without it SQLite lets each look again after longer and longer naps.
        """
        connection.row_factory = sqlite3.Row
        self._connection = connection
        self._path = path
        self._turn = turn or Lock()
        self._open = True
        self._depth = 0

    def execute(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Execute a statement that changes something; how many rows it changed.

        Raises:
            OutputUnwritable: the disk is full or the file cannot be written.
            StateUnknown: the file is broken.
        """
        self._check_transaction()
        with self._translated():
            return self._connection.execute(sql, _bound(parameters)).rowcount

    def insert(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Insert one row; its number."""
        self._check_transaction()
        with self._translated():
            return self._connection.execute(sql, _bound(parameters)).lastrowid or 0

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Execute a statement once for each row of parameters."""
        self._check_transaction()
        with self._translated():
            self._connection.executemany(sql, map(_bound, rows))

    def load(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Execute a statement once a row of parameters that are known to be encodable: twice as fast."""
        self._check_transaction()
        with self._translated():
            self._connection.executemany(sql, rows)

    def _check_transaction(self) -> None:
        if self._depth and not self._connection.in_transaction:  # somebody went on behind the error
            raise OutputUnwritable(f"{self._path}: could not be written: a full disk undid the transaction")

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[sqlite3.Row]:
        """The rows of a query as they come; nothing may be written while they are read."""
        with self._translated():
            yield from self._connection.execute(sql, _bound(parameters))

    def row(self, sql: str, parameters: Sequence[Value] = ()) -> sqlite3.Row | None:
        """The first row of a query."""
        with self._translated():
            first: sqlite3.Row | None = self._connection.execute(sql, _bound(parameters)).fetchone()
            return first

    def value(self, sql: str, parameters: Sequence[Value] = ()) -> Any:
        """The first column of a query's first row, None where there is no row."""
        row = self.row(sql, parameters)
        return None if row is None else row[0]

    def column(self, sql: str, parameters: Sequence[Value] = ()) -> list[Any]:
        """The first column of a query."""
        return [row[0] for row in self.rows(sql, parameters)]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep what the block writes together: all of it, or nothing after an error.

        Blocks nest; what an inner one wrote is undone when an error leaves it, and survives the process when
        the outermost one has ended (and a power cut when the database was closed).
        """
        depth = self._depth
        with nullcontext() if depth else self._in_turn():
            self.execute(f"SAVEPOINT level_{depth}" if depth else "BEGIN IMMEDIATE")
            try:
                self._depth = depth + 1
                yield
                self.execute(f"RELEASE level_{depth}" if depth else "COMMIT")
            except BaseException:
                self._undo(depth)
                raise
            finally:
                self._depth = depth

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Wait for the transactions of others in this process, but not for ever: then SQLite says why."""
        mine = self._turn.acquire(timeout=_TURN_SECONDS)
        try:
            yield
        finally:
            if mine:
                self._turn.release()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that the block reads be of one moment, whatever others write meanwhile."""
        if self._depth:
            yield
            return
        self.execute("BEGIN")
        self._depth = 1
        try:
            yield
        finally:
            self._depth = 0
            if self._open and self._connection.in_transaction:  # a reader may outlive the connection
                self.execute("ROLLBACK")

    def _undo(self, depth: int) -> None:
        if not self._connection.in_transaction:
            return  # a full disk has ended it
        if depth:
            self.execute(f"ROLLBACK TO level_{depth}")
            self.execute(f"RELEASE level_{depth}")
        else:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection; what was not committed is undone."""
        self._open = False
        self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
            if code in _UNWRITABLE:
                raise OutputUnwritable(f"{self._path}: could not be written: {error}") from error
            if code in _BROKEN:
                raise StateUnknown(
                    f"{self._path}: is broken: {error}; use a backup or another directory"
                ) from error
            raise


def _bound(parameters: Sequence[Value]) -> list[Value]:
    return [encodable(value) if isinstance(value, str) else value for value in parameters]
