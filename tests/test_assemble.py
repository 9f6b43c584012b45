"""Tests of `pipeline.assemble`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble import assembled
from pipeline.records import Role, Speaker
from tests import factory

TEXT = "Jane Roe, chair of Owl Ltd, met Wen Li on 3 May 2025. Roe said it went well on 3 May 2025."
ARTICLE = factory.article(TEXT, title="Owl Ltd meets")
CHAIR = factory.role(ARTICLE, "Jane Roe", "chair", "Owl Ltd")


def test_a_finding_becomes_a_record_with_its_document() -> None:
    (record,), rejected = assembled([CHAIR], ARTICLE)
    assert rejected == []
    assert record.type == "role"
    assert record.document.title == "Owl Ltd meets"
    assert record.document.content_sha256 == ARTICLE.content_sha256


def test_the_order_is_type_then_place_whatever_the_order_of_findings() -> None:
    found = [
        CHAIR,
        factory.date(ARTICLE, "3 May 2025", "2025-05-03", 1),
        factory.date(ARTICLE, "3 May 2025", "2025-05-03"),
    ]
    forwards, backwards = assembled(found, ARTICLE)[0], assembled(found[::-1], ARTICLE)[0]
    assert forwards == backwards
    assert [record.type for record in forwards] == ["date", "date", "role"]
    assert forwards[0].evidence[0].start < forwards[1].evidence[0].start


def test_equal_facts_have_ids_of_their_own() -> None:
    mentions = [factory.date(ARTICLE, "3 May 2025", "2025-05-03", nth) for nth in (0, 1)]
    records, _ = assembled(mentions, ARTICLE)
    assert len({record.id for record in records}) == 2


def test_an_id_survives_a_change_of_place_and_spelling_of_case() -> None:
    moved = factory.article("On Monday, " + TEXT)
    there = factory.role(moved, "Jane Roe", "chair", "Owl Ltd")
    assert assembled([CHAIR], ARTICLE)[0][0].id == assembled([there], moved)[0][0].id


def test_speaker_and_role_of_one_person_share_the_person_id() -> None:
    records, _ = assembled([CHAIR, factory.speaker(ARTICLE, "Jane Roe")], ARTICLE)
    ids = {record.person_id for record in records if isinstance(record, Speaker | Role)}
    assert len(records) == 2
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("finding", "code", "message"),
    [
        (replace(CHAIR, evidence=(CHAIR.evidence[0],)), "record_invalid", "title: no evidence supports it"),
        (replace(CHAIR, evidence=()), "record_invalid", "person: no evidence supports it"),
        (replace(CHAIR, since="soon"), "record_invalid", "since: "),
        (
            replace(CHAIR, evidence=(CHAIR.evidence[0].model_copy(update={"start": 1}), *CHAIR.evidence[1:])),
            "evidence_mismatch",
            "does not stand at text",
        ),
    ],
    ids=["no title", "no evidence", "bad date", "wrong place"],
)
def test_a_faulty_finding_costs_only_itself(finding: object, code: str, message: str) -> None:
    good = factory.speaker(ARTICLE, "Wen Li")
    records, (rejection,) = assembled([finding, good], ARTICLE)  # type: ignore[list-item]
    assert [record.type for record in records] == ["speaker"]
    assert rejection.code == code
    assert message in rejection.message
    assert rejection.stage == "validate"
    assert rejection.record is None or rejection.record.type == "role"
