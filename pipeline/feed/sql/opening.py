"""Opening a database: the right driver for its URL, and whether its tables are a feed's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import ExtraMissing
from pipeline.feed.sql.address import Address
from pipeline.feed.sql.sqlite import SqliteTarget
from pipeline.feed.sql.target import Target


@contextmanager
def opened(address: Address) -> Iterator[Target]:
    """A connection to a database, for a block.

    Raises:
        ExtraMissing: the driver is not installed.
        TargetUnreachable: the database does not answer.
        OutputUnwritable: it cannot be opened.
        StateUnknown: the file is none of SQLite's.
    """
    target = _connected(address)
    try:
        yield target
    finally:
        target.close()


def _connected(address: Address) -> Target:
    if address.kind == "sqlite":
        return SqliteTarget(address.path, address.place)
    try:
        from pipeline.feed.sql.postgresql import PostgresTarget
    except ImportError as error:
        raise ExtraMissing("PostgreSQL needs its driver: pip install 'pressfacts[postgres]'") from error
    return PostgresTarget(address)
