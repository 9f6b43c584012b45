"""A file of SQLite as a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from pipeline.database import Database, connected
from pipeline.errors import StateUnknown
from pipeline.feed.sql.target import Row

_CACHE_KILOBYTES, _BATCH_KILOBYTES = 64_000, 32_000
_SETTINGS = (
    "foreign_keys = ON",
    "secure_delete = ON",
    f"cache_size = -{_CACHE_KILOBYTES}",
    f"temp.cache_size = -{_BATCH_KILOBYTES}",  # temporary tables of a batch need no file
)
_DIALECT = {' COLLATE "C"': "", "timestamptz": "text", "string_agg(": "group_concat("}
_COLUMNS = """
SELECT m.name, c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY m.name, c.cid
"""


class SqliteTarget:
    """A file of SQLite, made where there is none."""

    def __init__(self, path: Path, place: str) -> None:
        """Open the file.

        Raises:
            OutputUnwritable: it cannot be opened.
            StateUnknown: it is no file of SQLite.
        """
        self.place = place
        self._database = Database(connected(path, "rwc"), path)
        try:
            for setting in _SETTINGS:
                self._database.execute(f"PRAGMA {setting}")
            self.tables()  # a file that is none of SQLite's says so when it is first read
        except StateUnknown as error:
            self.close()
            raise StateUnknown(f"{path}: is no file of SQLite, or a broken one; name another one") from error
        except BaseException:
            self.close()
            raise

    @property
    def dialect(self) -> Mapping[str, str]:
        """Collation is by bytes anyway, and there is no type for a moment."""
        return _DIALECT

    def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables of the file."""
        found: dict[str, tuple[str, ...]] = {}
        for table, column in self._database.rows(_COLUMNS):
            found[table] = (*found.get(table, ()), column)
        return found

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the file for writing; another delivery is waited for."""
        return self._database.transaction()

    def execute(self, statement: str) -> int:
        """Execute a statement."""
        return self._database.execute(statement)

    def rows(self, query: str) -> Iterator[Sequence[Any]]:
        """The rows of a query."""
        return (tuple(row) for row in self._database.rows(query))

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Insert the rows by one statement that is prepared once."""
        places = ", ".join("?" for _ in columns)
        self._database.load(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)

    def empty(self, tables: Sequence[str]) -> None:
        """Without a condition, SQLite drops the pages of a table instead of its rows one by one."""
        for table in tables:
            self._database.execute(f"DELETE FROM {table}")

    def look_up(self) -> None:
        """SQLite goes by indexes anyway."""

    def compare(self) -> None:
        """SQLite makes an index for a join that has none."""

    def rewrite(self) -> None:
        """Write the file anew: what is deleted is overwritten, but cells that moved may lie about."""
        self._database.execute("VACUUM")

    def close(self) -> None:
        """Close the file."""
        self._database.close()
