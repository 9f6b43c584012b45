"""What parties are, over all articles: an entity has one schema, however many facts name it.

Memory is proportional to the entities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from pipeline.feed.facts import FedEntity, Tenure
from pipeline.feed.ftm.line import Entity, entity

_SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "building": "RealEstate",
    "city": "Territory",
    "product": "Asset",
}
_BODIES = frozenset({"Person", "Organization", "LegalEntity"})


class Natures:
    """What facts take entities for."""

    def __init__(self) -> None:
        """Begin with none; `positions` are the offices that articles share, by id."""
        self.positions: dict[str, Entity] = {}
        self._kinds: dict[str, set[str]] = defaultdict(set)

    def add(self, id: str, kind: str) -> None:
        """Note what a fact takes an entity for."""
        self._kinds[id].add(kind)

    def entities(self, fed: Iterator[FedEntity]) -> Iterator[Entity]:
        """The persons and others that facts name."""
        for one in fed:
            if one.entity_id in self._kinds:
                yield entity(
                    one.entity_id,
                    schema_of(self._kinds[one.entity_id]),
                    name=one.name,
                    alias=one.aliases,
                    position=[_worded(post) for post in one.tenures if post.organization_id is None],
                )


def schema_of(kinds: Collection[str]) -> str:
    """The schema of what has been taken for all of these.

    A body that employs, issues or is called one is an organisation whatever else it was taken for.
    """
    if "organization" in kinds:
        return "Organization"
    if len(kinds) == 1:
        return _SCHEMATA.get(next(iter(kinds)), "LegalEntity")
    return "LegalEntity"


def is_body(schema: str) -> bool:
    """Whether a schema is that of a person or a body, which others may refer to as one."""
    return schema in _BODIES


def _worded(post: Tenure) -> str:
    """A post in no organisation that is known; one that is over or to come says so."""
    return post.title if post.status == "current" else f"{post.status} {post.title}"
