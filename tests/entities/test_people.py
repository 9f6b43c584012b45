"""Persons: which words name them, by which fullest name, and whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities.people import People
from pipeline.entities.people.joining import fullest_names, short_forms
from pipeline.entities.words import runs
from tests.entities.documents import document


def names(text: str, *entities: tuple[str, str]) -> list[str]:
    """The fullest names of all mentions, each once."""
    return list(dict.fromkeys(mention.name for mention in People(document(text, entities)).all))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It works,” said Maria Roe of the fire brigade.", ["Maria Roe"]),
        ("Maria Roe, CEO of Acme, spoke.", ["Maria Roe"]),
        ("Acme CEO Maria Roe spoke.", ["Maria Roe"]),
        ("Maria Roe: Professor Emeritus of Botany.", ["Maria Roe"]),
        ("They met Dr. Xqalo Umbrecci there.", ["Xqalo Umbrecci"]),
        ("Then Maria Q. Roe left.", ["Maria Q. Roe"]),
        (
            "Speakers: Maria Roe, CEO, Acme; Peter Doe, CFO, Bolt; Carla Lim, Director, Corp.",
            ["Maria Roe", "Peter Doe", "Carla Lim"],
        ),
        ("MARIA ROE, CHIEF OF STAFF, SPOKE.", ["MARIA ROE"]),
        ("— Maria Roe, CEO", ["Maria Roe"]),
        ("said Pieter van der Marsh, an architect.", ["Pieter van der Marsh"]),
        ("said Richard Roe, Jr., Esq., an attorney.", ["Richard Roe Jr."]),
        ("said Joseph “Jo” Roe yesterday.", ["Joseph “Jo” Roe"]),
        ("said Maria Roe, Ph.D., chief scientist.", ["Maria Roe"]),
        ("said Maria Roe, M.D., M.P.H., chief scientist.", ["Maria Roe"]),
        ("between Maria Roe Esq. and Peter Doe Esq., founders of Acme.", ["Maria Roe", "Peter Doe"]),
        ("They met H.E. Maria Roe there. Maria Roe spoke.", ["Maria Roe"]),
        ("Contact: Maria UmbrecciGeneral Manager, Acme", ["Maria Umbrecci"]),
        ("Media contact: Maria RoeVP of CommunicationsAcme", ["Maria Roe"]),
        ("Maria Roe, Sr. Director of Sales", ["Maria Roe"]),
        ("new Secretary of Commerce Halina Umbrecci will see it.", ["Halina Umbrecci"]),
        ("said Joseph B. “Jo” Roe yesterday.", ["Joseph B. “Jo” Roe"]),
        ("Xamir Umbrecci, Sales Advisor: Ten boats in a week.", ["Xamir Umbrecci"]),
        ("KC Harper, chair of the board, spoke.", ["KC Harper"]),
        ("Then Ngozi Okafor joined.", ["Ngozi Okafor"]),
        ("They met H.E. Eng. Maria Roe there.", ["Maria Roe"]),
        ("DJ Harper, chair of the board, spoke.", ["DJ Harper"]),
    ],
)
def test_named(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Maria Roe LLP opened an office.",
        "They gave to the Maria Roe Foundation.",
        "The Peter Doe Award goes to nobody.",
        "Shares of Maria Roe (NYSE: MRO) rose.",
        "They flew to Hong Kong on Easter Sunday.",
        "Global Summit Names Winners",
        "She is a partner at Fox Marsh in Ohio.",
        "Managing Director of Sales",
    ],
)
def test_not_named(text: str) -> None:
    assert names(text) == []


def test_model_is_one_vote_of_several() -> None:
    assert names("Qix Zandu Systems closed.", ("Qix Zandu", "PERSON")) == []
    assert names("Xyqlo Zandu waited.", ("Xyqlo Zandu", "PERSON")) == ["Xyqlo Zandu"]


def test_surname_stands_for_the_last_one_of_that_name() -> None:
    people = People(
        document("Maria Roe said so. Peter Roe said no. Ms. Roe laughed. Mr. Roe left. Roe said more.")
    )
    assert [m.name for m in people.all] == ["Maria Roe", "Peter Roe", "Maria Roe", "Peter Roe", "Peter Roe"]
    assert [m.text for m in people.all[2:]] == ["Roe", "Roe", "Roe"]
    assert people.honorific(people.all[2]) == "Ms."


def test_surname_inside_an_organisation_is_not_the_person() -> None:
    people = People(document("Maria Marsh said so. Marsh Group agreed. Marsh said more."))
    assert [(m.start, m.text) for m in people.all] == [(0, "Maria Marsh"), (41, "Marsh")]


def test_couple_shares_a_surname() -> None:
    assert names("Peter and Maria Roe received a prize.") == ["Peter Roe", "Maria Roe"]


def test_the_first_of_a_couple_keeps_the_surname() -> None:
    people = People(
        document("Peter and Maria Roe moved. “We like it,” Peter says. Peter and Maria Roe stay.")
    )
    assert [m.name for m in people.all] == ["Peter Roe", "Maria Roe", "Peter Roe", "Peter Roe", "Maria Roe"]


def test_unknown_person_with_honorific() -> None:
    assert names("“Good,” said Mr. Xyqlo, a visitor.") == ["Xyqlo"]


def test_resolve_and_gender() -> None:
    people = People(document("Dr. Maria Roe spoke. Mr. Xyqlo Zandu said nothing."))
    assert people.resolve("Ms. Roe") == people.resolve("Roe Maria") == "Maria Roe"
    assert people.resolve("Doe") is None
    assert people.gender("Maria Roe") == "feminine"
    assert people.gender("Xyqlo Zandu") == "masculine"


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("JANE ROE", "Jane Q. Roe"),
        ("Roe Jane", "Jane Q. Roe"),
        ("Jane Roe", "Jane Q. Roe"),
        ("Jane Ann Doe", "Jane Ann Doe"),
        ("Jane “Jo” Lim", "Jane “Jo” Lim"),
        ("Jane Lim", "Jane “Jo” Lim"),
        ("Sam Low", "Sam Low Jr."),
        ("Vantel Marsh", "Ann Vantel Marsh"),
        ("Bill Quell", "William Quell"),
        ("Tom Low", "Tom Low"),
    ],
)
def test_fullest_name(written: str, full: str) -> None:
    document_names = [
        "Jane Q. Roe",
        "JANE ROE",
        "Jane Roe",
        "Jane Ann Doe",
        "Jane Lim",
        "Jane “Jo” Lim",
        "Sam Low",
        "Sam Low Jr.",
        "Ann Vantel Marsh",
        "William Quell",
        "Thomas Low Sr.",
    ]
    assert fullest_names([*document_names, written])[written] == full


@pytest.mark.parametrize(
    ("behind", "found"),
    [("Ms. Umbrecci built ships.", ["Bree Umbrecci"]), ("It built ships. Ms. Roe sold them.", ["Roe"])],
)
def test_an_honorific_at_a_surname_tells_of_the_full_name(behind: str, found: list[str]) -> None:
    assert names(f"Zenith bought from Bree Umbrecci. {behind}", ("Bree Umbrecci", "ORG")) == found


def test_a_familiar_name_stands_for_the_formal_one() -> None:
    text = "said William Umbrecci yesterday. “It works,” said Bill Umbrecci. “It is big,” Bill added."
    assert names(text) == ["William Umbrecci"]


def test_an_honorific_at_the_first_of_two_surnames_cuts_no_name() -> None:
    text = "Zenith appointed Bree Umbrecci Vossler. Ms. Umbrecci built ships."
    assert names(text, ("Bree Umbrecci Vossler", "PERSON"))[0] == "Bree Umbrecci Vossler"


def test_both_orders_are_one_person() -> None:
    assert len(set(fullest_names(["Yaling Marsh", "Marsh Yaling"]).values())) == 1


def test_a_generation_alone_has_no_short_forms() -> None:
    assert list(short_forms("II")) == []


def test_short_forms() -> None:
    assert list(short_forms("Pieter van der Marsh Jr.")) == ["Marsh", "van der Marsh", "Pieter"]
    assert "Jo" in list(short_forms("Jane “Jo” Lim"))


def test_runs_are_broken_by_possessives_and_marks() -> None:
    text = "Roe’s Board met O’Dea, J.P. Low (Doe)"
    assert [[word.text for word in run] for run in runs(text, 0, len(text))] == [
        ["Roe"],
        ["Board"],
        ["O’Dea"],
        ["J.", "P.", "Low"],
        ["Doe"],
    ]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Maria Roe met Peter Doe. She smiled.", "She", "Maria Roe"),
        ("Maria Roe met Peter Doe. He smiled.", "He", "Peter Doe"),
        ("Peter Doe thanked Paul Lim. He left.", "He", "Peter Doe"),
        (
            "“We won,” said Maria Roe, who led Peter Doe’s team. “They did not,” she added.",
            "she",
            "Maria Roe",
        ),
        ("Peter Doe spoke. She left.", "She", None),
    ],
)
def test_antecedent(analyse: Callable[..., Analysis], text: str, pronoun: str, name: str | None) -> None:
    found = People(analyse(text)).antecedent(text.index(pronoun))
    assert (found.name if found else None) == name
