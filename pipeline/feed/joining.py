"""Persons and organisations across the documents of a run, kept beside it from run to run.

Who is who is found out once for a run, over all records that nobody rejected, so that every feed has the same
ids whatever it selects. Nothing is kept of an entity but what tells it again: digests of its names, and its
documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pipeline.database import Database
from pipeline.feed.entities import DocumentEntities, Entity, Registry, resolve
from pipeline.feed.identity.known import restored, shrunk
from pipeline.records import Record

_REMEMBERED = 10_000  # members that were looked up last


class Joining:
    """The entities of a run, by what its records say."""

    def __init__(self, database: Database) -> None:
        """Work on the file of identities."""
        self._database = database
        self._entity = lru_cache(_REMEMBERED)(self._looked_up)

    def renew(self, records: Iterable[Record]) -> None:
        """Find out who is who in all records of a run.

        Args:
            records: those of a document one after the other.

        Raises:
            OutputUnwritable: the disk is full; all is as it was.
        """
        former = {entity.id: entity for entity in self._kept()}
        retired = tuple(self._database.column("SELECT id FROM retired"))
        registry = resolve(records, Registry(entities=tuple(former.values()), retired=retired))
        with self._database.transaction():
            self._keep(registry, former)
        self._entity.cache_clear()

    def of(self, records: Iterable[Record]) -> DocumentEntities:
        """The entities of one document.

        Args:
            records: those of its records that nobody rejected.
        """
        return DocumentEntities(records, self._entity)

    def supersedes(self, entity: str) -> tuple[str, ...]:
        """The entities that went into one."""
        known = self._database.value("SELECT known FROM entities WHERE id = ?", (entity,))
        return () if known is None else tuple(restored(known)["supersedes"])

    def superseded_by(self, entity: str) -> str | None:
        """The entity that one went into which is no more."""
        found: str | None = self._database.value("SELECT superseded_by FROM retired WHERE id = ?", (entity,))
        return found

    def _looked_up(self, member: str) -> str | None:
        found: str | None = self._database.value("SELECT entity FROM members WHERE member = ?", (member,))
        return found

    def _kept(self) -> Iterator[Entity]:
        for id, kind, known in self._database.rows("SELECT id, kind, known FROM entities ORDER BY id"):
            said = {name: _hashable(value) for name, value in restored(known).items()}
            yield Entity(id=id, kind=kind, **said)

    def _keep(self, registry: Registry, former: dict[str, Entity]) -> None:
        heirs = {old: entity.id for entity in registry.entities for old in entity.supersedes}
        changed = [one for one in registry.entities if _known(one) != _known(former.get(one.id))]
        lost = former.keys() - {entity.id for entity in registry.entities}
        self._database.execute_many("INSERT INTO retired VALUES (?, ?)", ((id, heirs.get(id)) for id in lost))
        for id in former.keys() & {*lost, *(entity.id for entity in changed)}:
            members = ((member,) for member in former[id].members)  # by their key: a table of them is long
            self._database.execute_many("DELETE FROM members WHERE member = ?", members)
            self._database.execute("DELETE FROM entities WHERE id = ?", (id,))
        self._database.execute_many(
            "INSERT INTO entities VALUES (?, ?, ?)",
            ((one.id, one.kind, shrunk(_known(one))) for one in changed),
        )
        self._database.execute_many(
            "INSERT OR REPLACE INTO members VALUES (?, ?)",
            ((member, entity.id) for entity in changed for member in entity.members),
        )


def _known(entity: Entity | None) -> dict[str, object]:
    """What is kept of an entity."""
    if entity is None:
        return {}
    return {
        "members": entity.members,
        "documents": entity.documents,
        "first_seen": entity.first_seen,
        "supersedes": entity.supersedes,
    }


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
