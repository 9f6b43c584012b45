"""A fact is found however the names in it are written: with letters, a nickname, a town, a legal form.

Each sentence is said of each form of a name; what it tells stays the same.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.extract.events import Events
from pipeline.extract.roles import Roles

Analyse = Callable[..., Analysis]

OPENING = "BREE, Ohio, May 5, 2025 — "
ABOUT = " The yard is old.\n\nAbout Norvane Ltd\n\nNorvane Ltd makes pipes. Norvane Ltd is in Bree."

PERSONS = [
    "Jane Roe",
    "Dr. Jane Roe",
    "Mrs. Jane Roe",
    "Jane Roe, MD,",
    "Jane Roe, M.D.,",
    "Jane Roe, Ph.D.,",
    "Jane Roe, MD, MPH,",
    "Dr. Jane Roe, PhD,",
    "Jane Roe, CPA,",
    "Jane “Jo” Roe",
    "Jane (Jo) Roe",
    "Jane Q. Roe",
    "Jane Roe (she/her)",
    "Jane Roe, 52,",
    "Jane Roe of Zorb",
    "Jane Roe, of Bree,",
    "Sheikh Khalid bin Roe",
    "H.E. Eng. Ngozi Roe",
]
TOLD = [
    "{} has been named head of sales of Norvane Ltd.",
    "Norvane Ltd has appointed {} as head of sales.",
    "Norvane Ltd announced the appointment of {} as head of sales.",
    "{} joins Norvane Ltd as head of sales.",
    "{} will succeed Tom Low as head of sales of Norvane Ltd.",
    "{} is stepping down as head of sales of Norvane Ltd.",
    "{} who serves as head of sales of Norvane Ltd, spoke.",
]


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("sentence", TOLD)
def test_a_post_is_told_of_whoever_is_named(analyse: Analyse, sentence: str, person: str) -> None:
    told = sentence.replace("{} who", "{}, who" if not person.endswith(",") else "{} who")
    analysis = analyse(OPENING + told.format(person).replace(",.", ".") + ABOUT)
    posts = {
        (role.person.split()[-1], role.title, role.organization)
        for role in Roles()(analysis, Entities(analysis))
        if role.person != "Tom Low"
    }
    assert posts == {("Roe", "head of sales", "Norvane Ltd")}


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize(
    "sentence",
    ["{} is board certified in family medicine and works in Bree.", "{} is a Certified Quaxo Planner."],
)
def test_a_certificate_is_told_of_whoever_is_named(analyse: Analyse, sentence: str, person: str) -> None:
    analysis = analyse(OPENING + sentence.format(person) + ABOUT)
    holders = {found.holder.split()[-1] for found in Certifications()(analysis, Entities(analysis))}
    assert holders == {"Roe"}


@pytest.mark.parametrize(
    "organization",
    [
        "Zorbex",
        "ZORBEX PIPES",
        "The Zorbex Group",
        "Zorbex Pipes, Inc.",
        "Zorbex Pipes plc",
        "Zorbex S.p.A.",
        "Zorbex.com",
        "Zorbex Pipes®",
        "Zorbex Pipes (NYSE: ZRBX)",
        "Bank of Zorb",
        "Zorb Lab Nine",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Roe joins {} as chief financial officer.",
        "Jane Roe, Chief Financial Officer of {}, spoke.",
        "Jane Roe was named Chief Financial Officer of {} in May.",
    ],
)
def test_a_post_is_in_whatever_house_is_named(analyse: Analyse, sentence: str, organization: str) -> None:
    analysis = analyse(OPENING + sentence.format(organization))
    (role,) = Roles()(analysis, Entities(analysis))
    bare = organization.removeprefix("The ").removesuffix("®").removesuffix(" (NYSE: ZRBX)")
    assert role.title.lower() == "chief financial officer"
    assert role.organization is not None
    assert role.organization.removeprefix("The ") == bare


@pytest.mark.parametrize(
    "name",
    [
        "Quaxo Summit",
        "2025 Quaxo Summit",
        "12th Annual Quaxo Summit",
        "World Quaxo Congress",
        "International Quaxo Congress",
        "Congress of Quaxo Makers",
        "Symposium on Quaxo Safety",
        "2025 Annual Meeting of the Quaxo Society",
        "Quaxo & Owl Expo",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "The {} will be held on June 5, 2025.",
        "Zorbex Pipes will exhibit at the {} on June 5, 2025.",
        "Jane Roe will speak at the {} in Bree on June 5, 2025.",
    ],
)
def test_an_event_is_told_by_whatever_name(analyse: Analyse, sentence: str, name: str) -> None:
    analysis = analyse(OPENING + sentence.format(name))
    found = [(event.name, event.start) for event in Events()(analysis, Entities(analysis))]
    assert found == [(name, "2025-06-05")]
