"""The date, place and hosts of events, where more than one sentence has to be read; names are invented."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.events import Events
from pipeline.extract.events.fields import Model, fitted_models, likeliest_period
from pipeline.extract.events.options import Option, Options
from pipeline.extract.events.owners import owner_of
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


@pytest.mark.parametrize(
    ("name", "head", "owner"),
    [
        ("Orla Kite Fund's Harbour Gala", "gala", "Orla Kite Fund"),
        ("Orla Partners 12th Annual Kite Conference", "conference", "Orla Partners"),
        ("Orla Partners Fall 2025 Kite Conference", "conference", "Orla Partners"),
        ("Leith Kite Association International Owl Congress", "congress", "Leith Kite Association"),
        ("Scottish Society of Kites and Owls Congress", "congress", "Scottish Society of Kites and Owls"),
        ("Scottish Society of Kites Annual Meeting", "annual meeting", "Scottish Society of Kites"),
        ("Annual Meeting of the Leith Academy of Kites", "annual meeting", "Leith Academy of Kites"),
        ("Young Leaders' Kite Summit", "summit", None),
        ("Women's Kite Summit", "summit", None),
        ("Scotland's Kite Summit", "summit", None),
        ("Second Annual Kite Gala", "gala", None),
        ("Harbour Annual Gala", "gala", None),
        ("Leith Kite Congress", "congress", None),
    ],
)
def test_a_name_tells_its_owner(analyse: Analyse, name: str, head: str, owner: str | None) -> None:
    text = f"Many came to the {name} in May."
    phrase = Phrase(text.index(name), text.index(name) + len(name), name, head, "proper", "event.name")
    found = owner_of(text, phrase, Entities(analyse(text)))
    assert (found.name if found else None) == owner


def test_an_event_does_not_hold_itself(analyse: Analyse) -> None:
    text = "The Kite Expo opens on May 17. Leith Kite Expo is proud to host the Leith Kite Expo 2025."
    scene = EVENTS.article(analyse(text), Entities(analyse(text))).scene
    assert [option.value for option in Options(scene).hosts(scene.threads[0], None)] == []


def test_a_second_host_must_be_likely_beside_the_first(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Orla Kite Fund will host the Kite Expo 2025. Halden Robotics Inc. was seen at the Kite Expo 2025."
    monkeypatch.setattr(Model, "probability", lambda *_: 0.5)
    assert first_event(analyse(text)).organizers == ("Orla Kite Fund",)


@pytest.mark.parametrize(
    ("text", "venues"),
    [
        (
            "It is at the Owl Arena, 9 Kite Blvd, Bree, OH 43210 Tournament of Owls.",
            ["Owl Arena, 9 Kite Blvd, Bree, OH 43210"],
        ),
        ("It is at the Owl Arena, Texas Takes Off With Kites.", ["Owl Arena, Texas"]),
        ("It is at the Owl Arena, New York Takes Off.", ["Owl Arena, New York"]),
        ("It is at the Owl Arena, 9 Kite Dr. The doors open at noon.", ["Owl Arena, 9 Kite Dr"]),
        ("It is at the Owl Arena, New York City.", ["Owl Arena, New York City"]),
        ("It is at Three.", []),
        ("It is at Top 10 of the list, at Eastern Time and at Low Rates.", []),
        ("It is at Kite Days 2025.", []),
    ],
)
def test_venues_end_where_the_place_does(text: str, venues: list[str]) -> None:
    names = ("Bree", "Texas", "9 Kite Dr", "9 Kite Blvd", "New York City", "New York", "OH 43210")
    places = [Mention("place", text.index(n), text.index(n) + len(n), n, n) for n in names if n in text]
    places.sort(key=lambda place: place.start)
    assert [where.place for where in venues_in(text, 0, len(text), places, ())] == venues


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("On May 14 and 15, 2026, Zorbex hosted the Leith Kite Summit in Lyon.", "2026-05-14", "2026-05-15"),
        ("The company will host a conference call today at 5 p.m.", "2026-05-01", None),
        ("Zorbex will host its Capital Markets Day today in Lyon at noon.", "2026-05-01", None),
    ],
)
def test_two_days_with_and_between_them_and_the_day_of_publication(
    analyse: Analyse, text: str, start: str, end: str | None
) -> None:
    event = first_event(analyse(text, published="2026-05-01"))
    assert (event.start, event.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "LYON, France – Zorbex will host a conference call on May 14, 2026, at 8 a.m. (Eastern Time).",
            None,
        ),
        ("LYON, France – Zorbex will host its earnings call in Lyon on May 14, 2026.", None),
        ("LYON, France – Zorbex will host a video conference on May 14, 2026.", None),
        ("LYON, France – Zorbex will host a teleconference on May 14, 2026.", None),
        ("LYON, France – Zorbex will host its earnings call online on May 14, 2026.", "online"),
        ("LYON, France – Zorbex will host the Leith Kite Summit in Lyon on May 14, 2026.", "LYON, France"),
    ],
)
def test_a_call_is_held_nowhere(analyse: Analyse, text: str, place: str | None) -> None:
    assert first_event(analyse(text, published="2026-05-01")).place == place
