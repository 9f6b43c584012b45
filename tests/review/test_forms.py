"""Tests of `pipeline.review.editing.forms`."""

from __future__ import annotations

import pytest

from pipeline.records import KEY_FIELDS, TYPES, RecordType
from pipeline.review.editing.forms import form_of, parsed, values_of
from tests.review.runs import small_contents

FOUND = [record for _, records in small_contents() for record in records]


def test_the_fields_are_those_of_the_guidelines_and_nothing_that_the_reviewer_does_not_write() -> None:
    assert [one.name for one in form_of("role").fields] == [
        "person", "title", "organization", "status", "since"
    ]  # fmt: skip
    names = {one.name for type_ in TYPES for one in form_of(type_).fields}
    assert not names & {"id", "document", "evidence", "links", "rule", "confidence", "person_id", "holder_id"}


@pytest.mark.parametrize(
    ("record_type", "name", "kind", "required"),
    [
        ("event", "name", "text", True),
        ("event", "kind", "choice", True),
        ("event", "start", "edtf", False),
        ("event", "organizers", "lines", False),
        ("date", "value", "edtf", True),
        ("speaker", "quote", "passage", False),
        ("role", "organization", "text", False),
    ],
)
def test_a_field_is_filled_in_as_its_model_says(
    record_type: RecordType, name: str, kind: str, required: bool
) -> None:
    (one,) = (one for one in form_of(record_type).fields if one.name == name)
    assert (one.kind, one.required) == (kind, required)


def test_dates_are_explained_and_choices_have_labels() -> None:
    fields = {one.name: one for one in form_of("certification").fields}
    assert fields["date"].help == (
        "date of the grant, EDTF: 2025, 2025-10, 2025-10-19, 2025-10-28/2025-10-29"
    )
    assert ("in_progress", "in progress") in fields["status"].choices


@pytest.mark.parametrize("record_type", TYPES)
def test_key_fields_need_evidence(record_type: RecordType) -> None:
    needing = {one.name for one in form_of(record_type).fields if one.needs_evidence}
    assert needing == set(KEY_FIELDS[record_type]) - {"kind"}
    assert needing | {"cue"} <= set(form_of(record_type).evidence)


@pytest.mark.parametrize("record", FOUND, ids=lambda record: record.id)
def test_what_stands_in_the_form_of_a_record_reads_back_as_its_values(record: object) -> None:
    form = parsed(record.type, values_of(record))  # type: ignore[attr-defined, arg-type]
    assert form.errors == {}
    assert form.values == {name: getattr(record, name) for name in form.values}


def test_empty_text_is_null_spaces_are_single_and_names_stand_one_on_each_line() -> None:
    form = parsed(
        "event",
        {
            "name": " Sound  of\nTallinn ",
            "kind": "conference",
            "start": " ",
            "organizers": "Owl Ltd\r\n\n Wren  AG\nOwl Ltd",
        },
    )
    assert form.errors == {}
    assert form.values == {
        "name": "Sound of Tallinn",
        "kind": "conference",
        "start": None,
        "end": None,
        "place": None,
        "organizers": ("Owl Ltd", "Wren AG"),
    }


def test_each_fault_stands_beside_its_field() -> None:
    form = parsed("event", {"kind": "party", "start": "2025-02-30", "id": "event-1"})
    assert form.errors == {
        "name": "fill this in",
        "kind": "party: no such kind; choose one",
        "start": "2025-02-30: February 2025 has 28 days",
    }


def test_half_a_character_does_not_get_into_a_record() -> None:
    assert parsed("date", {"text": "3\ud800May"}).values["text"] == "3�May"
