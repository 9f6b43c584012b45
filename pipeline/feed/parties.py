"""Persons and bodies that the facts of a document name, each under one id.

The id is that of the entity across documents. A name that was joined with nothing, as that of a person who
only hosts an event, has an id of its own in its document: `local-` and a digest of both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.feed.facts import Fact
from pipeline.feed.sources import FedDocument
from pipeline.names import organization_key, person_key
from pipeline.records import Certification, Event, Role, Speaker


class Party(NamedTuple):
    """A person or another party, as a document names it."""

    id: str
    name: str
    is_person: bool

    @property
    def is_local(self) -> bool:
        """Whether it is known in its document only."""
        return self.id.startswith("local-")


class Parties:
    """Who is who in one document."""

    def __init__(self, document: FedDocument) -> None:
        """Take in the persons whom facts name as such."""
        self._document = document.article.id
        named = (fact.record.person for fact in document.facts if isinstance(fact.record, Role | Speaker))
        self._is_person = {person_key(name) for name in named}
        self._persons = {
            person_key(fact.record.person): fact.person
            for fact in document.facts
            if fact.person and isinstance(fact.record, Role | Speaker)
        }

    def person(self, fact: Fact) -> Party:
        """The person of a post or of speech."""
        assert isinstance(fact.record, Role | Speaker)
        name = fact.record.person
        return Party(fact.person or self._local(person_key(name)), name, is_person=True)

    def other(self, fact: Fact, field: str, name: str) -> Party:
        """Whoever a field names: a body, or a person of the article, but that nobody works for a person."""
        key = person_key(name)
        if key in self._is_person and not isinstance(fact.record, Role):
            return Party(self._persons.get(key) or self._local(key), name, is_person=True)
        entity = fact.organizations.get(field)
        return Party(entity or self._local(organization_key(name)), name, is_person=False)

    def organizers(self, fact: Fact) -> Iterator[Party]:
        """Those who hold an event."""
        assert isinstance(fact.record, Event)
        for number, name in enumerate(fact.record.organizers):
            yield self.other(fact, f"organizers.{number}", name)

    def holder(self, fact: Fact) -> Party:
        """Who or what has a certificate."""
        assert isinstance(fact.record, Certification)
        if fact.person:
            return Party(fact.person, fact.record.holder, is_person=True)
        return self.other(fact, "holder", fact.record.holder)

    def issuer(self, fact: Fact) -> Party | None:
        """The body that grants a certificate."""
        assert isinstance(fact.record, Certification)
        return self.other(fact, "issuer", fact.record.issuer) if fact.record.issuer else None

    def employer(self, fact: Fact) -> Party | None:
        """The organisation of a post."""
        assert isinstance(fact.record, Role)
        name = fact.record.organization
        return self.other(fact, "organization", name) if name else None

    def _local(self, key: str) -> str:
        digest = hashlib.sha256(f"{self._document}\n{key}".encode()).hexdigest()
        return f"local-{digest[:16]}"
