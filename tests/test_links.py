"""Tests of `pipeline.links`, through `assembled`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.assemble import assembled
from pipeline.findings import EventFinding, Finding
from pipeline.records import Certification, Record
from tests import factory

ARTICLE = factory.article(
    "The Owl Forum opens on 3 May 2025. Jane Roe, chair since 2019, spoke there. "
    "At the Owl Forum, Wren Ltd was awarded ISO 9001. Heron Ltd holds ISO 14001."
)
FORUM = factory.event(ARTICLE, "Owl Forum", "2025-05-03", "3 May 2025")
DAY = factory.date(ARTICLE, "3 May 2025", "2025-05-03")


def by_type(*findings: Finding) -> dict[str, Any]:
    records, rejected = assembled(findings, ARTICLE)
    assert rejected == []
    return {record.type: record for record in records}


def links(record: Record) -> set[tuple[str, str]]:
    return {(link.rel, link.id) for link in record.links}


def test_an_event_and_the_date_that_dates_it() -> None:
    found = by_type(FORUM, DAY)
    assert links(found["event"]) == {("date", found["date"].id)}
    assert links(found["date"]) == {("about", found["event"].id)}
    assert found["date"].role == "event"


def test_a_date_of_publication_stays_one() -> None:
    assert by_type(FORUM, replace(DAY, role="publication"))["date"].role == "publication"


def test_an_address_leads_to_its_event() -> None:
    found = by_type(FORUM, factory.speaker(ARTICLE, "Jane Roe", "address", event="Owl Forum"))
    assert links(found["speaker"]) == {("event", found["event"].id)}


def test_the_beginning_of_a_post() -> None:
    post = factory.role(ARTICLE, "Jane Roe", "chair", None, since="2019", since_words="2019")
    found = by_type(post, factory.date(ARTICLE, "2019", "2019"))
    assert links(found["role"]) == {("date", found["date"].id)}
    assert found["date"].role == "appointment"


def test_a_certificate_is_tied_to_the_event_of_its_own_sentence_only() -> None:
    forum = EventFinding(
        rule="event.test",
        confidence=0.9,
        name="Owl Forum",
        kind="conference",
        evidence=(
            factory.piece(ARTICLE, "name", "Owl Forum"),
            factory.piece(ARTICLE, "name", "Owl Forum", 1),
        ),
    )
    awarded = factory.certification(ARTICLE, "Wren Ltd", "ISO 9001", cue="awarded")
    held = factory.certification(ARTICLE, "Heron Ltd", "ISO 14001", cue="holds")
    records, _ = assembled([forum, awarded, held], ARTICLE)
    event, *certificates = records
    tied = {record.holder: links(record) for record in certificates if isinstance(record, Certification)}
    assert tied == {"Wren Ltd": {("event", event.id)}, "Heron Ltd": set()}
