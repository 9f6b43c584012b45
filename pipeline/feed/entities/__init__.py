"""Persons and organisations across the documents of a run, with ids that stay from run to run.

`resolve(records, previous)` joins what the records of all documents name, and gives each person and
organisation one `Entity`. It rather leaves two apart than joins two that are not one.
"""

from pipeline.feed.entities.entity import Entity, EntityKind, Registry
from pipeline.feed.entities.lookup import DocumentEntities
from pipeline.feed.entities.resolution import resolve

__all__ = ["DocumentEntities", "Entity", "EntityKind", "Registry", "resolve"]
