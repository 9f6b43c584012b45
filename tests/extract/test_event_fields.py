"""The date, place and hosts of events, where more than one sentence has to be read; names are invented."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.events import Events
from pipeline.extract.events.fields import Model, fitted_models, likeliest_period
from pipeline.extract.events.options import Option
from pipeline.extract.events.phrases import Phrase
from pipeline.extract.events.telling import Told
from pipeline.extract.events.threads import threads_of
from pipeline.extract.events.when import When
from pipeline.extract.events.where import venues_in
from pipeline.extract.events.wording import folded
from pipeline.findings import EventFinding

Analyse = Callable[..., Analysis]
EVENTS = Events()
UNTOLD = Told()


def first_event(analysis: Analysis) -> EventFinding:
    return next(iter(EVENTS(analysis, Entities(analysis))))


def named(start: int, name: str, form: str = "proper") -> Phrase:
    return Phrase(start, start + len(name), name, name.split()[-1].casefold(), form, "event.name")  # type: ignore[arg-type]


def threads(*phrases: Phrase) -> list[list[str]]:
    return [[p.name for p in t.names] for t in threads_of({p: [(p, UNTOLD)] for p in phrases}, {})]


def test_names_with_the_same_words_are_one_thread() -> None:
    found = threads(named(0, "Owl Summit"), named(40, "The Owl Summit"), named(80, "Kite Fair"))
    assert found == [["Owl Summit", "The Owl Summit"], ["Kite Fair"]]


def test_a_short_name_joins_the_only_fuller_one() -> None:
    assert threads(named(0, "Leith Owl Summit"), named(40, "Owl Summit")) == [
        ["Leith Owl Summit", "Owl Summit"]
    ]


def test_a_short_name_of_two_events_stays_alone() -> None:
    found = threads(named(0, "Owl Summit 2024"), named(40, "Owl Summit 2025"), named(80, "Owl Summit"))
    assert len(found) == 3


def test_descriptions_stay_apart() -> None:
    assert len(threads(named(0, "workshop", "common"), named(40, "workshop", "common"))) == 2


def option(value: str, *features: str) -> Option[When]:
    return Option(value, [When(value, None, (0, 1), None)], set(features))


WEIGHTS = {"near": 1.0, "far": -2.0}


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ([option("2025-05-04", "near"), option("2025-05-09", "far")], "2025-05-04"),
        ([option("2025-05-04", "far")], None),
        ([option("2025-05-04", "near"), option("2025-05-04/2025-05-06")], "2025-05-04/2025-05-06"),
        ([option("2025-05-04", "near"), option("2025-05-04/2025-05-06", "far")], "2025-05-04"),
        ([option("2025-05-04", "near"), option("2025-05-05/2025-05-06")], "2025-05-04"),
        ([], None),
    ],
)
def test_likeliest_period(options: list[Option[When]], value: str | None) -> None:
    best = likeliest_period(WEIGHTS, options)
    assert (best.value if best else None) == value


def test_unknown_features_weigh_nothing() -> None:
    host = Option(
        "Orla Kite Works", [Mention("organization", 0, 4, "Orla", "Orla Kite Works")], {"never seen"}
    )
    assert Model(bias=0.0, threshold=0.5, weights={"near": 1.0}).probability(host) == 0.5


def test_weights_are_there() -> None:
    models = fitted_models()
    assert min(map(len, (models.dates, models.places, models.hosts.weights))) > 100


def test_folded_hides_which_number() -> None:
    assert folded("At 6 p.m., 2025") == ["at", "0", "p", ".", "m", ".", ",", "0000"]


def test_no_venue_reaches_into_the_next_sentence() -> None:
    text = "It is at the Owl Arena, Bree, OH 43210. Spanning it all."
    places = [Mention("place", 28, 32, "Bree", "Bree")]
    assert [where.place for where in venues_in(text, 0, len(text), places, ())] == [
        "Owl Arena, Bree, OH 43210"
    ]


def test_date_and_place_in_the_next_sentence(analyse: Analyse) -> None:
    text = (
        "The Harbour Trust is proud to present the Leith Kite Festival, a gathering of kite makers."
        " The festival will take place on May 17, 2025, at Pier Nine in Leith."
    )
    event = first_event(analyse(text, published="2025-05-01"))
    assert (event.start, event.place, event.organizers) == (
        "2025-05-17",
        "Pier Nine, Leith",
        ("Harbour Trust",),
    )


def test_labelled_lines(analyse: Analyse) -> None:
    lines = (
        "Join the Leith Kite Festival this spring.",
        "When: May 17-18, 2025",
        "Where: Pier Nine, Leith, Scotland",
    )
    text = "\n\n".join(lines)
    event = first_event(analyse(text, published="2025-05-01"))
    assert (event.start, event.end, event.place) == ("2025-05-17", "2025-05-18", "Pier Nine, Leith, Scotland")


def test_the_deadline_is_not_the_day(analyse: Analyse) -> None:
    text = (
        "The Leith Kite Festival will be held on May 17, 2025, at Pier Nine in Leith."
        " Registration for the festival closes on May 9, 2025."
    )
    assert first_event(analyse(text, published="2025-05-01")).start == "2025-05-17"


def test_a_long_programme_takes_little_time(analyse: Analyse) -> None:
    line = "On May {day}, Orla Kite Works hosts the {day}th Annual Owl Summit at Pier {day} in Leith.\n\n"
    analysis = analyse("".join(line.format(day=n % 28 + 1) for n in range(200)), published="2025-05-01")
    entities = Entities(analysis)
    _ = entities.organizations, entities.places, entities.dates
    began = time.process_time()
    list(EVENTS(analysis, entities))
    assert time.process_time() - began < 10
