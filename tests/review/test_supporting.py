"""Tests of `pipeline.review.editing.supporting`: what a record rests on that a reviewer writes."""

from __future__ import annotations

import pytest

from pipeline.review.editing.pieces import Piece, evidence_of, pieces_of
from tests.review.amends import (
    ARTICLE,
    FORUM,
    QUOTE,
    ROLE,
    STARTS,
    TEXT,
    added,
    at,
    edited,
    errors,
    words,
)


def test_a_simple_correction_needs_no_selecting() -> None:
    role = edited(ROLE, {"title": "Chief Financial Officer"})
    assert words(role, "title") == ["Chief Financial Officer"]
    assert (role.id, role.rule, role.confidence, role.links) == (ROLE.id, "role.names", 0.8, ROLE.links)
    assert words(role, "person") == ["Beatriz Quiroga"]


def test_a_name_that_was_mended_keeps_the_pronoun_that_stands_for_it() -> None:
    wrong = QUOTE.model_copy(update={"person": "Owl Ltd"})
    speaker = edited(wrong, {"person": "Beatriz Quiroga Salcedo"})
    assert words(speaker, "person") == ["she", "Beatriz Quiroga Salcedo"]


def test_a_short_form_of_another_name_does_not_stay() -> None:
    firm = evidence_of(ARTICLE, at("organization", "Halvorsen Rail S.A.", 1))
    fuller = {"organization": "Halvorsen Rail S.A.", "evidence": (*ROLE.evidence, firm)}
    role = ROLE.model_copy(update=fuller)
    assert words(role, "organization") == ["Halvorsen Rail", "Halvorsen Rail S.A."]
    assert words(edited(role, {"organization": "Halvorsen Rail"}), "organization") == ["Halvorsen Rail"]
    assert words(edited(role, {"organization": "Owl Ltd"}), "organization") == ["Owl Ltd"]


def test_a_surname_that_the_mended_name_has_too_stays() -> None:
    surname = evidence_of(ARTICLE, at("person", "Quiroga", 1))
    named = {"person": "Bo Quiroga", "evidence": (*QUOTE.evidence, surname)}
    speaker = edited(QUOTE.model_copy(update=named), {"person": "Beatriz Quiroga Salcedo"})
    assert words(speaker, "person") == ["she", "Quiroga", "Beatriz Quiroga Salcedo"]


def test_words_that_were_selected_win_over_what_could_be_found() -> None:
    pieces = [piece for piece in pieces_of(ROLE) if piece.field != "organization"]
    role = edited(ROLE, {"organization": "Owl Ltd"}, [*pieces, at("organization", "Owl Ltd on")])
    assert words(role, "organization") == ["Owl Ltd on"]


def test_an_empty_field_is_null_and_rests_on_nothing() -> None:
    role = edited(ROLE, {"organization": ""})
    assert role.organization is None
    assert role.organization_id is None
    assert words(role, "organization") == []


def test_a_name_that_the_article_has_not_is_asked_about() -> None:
    assert errors(ROLE, {"title": "Chief Fun Officer"}) == {
        "title": "these words do not stand in the article; select the words in the article that say it"
    }


@pytest.mark.parametrize("name", ["place", "organizers"])
def test_a_name_that_needs_no_words_is_not_invented_either(name: str) -> None:
    oslo = FORUM.model_copy(
        update={
            "place": "Oslo",
            "evidence": (*FORUM.evidence, evidence_of(ARTICLE, at("place", "Oslo"))),
        }
    )
    told = {name: "these words do not stand in the article; select the words in the article that say it"}
    assert errors(oslo, {name: "Bergen Harbour"}) == told
    assert errors(oslo, {name: "Rail Forum\nBergen"}) == told
    chosen = [*pieces_of(oslo), at(name, "Halvorsen Rail S.A.")]
    event = edited(oslo, {name: "Bergen Harbour"}, chosen)
    assert "Bergen Harbour" in (event.place, *event.organizers)


@pytest.mark.parametrize("place", ["online", "Oslo, Rail Forum", "oslo"])
def test_a_place_may_be_put_together_of_words_of_the_article_or_be_no_place_at_all(place: str) -> None:
    assert edited(FORUM, {"place": place}).place == place


def test_a_day_rests_on_the_date_record_that_names_it() -> None:
    role = edited(ROLE, {"since": "2025-01-01"})
    assert words(role, "since") == ["1 January 2025"]
    event = edited(FORUM, {"start": "2025-01-01"})
    assert words(event, "start") == ["1 January 2025"]


def test_a_day_that_was_misread_keeps_its_words_and_an_unknown_one_needs_some() -> None:
    assert words(edited(FORUM, {"start": "2026-03-03"}), "start") == ["3 March 2025"]
    without = [piece for piece in pieces_of(FORUM) if piece.field == "name"]
    assert errors(FORUM, {"start": "2031"}, without) == {
        "start": "select the words in the article that say it"
    }


def test_a_quotation_crosses_its_attribution() -> None:
    speaker = edited(QUOTE, {"quote": "The night trains come first The rest can wait."})
    assert words(speaker, "quote") == ["The night trains come first", "The rest can wait."]
    assert speaker.quote == "The night trains come first The rest can wait."


def test_a_part_that_is_selected_beside_another_is_joined_to_the_quotation() -> None:
    more = [*pieces_of(QUOTE), at("quote", "“The rest can wait.”")]
    assert edited(QUOTE, {}, more).quote == "The night trains come first The rest can wait."


def test_a_quotation_says_what_its_words_say() -> None:
    more = [*pieces_of(QUOTE), at("quote", "The rest can wait.")]
    assert "say otherwise" in errors(QUOTE, {"quote": "The night trains come last"}, more)["quote"]
    assert "do not stand" in errors(QUOTE, {"quote": "The night trains come last"})["quote"]


def test_the_words_of_a_date_and_its_evidence_are_the_same() -> None:
    moved = edited(STARTS, {}, [at("value", "12 November 2024")])
    assert moved.text == "12 November 2024"
    written = edited(STARTS, {"text": "12 November 2024", "value": "2024-11-12"})
    assert words(written, "value") == ["12 November 2024"]
    assert "say otherwise" in errors(STARTS, {"text": "1 January"}, [at("value", "12 November 2024")])["text"]


def test_words_that_were_selected_fill_empty_fields() -> None:
    for name in ("text", "value"):
        date = added("date", {"value": "2024-11-12", "role": "other"}, [at(name, " 12 November 2024")])
        assert (date.text, words(date, "value")) == ("12 November 2024", ["12 November 2024"])
    selected = [at("name", "Rail Forum", 1), at("organizers", "Halvorsen Rail S.A.", 2)]
    event = added("event", {"kind": "conference"}, selected)
    assert (event.name, event.organizers) == ("Rail Forum", ("Halvorsen Rail S.A.",))
    assert (
        "write the date" in errors("event", {"kind": "other"}, [*selected, at("start", "3 March")])["start"]
    )


def test_words_that_stand_at_several_places_are_asked_about() -> None:
    message = errors("event", {"name": "Rail Forum", "kind": "conference"})["name"]
    assert message == "these words stand at 2 places; select the one that is meant"


def test_of_several_places_the_one_near_the_other_words_is_taken() -> None:
    values = {"holder": "Halvorsen Rail S.A.", "scheme": "ISO/IEC 27001:2022", "status": "held"}
    award = added("certification", values)
    assert [piece.start for piece in award.evidence] == [
        at("", "Halvorsen", 1).start,
        at("", "ISO/IEC").start,
    ]


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        (Piece("title", "text", 0, len(TEXT) + 1), "title"),
        (Piece("title", "text", -3, 2), "title"),
        (Piece("title", "text", 5, 5), "title"),
        (Piece("title", "text", TEXT.index("\n\n"), TEXT.index("\n\n") + 2), "title"),
        (Piece("title", "elsewhere", 0, 4), "title"),  # type: ignore[arg-type]
        (Piece("status", "text", 0, 4), "status"),
        (Piece("document", "text", 0, 4), ""),
    ],
)
def test_words_that_do_not_stand_in_the_article_are_no_evidence(piece: Piece, name: str) -> None:
    others = [one for one in pieces_of(ROLE) if one.field != "title"]
    assert name in errors(ROLE, {}, [*others, piece])


def test_the_headline_can_be_evidence() -> None:
    pieces = [piece for piece in pieces_of(ROLE) if piece.field != "organization"]
    role = edited(ROLE, {}, [*pieces, Piece("organization", "title", 0, 14)])
    assert [(p.part, p.text) for p in role.evidence if p.field == "organization"] == [
        ("title", "Halvorsen Rail")
    ]
