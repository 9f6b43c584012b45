"""An index card for each name in each context: what all documents say of it, whatever their number.

The context of a person is the first organisation that a document gives, as `person_id` has it; where there is
none, or one that means another body in every article, it is the document. An organisation needs none, but for
those same names. Memory is proportional to the cards and to the ids of documents, not to records or texts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.feed.entities.mentions import DocumentMentions, OrganizationMention, PersonMention
from pipeline.feed.entities.organization_names import is_generic
from pipeline.feed.entities.person_names import PersonName, parsed
from pipeline.names import Gender, is_credential, organization_key


class Post(NamedTuple):
    """A position as records word it; `organization` is the member id of the organisation's card."""

    title: str
    organization: str | None


@dataclass(slots=True)
class PersonCard:
    """A person's name in one context."""

    member: str
    names: Counter[str] = field(default_factory=Counter)
    genders: frozenset[Gender] = frozenset()
    documents: list[str] = field(default_factory=list)
    posts: set[Post] = field(default_factory=set)

    @property
    def name(self) -> PersonName:
        """The most frequent form, taken apart."""
        return parsed(most_frequent(self.names))

    @property
    def organizations(self) -> frozenset[str]:
        """Member ids of the organisations where the person has, had or will have a post."""
        return frozenset(post.organization for post in self.posts if post.organization)


@dataclass(slots=True)
class OrganizationCard:
    """An organisation's name, in one document if the name alone tells no body."""

    member: str
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    documents: list[str] = field(default_factory=list)
    posts: set[tuple[str, str]] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The most frequent form."""
        return most_frequent(self.names)


class Context(NamedTuple):
    """A document: its site, its day of publication, and who and what it mentions, by member id."""

    site: str | None
    published: str | None
    persons: tuple[str, ...]
    organizations: tuple[str, ...]


@dataclass(slots=True)
class Index:
    """The cards of a run by member id, and its documents."""

    persons: dict[str, PersonCard] = field(default_factory=dict)
    organizations: dict[str, OrganizationCard] = field(default_factory=dict)
    documents: dict[str, Context] = field(default_factory=dict)


def most_frequent(names: Counter[str]) -> str:
    """The name that stands most often; of equals the longest, and the first in the alphabet."""
    if len(names) == 1:
        return next(iter(names))
    return min(names, key=lambda name: (-names[name], -len(name), name))


def indexed(documents: Iterable[DocumentMentions]) -> Index:
    """The cards of all documents' mentions."""
    index = Index()
    for found in documents:
        organizations = tuple(_add_organization(index, found, m) for m in found.organizations.values())
        persons = tuple(_add_person(index, found, mention) for mention in found.persons.values())
        reference = found.document
        index.documents[reference.id] = Context(reference.site, reference.published, persons, organizations)
    for person in index.persons.values():
        person.documents.sort()
    for organization in index.organizations.values():
        organization.documents.sort()
    return index


def organization_member(name: str, document: str) -> str:
    """The id of an organisation's card; its first part is the `organization_id` of records."""
    plain = f"org-{hashlib.sha256(organization_key(name).encode()).hexdigest()[:16]}"
    return f"{plain}@{document}" if is_generic(name) else plain


def person_member(person_id: str, generation: str, organization: str | None, document: str) -> str:
    """The id of a person's card.

    Args:
        person_id: that of the records.
        generation: what stands behind the name ("jr"), or nothing.
        organization: the organisation that the id rests on, if any.
        document: the id of the document.
    """
    plain = f"{person_id}~{generation}" if generation else person_id
    return plain if organization and not is_generic(organization) else f"{plain}@{document}"


def _add_organization(index: Index, found: DocumentMentions, mention: OrganizationMention) -> str:
    member = organization_member(most_frequent(mention.names), found.document.id)
    card = index.organizations.get(member)
    if card is None:
        card = index.organizations[member] = OrganizationCard(member)
    card.names.update(mention.names)
    card.aliases.update(mention.aliases)
    card.documents.append(found.document.id)
    card.posts |= mention.posts
    return member


def _add_person(index: Index, found: DocumentMentions, mention: PersonMention) -> str:
    document = found.document.id
    first = next((role.organization for role in mention.roles if role.organization), None)
    if is_credential(most_frequent(mention.names)):  # letters behind a name that passed for one
        first = None
    member = person_member(mention.person_id, mention.generation, first, document)
    card = index.persons.get(member)
    if card is None:
        card = index.persons[member] = PersonCard(member)
    card.names.update(mention.names)
    card.genders |= mention.genders
    card.documents.append(document)
    card.posts |= {
        Post(role.title, organization_member(role.organization, document) if role.organization else None)
        for role in mention.roles
    }
    return member
