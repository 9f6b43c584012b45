"""Records → entities: organisations first, as persons are joined by where they have posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.feed.entities.cards import Index, OrganizationCard, PersonCard, indexed
from pipeline.feed.entities.entity import Entity, EntityKind, Registry
from pipeline.feed.entities.identity import Group, identified
from pipeline.feed.entities.mentions import mentions
from pipeline.feed.entities.organizations import joined_organizations
from pipeline.feed.entities.persons import joined_persons
from pipeline.records import Record

Cards = Mapping[str, PersonCard] | Mapping[str, OrganizationCard]


def resolve(records: Iterable[Record], previous: Registry | None = None) -> Registry:
    """The persons and organisations of all records, with the ids that they had the last time.

    The same records give the same entities, whatever the order of their documents.

    Args:
        records: those of all documents; the records of one document stand together.
        previous: what the last call returned.

    Raises:
        ValueError: a document's records do not stand together.
    """
    return registered(indexed(mentions(records)), previous or Registry())


def registered(index: Index, previous: Registry) -> Registry:
    """The entities of a run's cards."""
    companies = joined_organizations(index)
    roots = {member: companies.root(member) for member in index.organizations}
    people = joined_persons(index, roots)
    entities = (
        *_entities("organization", companies.groups(), index.organizations, index, previous),
        *_entities("person", people.groups(), index.persons, index, previous),
    )
    given = {entity.id for entity in entities}
    return Registry(entities=entities, retired=tuple(sorted(previous.taken - given)))


def _entities(
    kind: EntityKind, sets: Sequence[Sequence[str]], cards: Cards, index: Index, previous: Registry
) -> list[Entity]:
    """The entities of sets of members, in the order of ids."""
    groups = [Group(tuple(members), _documents(cards[member] for member in members)) for members in sets]
    former = [entity for entity in previous.entities if entity.kind == kind]
    found = [
        Entity(
            id=identity.id,
            kind=kind,
            members=tuple(sorted(group.members)),
            documents=group.documents,
            first_seen=_first_day(index, group.documents),
            supersedes=identity.supersedes,
        )
        for group, identity in zip(groups, identified(groups, former, previous.taken, kind), strict=True)
    ]
    return sorted(found, key=lambda entity: entity.id)


def _documents(cards: Iterable[PersonCard | OrganizationCard]) -> tuple[str, ...]:
    return tuple(sorted({document for card in cards for document in card.documents}))


def _first_day(index: Index, documents: Iterable[str]) -> str | None:
    """The earliest day of publication of some documents, as far as they are known."""
    return min(filter(None, (index.documents[document].published for document in documents)), default=None)
