"""Datelines: alone, opening a paragraph, and what only looks like one."""

import pytest

from pipeline.datelines import is_dateline, labelled_day, opening_day


@pytest.mark.parametrize(
    "line",
    [
        "Springfield, United States - March 3, 2024 / Acme Roofing /",
        "SPRINGFIELD, IL / Prairie Wire / March 3, 2024 9:55",
        "March 3, 2024",
        "Embargoed until 6 a.m. CET/7 a.m. EET, Sunday, March 3, 2024",
        "news.springfield.example  2024/03/03 14:47  springfield.example",
        "Source: Prairie Wire | 2024-03-03 14:47:12 | Editor: roe",
        "By Jane Roe on Sunday, March 3rd, 2024 at 11:08 a.m.",
        "Published: 3 March 2024",
    ],
)
def test_is_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "The fair, which opened March 3, 2024, ends soon",
        "On March 3, 2024",
        "* March 3, 2024: doors open",
        "Springfield, Illinois",
        "Since March 3, 2024",
    ],
)
def test_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        ("SPRINGFIELD, Ill., March 3, 2024 /PrairieWire/ -- Acme opened a plant.", "2024-03-03"),
        ("SPRINGFIELD, IL - (PrairieWire) - March 3, 2024 - Acme opened a plant.", "2024-03-03"),
        ("(PrairieWire) - March 3, 2024 - SPRINGFIELD — Acme opened a plant.", "2024-03-03"),
        ("Springfield, IL (PrairieWire) Sunday Mar 3, 2024 @ 8:00 AM Central — Acme opened.", "2024-03-03"),
        ("March 3, 2024, Springfield, IL – Acme opened a plant.", "2024-03-03"),
        ("Springfield, Canada March 3, 2024. Acme opened a plant.", "2024-03-03"),
        ("Some legend of ours SPRINGFIELD, IL - March 3, 2024 (PRAIRIEWIRE) - Acme opened.", "2024-03-03"),
        ("Springfield, Illinois (March 3, 2024) — Acme today opened a plant.", "2024-03-03"),
        ("Springfield, Ill. (Sunday March 3, 2024) — Acme today opened a plant.", "2024-03-03"),
        ("SPRINGFIELD, Ill. [3 March 2024] - Acme opened a plant.", "2024-03-03"),
        ("Acme opened a plant (March 3, 2024) – the first in Springfield.", None),
        ("Springfield Open House (March 3, 2024) will be free.", None),
        ("On March 3, 2024, Acme opened a plant.", None),
        ("Acme opened a plant on March 3, 2024 - the first in Springfield.", None),
        ("SPRINGFIELD, March 3 -- Acme opened a plant.", None),
        ("As of March 3, 2024 – a day of rain – nothing had happened.", None),
    ],
)
def test_opening_day(paragraph: str, day: str | None) -> None:
    assert opening_day(paragraph) == day


def test_only_a_label_of_publication_labels_the_day() -> None:
    assert labelled_day("Release Date: March 3, 2024") == "2024-03-03"
    assert labelled_day("Last updated: March 3, 2024") is None
    assert labelled_day("The book was published on March 3, 2024 by Acme.") is None
