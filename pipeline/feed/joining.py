"""Persons and organisations across the documents of a run, kept beside it from run to run.

Who is who is found out once for a run, over all records that nobody rejected, so that every feed has the same
ids whatever it selects. Nothing is kept of an entity but what tells it again: digests of its names, and its
documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.database import Database
from pipeline.feed.entities import DocumentEntities, Entity, Registry, resolve
from pipeline.feed.identity import KnownEntities
from pipeline.records import Record

_REMEMBERED = 10_000  # members that were looked up last


class Joining:
    """The entities of a run, by what its records say."""

    def __init__(self, database: Database) -> None:
        """Work on the file of identities."""
        self._database = database
        self._known = KnownEntities(database)
        self._entity = lru_cache(_REMEMBERED)(self._known.of_member)

    def renew(self, records: Iterable[Record]) -> None:
        """Find out who is who in all records of a run.

        Args:
            records: those of a document one after the other.

        Raises:
            OutputUnwritable: the disk is full; all is as it was.
        """
        former = {entity.id: entity for entity in self._known.all()}
        registry = resolve(records, Registry(entities=tuple(former.values()), retired=self._known.retired()))
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
        return self._known.supersedes(entity)

    def superseded_by(self, entity: str) -> str | None:
        """The entity that one went into which is no more."""
        return self._known.superseded_by(entity)

    def _keep(self, registry: Registry, former: Mapping[str, Entity]) -> None:
        heirs = {old: entity.id for entity in registry.entities for old in entity.supersedes}
        changed = [one for one in registry.entities if one != former.get(one.id)]
        lost = former.keys() - {entity.id for entity in registry.entities}
        for id in lost:
            self._known.retire(id, heirs.get(id))
        replaced = former.keys() & {*lost, *(entity.id for entity in changed)}
        self._known.replace((former[id] for id in replaced), changed)
