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
        "Halden Robotics tells in Leith of coins in the 2026 Bull Run.",
        "The season is run by the Leith Convention & Visitors Bureau in Leith.",
        "The Zorbian National Congress met the US Congress in Leith on May 4, 2026.",
    ],
)
def test_what_a_head_only_seems_to_make_a_gathering(analyse: Analyse, text: str) -> None:
    assert told(analyse(text)) == []


def test_a_line_that_ends_in_a_full_stop_is_no_headline(analyse: Analyse) -> None:
    text = "LEITH, Maine, April 2, 2026 — The Symposium on Kite Safety takes place on May 4, 2026 in Leith."
    assert told(analyse(text)) == [("Symposium on Kite Safety", "2026-05-04")]


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


@pytest.mark.parametrize(
    "text",
    [
        "The levels in the blood were still rising at Day 8.",
        "On May 4, 2026, she will give her speech on Day 2 at 11 a.m.",
        "It has been printed in magazines such as Vanity Fair and others.",
        "The Token Generation Event (TGE) is set for May 26, 2026, in Leith.",
        "The report of May 4, 2026, looks at the whole User Experience of those in Leith.",
        "He lost his sight after a devastating event in May 2026.",
        "He told of his life after a heart event in May 2026 at Pier Nine in Leith.",
        "Venue: Leith Lion Stadium, 52 North Pier Avenue, Leith Springs, CO 80918 Tournament",
        "To support Zorbex and join it in honoring the heroes this Labor Day, visit zorbex.org.",
        "The trial of the kite sails will be held in Leith during the 2026 Monsoon Season.",
        "Abstract #: 206\n\nDate/Time: Thursday, May 14, 2026, 1:45PM, Rm 288\n\nPresenter: Jane Roe",
        "Registration Stage (May 1 to 14, 2026): Members can register.",
    ],
)
def test_numbered_days_codes_labels_and_other_things_are_no_events(analyse: Analyse, text: str) -> None:
    assert told(analyse(text, published="2026-04-01")) == []


def test_a_festival_of_books_is_one(analyse: Analyse) -> None:
    text = "Zorbex will sign its works at the 2026 Leith Gazette Festival of Books on May 4, 2026."
    assert told(analyse(text, published="2026-04-01")) == [
        ("2026 Leith Gazette Festival of Books", "2026-05-04")
    ]


def test_a_label_is_no_part_of_a_name(analyse: Analyse) -> None:
    text = "Bidding opens soon. Auction Date & Time: Saturday, April 4, 2026 Location: Leith."
    assert "Auction Date" not in dict(told(analyse(text, published="2026-04-01")))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Jane Roe spoke at the Leith Screen Awards & Halden Robot Awards on May 4, 2026.",
            {"Leith Screen Awards", "Halden Robot Awards"},
        ),
        (
            "It was shown at the 2026 Alzheimer’s Association International Conference in Lyon.",
            {"2026 Alzheimer’s Association International Conference"},
        ),
        (
            "Jane Roe spoke at Zorbex's Women's Kite Makers Luncheon in Leith on May 4, 2026.",
            {"Women's Kite Makers Luncheon"},
        ),
        ("Come to the Halden Forget-the-Year Party on May 4, 2026.", {"Halden Forget-the-Year Party"}),
    ],
)
def test_where_names_with_and_a_possessor_or_hyphens_begin(
    analyse: Analyse, text: str, names: set[str]
) -> None:
    assert {name for name, _ in told(analyse(text, published="2026-04-01"))} == names
