"""Which event findings are one event, and what stands of them."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from pipeline.evidence import Evidence, Part
from pipeline.findings import EventFinding
from pipeline.merge.events import merged_events


def finding(
    name: str, start: str | None = None, at: int = 0, part: Part = "text", **fields: Any
) -> EventFinding:
    piece = Evidence(field="name", part=part, start=at, end=at + len(name), text=name)
    given = {"rule": "event.name", "confidence": 0.8, "kind": "conference", **fields}
    return EventFinding(name=name, start=start, evidence=(piece,), **given)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Northern Kite Summit", "Kite Summit"], ["Northern Kite Summit"]),
        (["The Northern Kite Summit", "Annual Northern Kite Summit"], ["Annual Northern Kite Summit"]),
        (["Global Kite City Forum", "GKCF"], ["Global Kite City Forum"]),
        (["Kite Summit 2024", "Kite Summit 2025"], ["Kite Summit 2024", "Kite Summit 2025"]),
        (["3rd Kite Summit", "4th Kite Summit"], ["3rd Kite Summit", "4th Kite Summit"]),
        (["3rd Kite Summit", "2025 Kite Summit"], ["3rd Kite Summit"]),
        (
            ["Global Kite Association’s City Days 2025", "GKA City Days 2025"],
            ["Global Kite Association’s City Days 2025"],
        ),
        (["Leith Rope Art Fair", "Leith Road Art Fair"], ["Leith Rope Art Fair", "Leith Road Art Fair"]),
        (["Kite Summit", "Boat Summit"], ["Kite Summit", "Boat Summit"]),
        (["Kite Summit", "Kite Summit Welcome Dinner"], ["Kite Summit", "Kite Summit Welcome Dinner"]),
        (["Kite Awards", "Kite Awards Ceremony"], ["Kite Awards Ceremony"]),
    ],
)
def test_names(names: list[str], expected: list[str]) -> None:
    findings = [finding(name, at=100 * number) for number, name in enumerate(names)]
    assert [event.name for event in merged_events(findings)] == expected


def test_dates_and_places_are_united() -> None:
    (event,) = merged_events(
        [
            finding("Northern Kite Summit", at=0, organizers=("Harbour Trust",)),
            finding("Kite Summit", "2025-05-04", at=50, end="2025-05-06"),
            finding("Kite Summit", at=90, place="Pier Nine, Leith", organizers=("Acme",)),
        ]
    )
    assert (event.name, event.start, event.end) == ("Northern Kite Summit", "2025-05-04", "2025-05-06")
    assert event.place == "Pier Nine, Leith"
    assert set(event.organizers) == {"Harbour Trust", "Acme"}
    assert len(event.evidence) == 3


def test_the_date_that_most_sentences_give_stands() -> None:
    (event,) = merged_events(
        [
            finding("Kite Summit", "2025-05", at=0),
            finding("Kite Summit", "2025-05-04", at=50),
            finding("Kite Summit", "2025-05-04", at=90),
        ]
    )
    assert event.start == "2025-05-04"


def test_the_same_name_in_other_years_is_another_event() -> None:
    events = merged_events([finding("Kite Summit", "2005"), finding("Kite Summit", "2025-05-04", at=50)])
    assert [event.start for event in events] == ["2005", "2025-05-04"]


def test_a_common_noun_joins_the_named_event_of_its_day() -> None:
    described = finding("outdoor conference", "2025-05-04", at=90, rule="event.common", place="Leith")
    (event,) = merged_events([finding("Kite Summit", "2025-05-04"), described])
    assert (event.name, event.place) == ("Kite Summit", "Leith")


def test_a_ceremony_on_the_day_of_a_conference_stays() -> None:
    ceremony = finding("opening ceremony", "2025-05-04", at=90, rule="event.common", kind="ceremony")
    assert len(merged_events([finding("Kite Summit", "2025-05-04"), ceremony])) == 2


def test_a_headlines_loose_name_joins_the_event_of_the_text() -> None:
    headline = finding("Harbour Trust Kite Summit", part="title")
    (event,) = merged_events([headline, finding("Northern Kite Summit", "2025-05-04", at=50)])
    assert (event.name, event.start) == ("Northern Kite Summit", "2025-05-04")


def test_nothing_makes_nothing() -> None:
    assert merged_events([]) == []


def test_thousands_of_names_are_joined_in_short_time() -> None:
    names = [f"{chr(97 + n % 26)}{n * 7919 % 9973} {chr(97 + n % 7)}{n % 61} Festival" for n in range(3000)]
    started = process_time()
    found = merged_events([finding(name, at=100 * number) for number, name in enumerate(names * 2)])
    assert 1500 < len(found) <= 3000
    assert process_time() - started < 20


def test_two_names_of_one_kind_that_share_a_word_and_a_day_are_one_event() -> None:
    events = merged_events(
        [
            finding("Leith Sail Makers Forum", "2025-05-04"),
            finding("Harbour Crafts Forum", "2025-05-04", at=90),
        ]
    )
    assert [event.name for event in events] == ["Leith Sail Makers Forum"]


def test_names_that_share_a_day_but_no_word_are_two_events() -> None:
    events = merged_events(
        [finding("Leith Sail Summit", "2025-05-04"), finding("Harbour Crafts Forum", "2025-05-04", at=90)]
    )
    assert len(events) == 2


def test_a_year_speaks_for_the_day_that_lies_in_it() -> None:
    found = [
        finding("5th Kite Gala", "2025-05-04"),
        finding("Kite Gala", "2025", at=90),
        finding("Kite Gala", "2025", at=180),
    ]
    assert [event.start for event in merged_events(found)] == ["2025-05-04"]


def test_an_undated_short_name_joins_any_name_of_its_event() -> None:
    found = [
        finding("Second Makers Summit", "2025-05-04"),
        finding("Leith Harbour Makers Summit", at=90),
        finding("Leith Harbour Summit", at=180),
    ]
    assert len(merged_events(found)) == 1


def test_a_conference_and_a_meeting_of_the_same_days_are_one_event() -> None:
    found = [
        finding("Kite Makers International Convention", "2025-05-04", end="2025-05-06"),
        finding("Kite Annual Meeting", "2025-05-04", at=90, end="2025-05-06", kind="meeting"),
    ]
    assert len(merged_events(found)) == 1


def test_two_ceremonies_of_one_day_stay_two() -> None:
    found = [
        finding("signing ceremony", "2025-05-05", rule="event.common", kind="ceremony"),
        finding("launch ceremony", "2025-05-05", 40, rule="event.common", kind="ceremony"),
    ]
    assert [event.name for event in merged_events(found)] == ["signing ceremony", "launch ceremony"]
    again = finding("launch ceremony", "2025-05-05", at=200, rule="event.common-known", kind="ceremony")
    names = [event.name for event in merged_events([*found, again])]
    assert names == ["signing ceremony", "launch ceremony"]
