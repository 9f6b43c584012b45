"""What has to be known of a person or an organisation to know it again: no name, nothing that is said of it.

>>> Registry().taken
frozenset()
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or an organisation, joined from the mentions of many documents.

    Attributes:
        id: kept from run to run, never given twice: `entity-` and 16 hexadecimal digits.
        kind: what it is.
        members: the record-side ids that are joined, at least one: `person-…` or `org-…`, with `~jr` for a
            generation, and with `@` and the document where the id alone does not tell who is meant.
        documents: ids of the documents that name it, at least one.
        first_seen: the earliest day of publication of these.
        supersedes: ids of entities that were merged into it.
    """

    id: str
    kind: EntityKind
    members: tuple[str, ...]
    documents: tuple[str, ...]
    first_seen: str | None = None
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All entities of a run, in the order of kind and id.

    `retired` are the ids of former ones, merged or vanished, which must not be given again.
    """

    entities: tuple[Entity, ...] = ()
    retired: tuple[str, ...] = ()

    @property
    def taken(self) -> frozenset[str]:
        """All ids that were ever given."""
        return frozenset(self.retired) | {entity.id for entity in self.entities}
