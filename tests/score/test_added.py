"""Tests of `pipeline.score.added`, through `scored`."""

from __future__ import annotations

from typing import Any

from pipeline.records import TYPES, RecordType
from pipeline.score import FieldScore, scored
from pipeline.score.documents import Documents

FORUM = {"name": "Owl Forum", "start": None, "organizers": ["Owl Ltd"]}
CERTIFICATE = {"holder": "Wren Ltd", "scheme": "ISO 9001", "standard": "ISO 9001", "number": None}
QUOTE = {"person": "Jane Roe", "kind": "quote", "quote": "We are glad to be here. All of us."}


def documents(**lists: list[dict[str, Any]]) -> Documents:
    rows: dict[RecordType, list[dict[str, Any]]] = {kind: lists.get(kind, []) for kind in TYPES}
    return {"doc": rows}


def added(kind: RecordType, name: str, gold: Documents, predicted: Documents) -> FieldScore:
    return scored(gold, predicted, whole_quotes=True).types[kind].added[name]


def test_a_quotation_counts_only_whole() -> None:
    gold = documents(speaker=[QUOTE])
    whole = documents(speaker=[QUOTE | {"quote": "We are  glad to be here. All of us."}])
    cut = documents(speaker=[QUOTE | {"quote": "We are glad to be here."}])
    assert added("speaker", "quote", gold, whole).accuracy == 1
    assert added("speaker", "quote", gold, cut).accuracy == 0


def test_organizers_are_compared_as_sets_of_names() -> None:
    gold = documents(event=[FORUM])
    assert (
        added("event", "organizers", gold, documents(event=[FORUM | {"organizers": ["Owl"]}])).accuracy == 1
    )
    more = documents(event=[FORUM | {"organizers": ["Owl Ltd", "Wren Ltd"]}])
    assert added("event", "organizers", gold, more).accuracy == 0


def test_a_field_that_the_gold_does_not_name_is_not_judged() -> None:
    row = {"holder": "Wren Ltd", "scheme": "ISO 9001"}
    score = added(
        "certification", "standard", documents(certification=[row]), documents(certification=[CERTIFICATE])
    )
    assert (score.accuracy, score.nulls_kept) == (None, None)


def test_a_link_counts_by_what_it_leads_to() -> None:
    gold = documents(
        event=[FORUM], certification=[CERTIFICATE | {"links": [{"rel": "event", "name": "Owl Forum"}]}]
    )
    event = FORUM | {"id": "event-1", "type": "event"}
    tied = documents(
        event=[event], certification=[CERTIFICATE | {"links": [{"rel": "event", "id": "event-1"}]}]
    )
    loose = documents(event=[event], certification=[CERTIFICATE | {"links": []}])
    assert added("certification", "links", gold, tied).accuracy == 1
    assert added("certification", "links", gold, loose).accuracy == 0
