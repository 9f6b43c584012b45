"""The lines of a snapshot, and their order: facts before entities, facts by document and id, entities by id.

Strings compare by their code points, which is the order of their UTF-8 bytes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

from pipeline.feed.changes.lines import Kind, snapshot_line
from pipeline.feed.facts import Fact, FedEntity

Key = tuple[bool, str, str]


class Item(NamedTuple):
    """A line of a snapshot, without its break, its place, and the source of a fact's article."""

    key: Key
    line: bytes
    source: str = ""

    @property
    def kind(self) -> Kind:
        """What stands in the line."""
        return "entity" if self.key[0] else "fact"

    @property
    def document(self) -> str:
        """The id of a fact's document."""
        return self.key[1]

    @property
    def id(self) -> str:
        """The id of the fact or entity."""
        return self.key[2]


def item_of_fact(fact: Fact) -> Item:
    """A fact as it stands in a snapshot."""
    return Item((False, fact.record.document.id, fact.fact_id), snapshot_line(fact), fact.source.name)


def item_of_entity(entity: FedEntity) -> Item:
    """An entity as it stands in a snapshot."""
    return Item((True, "", entity.entity_id), snapshot_line(entity))


def item_of_line(line: bytes) -> Item:
    """A line of a snapshot that was written before."""
    row = orjson.loads(line)
    return Item(key_of(row), line, row["source"]["name"] if "source" in row else "")


def key_of(row: dict[str, Any]) -> Key:
    """The place of a fact or an entity in a snapshot."""
    if "entity_id" in row:
        return (True, "", row["entity_id"])
    return (False, row["record"]["document"]["id"], row["fact_id"])
