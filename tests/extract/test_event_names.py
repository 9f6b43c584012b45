"""Which names are those of gatherings, and where they end; the sentences and names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.events import Events
from pipeline.merge.events import merged_events

Analyse = Callable[..., Analysis]
EVENTS = Events()


def told(analysis: Analysis) -> list[tuple[str, str | None]]:
    found = sorted(EVENTS(analysis, Entities(analysis)), key=lambda finding: finding.position)
    return [(event.name, event.start) for event in merged_events(found)]


@pytest.mark.parametrize(
    ("text", "name", "start"),
    [
        (
            "Halden Robotics will speak at the Zorbex 2026 conference in Lyon on May 4, 2026.",
            "Zorbex 2026",
            "2026-05-04",
        ),
        (
            "Halden Robotics will host its Zorbex Japan 2026 robot makers conference in Kobe on May 4, 2026.",
            "Zorbex Japan 2026",
            "2026-05-04",
        ),
        (
            "Halden Robotics recently attended the ZORBEX26 conference in Lyon to show its machines.",
            "ZORBEX26",
            None,
        ),
    ],
)
def test_a_year_ends_the_name_that_a_noun_follows(
    analyse: Analyse, text: str, name: str, start: str | None
) -> None:
    assert told(analyse(text, published="2026-04-01")) == [(name, start)]


@pytest.mark.parametrize(
    "text",
    [
        "The firm will report its results for the third Quarter 2026 conference call on May 4, 2026.",
        "The firm will hold its May 2026 conference on May 4, 2026.",
    ],
)
def test_a_month_or_quarter_with_its_year_is_no_name(analyse: Analyse, text: str) -> None:
    assert not any("2026" in name for name, _ in told(analyse(text, published="2026-04-01")))


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe spoke for the Leith Democratic Party at a school in Leith.",
        "The sales were counted by a Third Party in Leith.",
        "Halden Robotics makes software for Staff Training in Leith.",
        "The club told of robots in Kite Awareness Week, June 6 to 14, 2026.",
        "Halden Robotics announced the Site Initiation Visit in Leith.",
    ],
)
def test_what_a_head_only_seems_to_make_a_gathering(analyse: Analyse, text: str) -> None:
    assert told(analyse(text)) == []


def test_training_on_a_day_is_an_event(analyse: Analyse) -> None:
    text = "Halden Robotics will hold the Kite Pilot Training on May 4, 2026, at Pier Nine in Leith."
    assert told(analyse(text, published="2026-04-01")) == [("Kite Pilot Training", "2026-05-04")]


def test_a_week_that_is_kept_everywhere_is_an_event_with_its_days(analyse: Analyse) -> None:
    text = "The club will fly its kites during National Kite Week, June 6 to 14, 2026."
    assert told(analyse(text, published="2026-05-01")) == [("National Kite Week", "2026-06-06")]


@pytest.mark.parametrize("label", ["Publication Date", "Release Date", "Effective Date"])
def test_the_date_of_a_publication_heads_no_event(analyse: Analyse, label: str) -> None:
    text = f"Zorbex sells its new book.\n\nTides Of Steel\n\n{label}: May 4, 2026\n\nPages: 200"
    assert told(analyse(text, published="2026-04-01")) == []


@pytest.mark.parametrize(
    "text",
    [
        "About us: Zorbex, an event production company in Leith, has grown.",
        "It began with Captain Zorbex, the first mobile shooting game in Leith, in 2014.",
        "The album is shown on May 4, 2026, at Zorbex Hive in Leith.",
        "The paper was first printed 213 years ago (1810), ‘Gazette Zorbex’ in Leith being the second.",
    ],
)
def test_what_stands_beside_a_firm_a_product_or_a_venue_names_no_event(analyse: Analyse, text: str) -> None:
    assert told(analyse(text, published="2026-04-01")) == []
