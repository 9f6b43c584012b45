"""Records → who and what each document mentions: a person or an organisation once a document.

Within a document records already share `person_id` and the fullest form of a name; the words that stand for
an organisation there ("Acme", "AWW") are in the evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.feed.entities.holders import holds
from pipeline.feed.entities.organization_names import canonical, extension, is_generic
from pipeline.feed.entities.person_names import parsed
from pipeline.ids import person_id
from pipeline.names import Gender, honorific_gender, is_initialism, organization_key
from pipeline.records import Certification, DocumentRef, Event, Record, Role, Speaker

PersonKey = tuple[str, str]
"""The key of a name, and the generation behind it."""


@dataclass(slots=True)
class PersonMention:
    """A person in one document; `roles` are those of its records that state a post."""

    person_id: str
    generation: str
    names: Counter[str] = field(default_factory=Counter)
    genders: set[Gender] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)


@dataclass(slots=True)
class OrganizationMention:
    """An organisation in one document; `posts` are person's key and title of those who have one there."""

    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    posts: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class DocumentMentions:
    """All that one document mentions: persons by key and generation, organisations by key."""

    document: DocumentRef
    persons: dict[PersonKey, PersonMention] = field(default_factory=dict)
    organizations: dict[str, OrganizationMention] = field(default_factory=dict)


def mentions(records: Iterable[Record]) -> Iterator[DocumentMentions]:
    """The mentions of each document.

    Args:
        records: those of a document one after the other, as `records.jsonl` has them.

    Raises:
        ValueError: a document's records do not stand together.
    """
    seen: set[str] = set()
    for identifier, group in groupby(records, key=lambda record: record.document.id):
        if identifier in seen:
            raise ValueError(f"the records of document {identifier} do not stand together")
        seen.add(identifier)
        yield _of_document(list(group))


def named_persons(records: Iterable[Record]) -> dict[PersonKey, str]:
    """Who is a person in the records of a document, with the id that records have for that person.

    Whoever has a post or speaks is one wherever the document names them, and who holds what persons hold.
    """
    found: dict[PersonKey, str] = {}
    holders: list[str] = []
    for record in records:
        if isinstance(record, Role | Speaker):
            found.setdefault(key_of(record.person), record.person_id)
        elif isinstance(record, Certification) and holds(record.holder, record.scheme, record.rule):
            holders.append(record.holder)
    for name in holders:
        found.setdefault(key_of(name), person_id(name, {}))
    return found


def key_of(name: str) -> PersonKey:
    """What tells a person from the others of a document."""
    found = parsed(name)
    return found.key, found.generation


def _of_document(records: list[Record]) -> DocumentMentions:
    found = DocumentMentions(records[0].document)
    for (key, generation), id in named_persons(records).items():
        found.persons[key, generation] = PersonMention(id, generation)
    for record in records:
        if isinstance(record, Role | Speaker):
            _add_person(found.persons[key_of(record.person)], record)
        for place, name in named_organizations(record):
            _add_organization(found, name, record, place)
    return found


def _add_person(mention: PersonMention, record: Role | Speaker) -> None:
    mention.names[record.person] += 1
    if isinstance(record, Role):
        mention.roles.append(record)
    elif record.honorific and (gender := honorific_gender(record.honorific)):
        mention.genders.add(gender)


def named_organizations(record: Record) -> Iterator[tuple[str, str]]:
    """The organisations that a record names, each behind its field; those of a list with their number."""
    if isinstance(record, Role) and record.organization:
        yield "organization", record.organization
    elif isinstance(record, Certification):
        yield "holder", record.holder
        if record.issuer:
            yield "issuer", record.issuer
    elif isinstance(record, Event):
        for number, name in enumerate(record.organizers):
            yield f"organizers.{number}", name


def _add_organization(found: DocumentMentions, name: str, record: Record, place: str) -> None:
    """Add an organisation, or a person who holds a certificate or an event, to a document's mentions."""
    holder = None if isinstance(record, Role) else found.persons.get(key_of(name))
    if holder is not None:
        holder.names[name] += 1
        return
    mention = found.organizations.setdefault(organization_key(name), OrganizationMention())
    mention.names[name] += 1
    evidence = "organizers" if place == "organizers.0" and _is_alone(record) else place
    mention.aliases |= {
        piece.text for piece in record.evidence if piece.field == evidence and _stands_for(piece.text, name)
    }
    if isinstance(record, Role):
        mention.posts.add((parsed(record.person).key, record.title))


def _is_alone(record: Record) -> bool:
    """Whether an event has one organiser, whom the words for them mean then."""
    return isinstance(record, Event) and len(record.organizers) == 1


def _stands_for(short: str, name: str) -> bool:
    """Whether a piece of evidence is a short form of a name, and no "company" or pronoun."""
    if is_generic(short) or canonical(short) == canonical(name):
        return False
    return is_initialism(short, name) or bool(extension(short, name))
