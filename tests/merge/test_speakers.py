"""When two speaker findings are one, and the event of an address."""

from __future__ import annotations

from pipeline.evidence import Evidence
from pipeline.findings import EventFinding, SpeakerFinding
from pipeline.merge.speakers import merged_speakers
from pipeline.records import SpeakerKind


def piece(field: str, start: int, text: str) -> Evidence:
    return Evidence(field=field, part="text", start=start, end=start + len(text), text=text)


def speaker(kind: SpeakerKind, at: int, person: str = "Jane Roe", quote: str | None = None) -> SpeakerFinding:
    evidence = (piece("person", at, person), piece("cue", at + 20, "said"))
    return SpeakerFinding(
        rule="speaker.x", evidence=evidence, confidence=0.8, person=person, kind=kind, quote=quote
    )


def event(name: str, *places: int) -> EventFinding:
    evidence = tuple(piece("name", at, name) for at in places)
    return EventFinding(rule="event.x", evidence=evidence, confidence=0.8, name=name, kind="conference")


def test_statements_of_one_person_are_one_with_all_their_evidence() -> None:
    (merged,) = merged_speakers([speaker("statement", 0), speaker("statement", 500)], [])
    assert len(merged.evidence) == 4


def test_kinds_and_persons_stay_apart() -> None:
    found = [speaker("statement", 0), speaker("address", 0), speaker("statement", 90, "Tom Marsh")]
    assert len(merged_speakers(found, [])) == 3


def test_quotations_stay_apart_unless_they_begin_alike() -> None:
    long = speaker("quote", 200, quote="We are proud of the new plant and of the town.")
    short = speaker("quote", 0, quote="We are proud of the new plant")
    other = speaker("quote", 400, quote="It took two years.")
    assert [m.quote for m in merged_speakers([short, long, other], [])] == [long.quote, other.quote]


def test_an_address_belongs_to_the_event_named_near_it() -> None:
    events = [event("Robot Forum", 60, 900, 950), event("opening ceremony", 520)]
    (near,) = merged_speakers([speaker("address", 480)], events)
    assert near.event == "opening ceremony"
    assert [(e.start, e.text) for e in near.evidence if e.field == "event"] == [(520, "opening ceremony")]


def test_an_address_far_from_any_event_belongs_to_the_main_one() -> None:
    events = [event("opening ceremony", 60), event("Robot Forum", 100, 150)]
    (far,) = merged_speakers([speaker("address", 5000)], events)
    assert far.event == "Robot Forum"


def test_only_an_address_has_an_event() -> None:
    (merged,) = merged_speakers([speaker("statement", 60)], [event("Robot Forum", 60)])
    assert merged.event is None
