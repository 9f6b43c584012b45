"""The one connection to the state's file, with what its rows are numbered by."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pipeline.database


class Database(pipeline.database.Database):
    """A connection that knows the numbers of run and fingerprint for its rows."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take over a connection in autocommit mode."""
        super().__init__(connection, path)
        self.run = 0
        self.fingerprint = 0

    def mark_changed(self) -> None:
        """Note that the published files are no longer what the state says."""
        self.execute("UPDATE meta SET value = value + 1 WHERE key = 'changes'")
