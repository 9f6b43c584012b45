"""What every table of facts has, so that most queries need no join."""

from __future__ import annotations

from operator import attrgetter

import pyarrow as pa

from pipeline.feed.facts import Fact
from pipeline.feed.parquet.columns import TEXT, column, dated, day_of, stated, structs
from pipeline.records import Event


def organizers(fact: Fact) -> list[dict[str, object]]:
    """Who holds an event, each with the entity."""
    assert isinstance(fact.record, Event)
    return [
        {"name": name, "entity": fact.organizations.get(f"organizers.{place}")}
        for place, name in enumerate(fact.record.organizers)
    ]


def holder(fact: Fact) -> str | None:
    """The entity of who has a certificate."""
    return fact.person or fact.organizations.get("holder")


def _pieces(fact: Fact) -> list[dict[str, object]]:
    """The evidence of a fact."""
    return [
        {"field": one.field, "part": one.part, "start": one.start, "end": one.end, "text": one.text}
        for one in fact.record.evidence
    ]


def _links(fact: Fact) -> list[dict[str, object]]:
    """The links of a fact."""
    return [{"rel": link.rel, "fact_id": link.fact_id} for link in fact.links]


HEAD = (
    *stated(Fact, "fact_id", within=""),
    column("document_id", "the article, in `documents`", attrgetter("record.document.id"), is_required=True),
)
TAIL = (
    column("document_url", "the article's URL", attrgetter("record.document.url")),
    column("document_title", "its headline", attrgetter("record.document.title"), is_required=True),
    column("site", "its site or publisher", attrgetter("record.document.site")),
    column("source", "where it was found: site, host or folder", attrgetter("source.name"), is_required=True),
    dated("published_edtf", "its day of publication", "record.document.published"),
    day_of("published_day", "the first day of that", attrgetter("record.document.published")),
    column("record_id", "the record's id in its run", attrgetter("record.id"), is_required=True),
    column(
        "confidence",
        "estimated probability that the record is right",
        attrgetter("record.confidence"),
        pa.float64(),
        is_required=True,
    ),
    *stated(Event, "rule"),
    column(
        "review_state",
        "`unreviewed`, or what people decided: `accepted`, `edited`, `added`",
        attrgetter("review.state"),
        is_required=True,
    ),
    column("reviewer", "who decided", attrgetter("review.reviewer")),
    column("reviewed_at", "when, ISO 8601 in UTC", attrgetter("review.at")),
    column(
        "evidence",
        "the words the fields rest on; offsets in code points of title or text",
        _pieces,
        structs(field=TEXT, part=TEXT, start=pa.int32(), end=pa.int32(), text=TEXT),
        is_required=True,
    ),
    column(
        "links",
        "other facts of the document",
        _links,
        structs(rel=TEXT, fact_id=TEXT),
        is_required=True,
    ),
)
PERSON = column("person_entity", "the person across documents", attrgetter("person"))
