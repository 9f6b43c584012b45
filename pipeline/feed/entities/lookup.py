"""From the records of a document back to the entities that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.feed.entities.cards import organization_member
from pipeline.feed.entities.mentions import key_of, named_organizations, named_persons
from pipeline.feed.entities.person_names import parsed
from pipeline.records import Certification, Record, Role, Speaker


class DocumentEntities:
    """The entities that the records of one document name."""

    def __init__(self, records: Iterable[Record], entity: Callable[[str], str | None]) -> None:
        """Take in who is a person; the function tells the entity of a member."""
        self._entity = entity
        self._persons = named_persons(records)

    def person(self, record: Record) -> str | None:
        """The person of a post, of speech or of a certificate."""
        if not isinstance(record, Role | Speaker | Certification):
            return None
        name = record.holder if isinstance(record, Certification) else record.person
        id = self._persons.get(key_of(name))
        return self._of_person(id, name, record.document.id) if id else None

    def organizations(self, record: Record) -> dict[str, str]:
        """The organisations that a record names, by its fields; those of a list with their number."""
        found = {
            field: self._entity(organization_member(name, record.document.id))
            for field, name in named_organizations(record)
            if isinstance(record, Role) or key_of(name) not in self._persons
        }
        return {field: entity for field, entity in found.items() if entity}

    def _of_person(self, id: str, name: str, document: str) -> str | None:
        generation = parsed(name).generation
        member = f"{id}~{generation}" if generation else id
        return self._entity(member) or self._entity(f"{member}@{document}")
