"""Facts, documents and entities as rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from pipeline.article import Article
from pipeline.edtf import bounds
from pipeline.feed.entities.entity import EntityKind
from pipeline.feed.entities.wording import title_words
from pipeline.feed.facts import Fact, FedEntity, Source, Tenure
from pipeline.feed.sql.target import Row
from pipeline.records import Certification, Date, Event, Record, Role, Speaker

TableRow = tuple[str, Row]
"""A row and the name of the table that it is for."""

_NUL = b"\\u0000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A document, an entity or a fact: its head row without the digest, the rows of its details, the digest.

    The digest is that of all the rows: two things with the same one are the same in the database.
    """

    head: Row
    details: tuple[TableRow, ...]
    digest: str

    @property
    def key(self) -> str:
        """What names it."""
        return str(self.head[0])


def document_thing(article: Article, source: Source) -> Thing:
    """A document; its text stays in the run."""
    head = (
        article.id,
        source.name,
        article.url,
        article.title,
        article.site,
        article.author,
        article.published,
        _first_day(article.published),
        article.language,
        article.retrieved_at,
        article.content_sha256,
    )
    urls: list[TableRow] = [
        ("document_urls", (article.id, place, url)) for place, url in enumerate(source.urls)
    ]
    return _thing(head, urls)


def fact_thing(fact: Fact) -> Thing:
    """A fact."""
    record, review, id = fact.record, fact.review, fact.fact_id
    head = (
        id,
        record.type,
        record.document.id,
        record.id,
        record.confidence,
        record.rule,
        review.state,
        review.reviewer,
        review.at,
    )
    pieces: list[TableRow] = [
        ("evidence", (id, place, piece.field, piece.part, piece.start, piece.end, piece.text))
        for place, piece in enumerate(record.evidence)
    ]
    links: list[TableRow] = [
        ("links", (id, place, link.rel, link.fact_id)) for place, link in enumerate(fact.links)
    ]
    return _thing(head, [*_OF_TYPE[type(record)](fact, record), *pieces, *links])


def entity_thing(entity: FedEntity) -> Thing:
    """A person or an organisation."""
    id = entity.entity_id
    aliases: list[TableRow] = [("aliases", (id, place, name)) for place, name in enumerate(entity.aliases)]
    former: list[TableRow] = [("successions", (id, old)) for old in entity.supersedes]
    tenures = [_tenure(id, place, tenure) for place, tenure in enumerate(entity.tenures)]
    head = (id, entity.kind, entity.name, entity.first_seen, entity.last_seen)
    return _thing(head, [*aliases, *former, *tenures])


def _tenure(id: str, place: int, tenure: Tenure) -> TableRow:
    post = (tenure.title, tenure.organization, tenure.status, tenure.since)
    return "tenures", (id, place, *post, tenure.first_seen, tenure.last_seen, tenure.organization_id)


def named_entities(fact: Fact) -> dict[str, EntityKind]:
    """The entities that a fact refers to."""
    named: dict[str, EntityKind] = dict.fromkeys(fact.organizations.values(), "organization")
    return named | {fact.person: "person"} if fact.person else named


def _event(fact: Fact, event: Event) -> list[TableRow]:
    days = (_first_day(event.start), _last_day(event.end or event.start))
    row = (fact.fact_id, event.name, event.kind, event.start, event.end, *days, event.place)
    organizers: list[TableRow] = [
        ("event_organizers", (fact.fact_id, place, name, fact.organizations.get(f"organizers.{place}")))
        for place, name in enumerate(event.organizers)
    ]
    return [("events", row), *organizers]


def _date(fact: Fact, date: Date) -> list[TableRow]:
    days = (_first_day(date.value), _last_day(date.value))
    return [("dates", (fact.fact_id, date.text, date.value, *days, date.role))]


def _speaker(fact: Fact, speaker: Speaker) -> list[TableRow]:
    said = (speaker.kind, speaker.quote, speaker.event, speaker.cue)
    who = (speaker.person_id, fact.person)
    return [("speakers", (fact.fact_id, speaker.person, speaker.honorific, *said, *who))]


def _role(fact: Fact, role: Role) -> list[TableRow]:
    post = (role.person, role.title, role.organization, role.status, role.since, _first_day(role.since))
    ids = (role.person_id, role.organization_id, fact.person, fact.organizations.get("organization"))
    return [("roles", (fact.fact_id, *post, *ids, _title_key(role.title)))]


def _title_key(title: str) -> str:
    """What "CEO" and "chief executive officer" have in common: the words that tell a post from others."""
    return " ".join(sorted(title_words(title))) or title.casefold()


def _certification(fact: Fact, certificate: Certification) -> list[TableRow]:
    what = (certificate.holder, certificate.scheme, certificate.standard, certificate.issuer)
    when = (certificate.status, certificate.date, _first_day(certificate.date), certificate.number)
    entities = (fact.person or fact.organizations.get("holder"), fact.organizations.get("issuer"))
    return [("certifications", (fact.fact_id, *what, *when, certificate.holder_id, *entities))]


_OF_TYPE: dict[type[Record], Callable[[Fact, Any], list[TableRow]]] = {
    Event: _event,
    Date: _date,
    Speaker: _speaker,
    Role: _role,
    Certification: _certification,
}


def _first_day(value: str | None) -> str | None:
    return bounds(value)[0].isoformat() if value else None


def _last_day(value: str | None) -> str | None:
    return bounds(value)[1].isoformat() if value else None


def _thing(head: Row, details: list[TableRow]) -> Thing:
    said = orjson.dumps((head, details))
    if _NUL in said:
        head, details = _without_nul(head), [(table, _without_nul(row)) for table, row in details]
    digest = hashlib.blake2b(said, digest_size=16).hexdigest()
    return Thing(head=head, details=tuple(details), digest=digest)


def _without_nul(row: Row) -> Row:
    """The row as PostgreSQL takes it, which has no U+0000 in texts; offsets stay as they are."""
    return [value.replace("\0", "\ufffd") if isinstance(value, str) else value for value in row]
