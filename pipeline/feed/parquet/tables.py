"""The tables: one a type of fact, the documents, and the persons and organisations across them."""

from __future__ import annotations

from operator import attrgetter

import pyarrow as pa

from pipeline.article import Article
from pipeline.feed.facts import FedEntity
from pipeline.feed.parquet.columns import TEXT, column, dated, day_of, entity, stated, structs
from pipeline.feed.parquet.common import HEAD, PERSON, TAIL, holder, organizers
from pipeline.feed.parquet.table import Table
from pipeline.records import Certification, Date, Event, RecordType, Role, Speaker

FACTS: dict[RecordType, Table] = {
    "event": Table(
        "events",
        "gatherings and other public occasions",
        "fact_id",
        (
            *HEAD,
            *stated(Event, "name", "kind"),
            dated("start_edtf", "first day", "record.start"),
            dated("end_edtf", "last day, only if it differs", "record.end"),
            day_of("first_day", "the first day that these cover", attrgetter("record.start")),
            day_of(
                "last_day", "the last one", lambda fact: fact.record.end or fact.record.start, is_last=True
            ),
            *stated(Event, "place"),
            column(
                "organizers", "who holds it", organizers, structs(name=TEXT, entity=TEXT), is_required=True
            ),
            *TAIL,
        ),
    ),
    "date": Table(
        "dates",
        "mentions of calendar dates",
        "fact_id",
        (
            *HEAD,
            *stated(Date, "text"),
            column("value_edtf", "the date, EDTF", attrgetter("record.value"), is_required=True),
            day_of("first_day", "the first day that it covers", attrgetter("record.value")),
            day_of("last_day", "the last one", attrgetter("record.value"), is_last=True),
            *stated(Date, "role"),
            *TAIL,
        ),
    ),
    "speaker": Table(
        "speakers",
        "persons to whom articles attribute speech",
        "fact_id",
        (
            *HEAD,
            *stated(Speaker, "person", "honorific", "kind", "quote", "event", "cue", "person_id"),
            PERSON,
            *TAIL,
        ),
    ),
    "role": Table(
        "roles",
        "posts that persons hold, held or will hold",
        "fact_id",
        (
            *HEAD,
            *stated(Role, "person", "title", "organization", "status"),
            dated("since_edtf", "when the post began", "record.since"),
            day_of("since_day", "the first day of that", attrgetter("record.since")),
            *stated(Role, "person_id", "organization_id"),
            PERSON,
            entity("organization", "the organisation across documents"),
            *TAIL,
        ),
    ),
    "certification": Table(
        "certifications",
        "certificates; only `awarded`, `held` and `renewed` ones are there to rely on",
        "fact_id",
        (
            *HEAD,
            *stated(Certification, "holder", "scheme", "standard", "issuer", "status"),
            dated("date_edtf", "date of the grant", "record.date"),
            day_of("first_day", "the first day of that", attrgetter("record.date")),
            *stated(Certification, "number", "holder_id"),
            column("holder_entity", "the holder across documents, a person or an organisation", holder),
            entity("issuer", "the issuer across documents"),
            *TAIL,
        ),
    ),
}

DOCUMENTS = Table(
    "documents",
    "the articles that facts were found in; their texts stay in the run",
    "document_id",
    (
        column("document_id", "the document's id", attrgetter("article.id"), is_required=True),
        column("source", "where it was found", lambda one: one.facts[0].source.name, is_required=True),
        *stated(Article, "url", "title", "site", "author", within="article."),
        dated("published_edtf", "day of publication, if stated", "article.published"),
        day_of("published_day", "the first day of that", attrgetter("article.published")),
        *stated(Article, "language", "retrieved_at", "content_sha256", within="article."),
        column(
            "urls",
            "every URL the article was found under",
            lambda one: list(one.facts[0].source.urls),
            pa.list_(TEXT),
            is_required=True,
        ),
    ),
)

_TENURE = ("title", "organization", "organization_id", "status", "since", "first_seen", "last_seen")

ENTITIES = Table(
    "entities",
    "persons and organisations across documents",
    "entity_id",
    (
        *stated(FedEntity, "entity_id", "kind", "name", "first_seen", "last_seen", within=""),
        column("aliases", "all other names", lambda one: list(one.aliases), pa.list_(TEXT), is_required=True),
        column(
            "tenures",
            "a person's posts over time; dates in EDTF",
            lambda one: [tenure.model_dump() for tenure in one.tenures],
            structs(**dict.fromkeys(_TENURE, TEXT)),
            is_required=True,
        ),
        column(
            "supersedes",
            "ids of entities that were merged into it",
            lambda one: list(one.supersedes),
            pa.list_(TEXT),
            is_required=True,
        ),
    ),
    is_by_month=False,
)

ALL = (*FACTS.values(), DOCUMENTS, ENTITIES)
