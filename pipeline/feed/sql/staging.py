"""Putting things into the database: batch by batch through temporary tables, and only what differs.

A batch is first told by keys and digests alone, and the database answers which of them it does not have so.
The rows of these are loaded into temporary tables and merged into the tables from there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pipeline.feed.entities.entity import EntityKind
from pipeline.feed.sql.rows import Thing
from pipeline.feed.sql.tables import DELIVERIES, KINDS, Kind, Table
from pipeline.feed.sql.target import Row, Target

_OFFERED = ("key", "digest")
_NAMED = ("entity_id", "kind")
_INTRODUCE = """
INSERT INTO entities (entity_id, kind, name, digest) SELECT entity_id, kind, '', '' FROM named WHERE true
ON CONFLICT (entity_id) DO NOTHING
"""


class Put(NamedTuple):
    """How many things of a batch were new, and how many others were changed."""

    added: int
    changed: int


class Staging:
    """The temporary tables of one delivery, in a transaction, and its number."""

    def __init__(self, target: Target) -> None:
        """Make the temporary tables, which go with the connection."""
        self._target = target
        (last,) = next(iter(target.rows("SELECT coalesce(max(delivery), 0) FROM deliveries")))
        self.delivery = int(last) + 1
        self.is_begun = False
        target.execute("CREATE TEMPORARY TABLE offered (key text, digest text)")
        target.execute("CREATE TEMPORARY TABLE named (entity_id text, kind text)")
        for kind in KINDS:
            target.execute(f"CREATE TEMPORARY TABLE {kind.seen} (key text)")
            for table in kind.tables:
                target.execute(
                    f"CREATE TEMPORARY TABLE {table.staged} AS SELECT * FROM {table.name} WHERE false"
                )

    def begin(self) -> None:
        """Note the delivery, before the first row that it changes; one that changes none leaves nothing."""
        if not self.is_begun:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._target.load(DELIVERIES.name, DELIVERIES.columns, [(self.delivery, now)])
            self.is_begun = True

    def introduce(self, entities: Mapping[str, EntityKind]) -> None:
        """Make entities that facts refer to, if they are not there; what is known of them is put later."""
        self._target.empty(["named"])
        self._target.load("named", _NAMED, entities.items())
        self._target.execute(_INTRODUCE)

    def put(self, kind: Kind, things: Sequence[Thing]) -> Put:
        """Write a batch of things, each with another key, if they are not in the database as they are."""
        self._target.empty(["offered"])
        self._target.load("offered", _OFFERED, [(thing.key, thing.digest) for thing in things])
        self._target.execute(f"INSERT INTO {kind.seen} SELECT key FROM offered")
        differing = {key: bool(is_new) for key, is_new in self._target.rows(_differing(kind))}
        added = sum(differing.values())
        if differing:
            self.begin()
            self._stage(kind, [thing for thing in things if thing.key in differing])
            self._target.execute(_upsert(kind))
            self._replace_details(kind, is_any_old=added < len(differing))
        return Put(added, len(differing) - added)

    def _stage(self, kind: Kind, things: Iterable[Thing]) -> None:
        """Load the rows of things into the temporary tables."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for thing in things:
            numbers = [self.delivery] * kind.numbers
            rows[kind.head.name].append((*thing.head, thing.digest, *numbers))
            for name, row in thing.details:
                rows[name].append(row)
        self._target.empty([table.staged for table in kind.tables])
        for table in kind.tables:
            if table.name in rows:
                self._target.load(table.staged, table.columns, rows[table.name])

    def _replace_details(self, kind: Kind, *, is_any_old: bool) -> None:
        old = f"WHERE {kind.key} IN (SELECT {kind.key} FROM {kind.head.staged})"
        for table in kind.details if is_any_old else ():
            self._target.execute(f"DELETE FROM {table.name} {old}")
        for table in kind.details:
            self._target.execute(_from_staged(table))


def _differing(kind: Kind) -> str:
    """A query for the keys that are not in the database with this digest, and whether they are new."""
    return f"""
        SELECT o.key, h.digest IS NULL FROM offered AS o
        LEFT JOIN {kind.head.name} AS h ON h.{kind.key} = o.key
        WHERE h.digest IS NULL OR h.digest <> o.digest
    """


def _upsert(kind: Kind) -> str:
    """A statement that makes head rows of the staged ones."""
    changing = [name for name in kind.head.columns if name not in (kind.key, *kind.kept)]
    return f"""
        {_from_staged(kind.head)} WHERE true
        ON CONFLICT ({kind.key}) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in changing)}
    """


def _from_staged(table: Table) -> str:
    columns = ", ".join(table.columns)
    return f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {table.staged}"
