"""A database of PostgreSQL as a target, by psycopg (the extra `postgres`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from pipeline.errors import DirectoryLocked, OutputUnwritable, TargetUnreachable, WrongUse
from pipeline.feed.sql.address import Address
from pipeline.feed.sql.target import FETCHED, Row

_PATIENCE = {  # seconds until a server that has silently gone is given up
    "connect_timeout": 10,
    "keepalives_idle": 60,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
"""
_CLAIM = "SELECT pg_try_advisory_xact_lock(hashtext('pressfacts ' || coalesce(current_schema(), '')))"

# Nothing is known of temporary tables and of what this transaction has written, so the planner is told: by
# index for a batch, whose estimates would otherwise turn into a pass over the largest table for every batch.
# The checks of foreign keys keep the plan of their first time, when their tables may have been empty.
_ALWAYS = ("cursor_tuple_fraction = 1", "jit = off")
_LOOK_UP = ("enable_seqscan = off", "enable_hashjoin = off", "enable_mergejoin = off")
_COMPARE = ("enable_seqscan = on", "enable_hashjoin = on", "enable_mergejoin = on")

_REFUSED = (
    errors.DiskFull,
    errors.InvalidSchemaName,
    errors.ReadOnlySqlTransaction,
)


class PostgresTarget:
    """A schema of a database of PostgreSQL: the first one of the search path."""

    def __init__(self, address: Address) -> None:
        """Connect to the server.

        Raises:
            TargetUnreachable: it does not answer, or does not let us in.
            WrongUse: the driver cannot read the URL.
        """
        self.place = address.place
        with self._translated():
            _check(address)
            self._connection = psycopg.connect(
                address.url,
                autocommit=True,
                prepare_threshold=None,  # plans are made anew, as tables grow
                application_name="pressfacts",
                **_PATIENCE,
            )

    @property
    def dialect(self) -> Mapping[str, str]:
        """The scripts are written in it."""
        return {}

    def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables and views of the schema."""
        found: dict[str, tuple[str, ...]] = {}
        with self._translated():
            for table, column in self._connection.execute(_COLUMNS):
                found[table] = (*found.get(table, ()), column)
        return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the schema; another delivery into it is not waited for."""
        with self._translated(), self._connection.transaction():
            claimed = self._connection.execute(_CLAIM).fetchone()
            if not claimed or not claimed[0]:
                raise DirectoryLocked(f"{self.place}: another delivery is under way")
            self._set(_ALWAYS)
            yield

    def execute(self, statement: str) -> int:
        """Execute a statement."""
        with self._translated():
            return int(self._connection.execute(statement.encode()).rowcount)

    def rows(self, query: str) -> Iterator[Sequence[Any]]:
        """The rows of a query, by a cursor of the server."""
        with self._translated(), self._connection.cursor("rows") as cursor:
            cursor.itersize = FETCHED
            yield from cursor.execute(query.encode())

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """COPY the rows."""
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        cursor = self._connection.cursor()
        with self._translated(), cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)

    def empty(self, tables: Sequence[str]) -> None:
        """Cheap for tables that this transaction has made."""
        self.execute(f"TRUNCATE {', '.join(tables)}")

    def look_up(self) -> None:
        """Go by indexes."""
        self._set(_LOOK_UP)

    def compare(self) -> None:
        """Leave it to the planner."""
        self._set(_COMPARE)

    def _set(self, settings: Iterable[str]) -> None:
        for setting in settings:
            self.execute(f"SET LOCAL {setting}")

    def rewrite(self) -> None:
        """The server's files are its owner's: `docs/feeds/sql.md` says what is left to do."""

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except errors.InsufficientPrivilege as error:
            raise OutputUnwritable(
                f"{self.place}: {_said(error)}: the role needs CREATE in its schema, and TEMPORARY in the "
                "database"
            ) from error
        except _REFUSED as error:
            raise OutputUnwritable(f"{self.place}: could not be written: {_said(error)}") from error
        except psycopg.OperationalError as error:
            raise TargetUnreachable(f"{self.place}: {_said(error)}") from error


def _check(address: Address) -> None:
    """See that the driver can read a URL, whose parts its own message would show."""
    try:
        conninfo_to_dict(address.url)
    except psycopg.ProgrammingError:
        raise WrongUse(
            f"{address.place}: the URL cannot be read: write % in a password as %25, and look for a setting "
            "that PostgreSQL does not have"
        ) from None


def _said(error: psycopg.Error) -> str:
    """What the server or the driver says, without the details, which may show rows."""
    return error.diag.message_primary or str(error).strip().partition("\n")[0]
