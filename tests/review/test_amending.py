"""Tests of `pipeline.review.editing.amended`: what comes of a form that a reviewer filled in."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.article import Article
from pipeline.ids import first_organizations, person_id, record_ids
from pipeline.records import Certification, Date, Event, Record, Role, Speaker
from pipeline.review.editing.amended import Invalid, amended
from pipeline.review.editing.forms import values_of
from pipeline.review.editing.pieces import pieces_of
from pipeline.store import json_line
from pipeline.validate import check_records
from tests.review.amends import (
    AGAIN,
    ALL,
    ARTICLE,
    FORUM,
    OPENS,
    QUOTE,
    ROLE,
    SCHEME,
    STARTS,
    added,
    at,
    edited,
    errors,
    stands,
    words,
)
from tests.review.runs import small_contents


@pytest.mark.parametrize("content", small_contents(), ids=lambda content: content[0].id)
def test_a_form_that_was_not_touched_gives_the_same_record(content: tuple[Article, list[Record]]) -> None:
    source, found = content
    for one in found:
        same = amended(source, stands(one), one.type, values_of(one), pieces_of(one), [])
        derived = {"person_id", "organization_id", "holder_id"}
        assert same.model_dump(exclude=derived) == one.model_dump(exclude=derived)


def test_a_wrong_date_stands_beside_its_field() -> None:
    assert errors(FORUM, {"start": "2025-02-30"}) == {"start": "2025-02-30: February 2025 has 28 days"}


def test_an_event_ends_on_another_day_than_it_starts_and_not_before() -> None:
    assert "end" in errors(FORUM, {"end": "2025-03-03"})
    assert errors(FORUM, {"end": "2025-03-01"}) == {"end": "it comes before the start"}
    assert edited(FORUM, {"end": "2025-03-05"}).end == "2025-03-05"


def test_a_speaker_of_another_kind_loses_the_quotation_but_not_one_that_was_just_written() -> None:
    speaker = edited(QUOTE, {"kind": "statement"})
    assert speaker.quote is None
    assert words(speaker, "quote") == []
    assert "quote" in errors(QUOTE, {"kind": "statement", "quote": "The rest can wait."})
    assert "event" in errors(QUOTE, {"event": "Rail Forum"})
    assert "quote" in errors(QUOTE, {"quote": ""}, [at("person", "she"), at("cue", "said")])


def test_the_standard_follows_the_scheme_unless_it_is_written() -> None:
    assert edited(SCHEME, {"scheme": "ISO/IEC 27001:2022"}).standard == "ISO/IEC 27001:2022"
    assert edited(SCHEME, {"standard": "ISO9001"}).standard == "ISO 9001"


def test_a_record_that_is_added_is_what_the_pipeline_would_have_made() -> None:
    values = {"person": "Quiroga", "title": "Chief", "organization": "Owl Ltd", "status": "former"}
    role = added("role", values, [at("person", "Quiroga", 1)])
    assert (role.rule, role.confidence) == ("review", 1.0)
    assert role.id == next(record_ids([role], ARTICLE.id))
    assert words(role, "organization") == ["Owl Ltd"]
    assert role.document.content_sha256 == ARTICLE.content_sha256


def test_an_added_event_is_linked_as_the_pipeline_links() -> None:
    values = {"person": "Beatriz Quiroga Salcedo", "kind": "address", "event": "Rail Forum"}
    address = added("speaker", values)
    assert [(link.rel, link.id) for link in address.links] == [("event", FORUM.id)]


def test_the_same_fact_is_not_added_twice_but_each_mention_of_a_date_counts() -> None:
    values, pieces = values_of(FORUM), pieces_of(FORUM)
    assert "Rail Forum" in errors("event", values, pieces)[""]
    assert added("event", values, pieces, [stands(FORUM, "rejected")]).id != FORUM.id
    assert "" in errors("date", values_of(OPENS), pieces_of(OPENS))
    siblings = [one for one in ALL if one.record.id != AGAIN.id]
    second = added("date", values_of(OPENS), [at("value", "3 March 2025", 1)], siblings)
    assert second.id not in {one.record.id for one in siblings}


def test_a_person_has_one_id_in_a_document() -> None:
    chair = edited(ROLE, {"person": "Beatriz Quiroga Salcedo", "title": "Chief Financial Officer"})
    assert chair.person_id == person_id("Ms. Beatriz Quiroga Salcedo", first_organizations([chair]))
    said: Any = amended(
        ARTICLE, stands(QUOTE), "speaker", values_of(QUOTE), pieces_of(QUOTE), [stands(chair)]
    )
    assert said.person_id == chair.person_id
    alone: Any = amended(ARTICLE, None, "speaker", {"person": "Beatriz Quiroga", "kind": "statement"}, ())
    assert alone.person_id == person_id("Beatriz Quiroga", {})


def test_an_edit_changes_neither_type_nor_document() -> None:
    with pytest.raises(Invalid, match="wrong type"):
        amended(ARTICLE, stands(ROLE), "event", values_of(FORUM), pieces_of(FORUM), ALL)
    role = edited(ROLE, {"id": "role-0000000000000000", "document": "other", "confidence": "1", "rule": "x"})
    assert (role.id, role.document.id, role.confidence, role.rule) == (ROLE.id, "doc", 0.8, "role.names")


def test_what_was_written_by_hand_passes_the_check_of_records(tmp_path: Any) -> None:
    made: list[Record] = [
        edited(ROLE, {"title": "Chief Financial Officer", "since": "2025-01-01"}),
        edited(QUOTE, {"quote": "The night trains come first The rest can wait."}),
        added("event", {"name": "night trains", "kind": "other", "start": "2025-03-03"}),
        added(
            "certification",
            {"holder": "Halvorsen Rail S.A.", "scheme": "ISO/IEC 27001:2022", "status": "held"},
        ),
    ]
    assert [type(one) for one in made] == [Role, Speaker, Event, Certification]
    made += [
        one for one in (FORUM, STARTS, OPENS, AGAIN, SCHEME) if isinstance(one, Event | Date | Certification)
    ]
    (tmp_path / "records.jsonl").write_bytes(b"".join(map(json_line, made)))
    (tmp_path / "articles.jsonl").write_bytes(json_line(ARTICLE))
    check = check_records(str(tmp_path / "records.jsonl"), str(tmp_path / "articles.jsonl"))
    assert check.faults == []
