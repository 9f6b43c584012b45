"""Organisations: which words name them, by which fullest name, and whose release it is."""

from __future__ import annotations

import pytest

from pipeline.analysis import Analysis
from pipeline.entities.organizations import Organizations
from pipeline.entities.organizations.glosses import glosses
from pipeline.entities.organizations.joining import fullest_names
from pipeline.entities.people import People
from tests.entities.documents import document


def organizations_in(analysis: Analysis) -> Organizations:
    """The organisations of an article."""
    return Organizations(analysis, People(analysis))


def names(text: str, *entities: tuple[str, str]) -> list[str]:
    """The fullest names of all mentions, each once."""
    return list(dict.fromkeys(mention.name for mention in organizations_in(document(text, entities)).all))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bree Water Works, Inc. opened a plant.", ["Bree Water Works, Inc."]),
        ("a grant of the University of Bree to nobody", ["University of Bree"]),
        ("said the chairman of the Xyqlo Zandu yesterday", ["Xyqlo Zandu"]),
        ("Xyqlo (NYSE: XYQ) today announced results.", ["Xyqlo"]),
        ("Xyqlo, a leading provider of pipes, grew.", ["Xyqlo"]),
        ("On May 5 Xyqlo Systems plc grew.", ["Xyqlo Systems plc"]),
        ("Xyqlo Systems plc met Zandu Systems S.p.A. there.", ["Xyqlo Systems plc", "Zandu Systems S.p.A."]),
        ("They left Xyqlo Systems Co. In May it closed.", ["Xyqlo Systems Co."]),
        ("the World Club of Owls (WCO) met; the WCO voted", ["World Club of Owls"]),
        ("Roe & Doe LLP and Xyqlo, Inc. merged", ["Roe & Doe LLP", "Xyqlo, Inc."]),
        ("certified by XYQL", ["XYQL"]),
        ("a partner of One Bree Benefits Group in Ohio", ["One Bree Benefits Group"]),
        ("Maria Roe Joins Xyqlo Systems As Senior Officer", ["Xyqlo Systems"]),
        ("a report of the CIA on owls", ["CIA"]),
        ("an officer in the United States Marine Corps", ["United States Marine Corps"]),
        ("Maria Roe, Vice President of Sales at Xyqlo", ["Xyqlo"]),
        ("the Mohammed bin Roe Foundation met", ["Mohammed bin Roe Foundation"]),
        ("News on XYQLO.com, a platform for owls", ["XYQLO.com"]),
        ("Mohr, Doe & Low LLP won; Mohr, Doe & Low paid", ["Mohr, Doe & Low LLP"]),
        ("the Ministry of Trade, Roads and Fishing met", ["Ministry of Trade, Roads and Fishing"]),
        ("the Xyqlo Alliance of Business Owners met", ["Xyqlo Alliance of Business Owners"]),
        ("a certified Xyqlo-certified partner of Doe Systems", ["Doe Systems"]),
        ("Xyqlo Systems Xyqlo Systems is a provider", ["Xyqlo Systems"]),
        ("ISO/TC 268 voted", ["ISO/TC 268"]),
        ("Maria Roe, XQO37153 project leader", ["XQO37153"]),
        ("the secretariat of the World Club of Owls (WCO) met. WCO voted", ["World Club of Owls"]),
        ("a chair of the New York Owls Committee", ["New York Owls Committee"]),
        ("the head of Sales & Marketingjroe@xyqlo.com wrote", []),
        ("XYQ Boat Partners grew, said XYQ chairman Doe", ["XYQ Boat Partners"]),
        ("XYQ Board met, said XYQ chairman Doe", ["XYQ Board"]),
    ],
)
def test_named(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Maria Roe, CEO, spoke on Monday.",
        "growth in artificial intelligence (AI) and machine learning (ML)",
        "the Vice President of Strategic Partnerships",
        "They flew to Paris in March.",
        "Peter Doe, Ph.D., and Maria Roe, M.D.",
        "They comply with XQO37153 today.",
    ],
)
def test_not_named(text: str) -> None:
    assert names(text) == []


def test_form_of_address_is_no_organisation() -> None:
    text = "Dr. Maria Roe of Xyqlo, Inc. said so. Dr. Maria Roe left."
    assert names(text, ("Maria Roe", "PERSON"), ("Dr.", "ORG")) == ["Xyqlo, Inc."]


def test_exchange_and_ticker_are_no_organisations() -> None:
    assert names("Xyqlo Corp. (NASDAQ: XYQ) (TSX.V: XQ) grew.", ("NASDAQ", "ORG"), ("XYQ", "ORG")) == [
        "Xyqlo Corp."
    ]


def test_known_name_is_found_in_a_headline() -> None:
    organizations = organizations_in(
        document(
            "Xyqlo Systems, a leading provider of pipes, grew.", title="Xyqlo Systems Appoints Maria Roe"
        )
    )
    first = organizations.all[0]
    assert (first.start, first.text) == (0, "Xyqlo Systems")


def test_headline_words_are_no_part_of_a_name_used_alone() -> None:
    text = "Xyqlo, a provider of pipes, grew. Xyqlo paid. Drums rolled."
    organizations = organizations_in(
        document(text, [("Xyqlo Challenges Markets", "ORG")], "Xyqlo Challenges Markets")
    )
    assert {mention.name for mention in organizations.all} == {"Xyqlo"}


def test_theme_in_quotation_marks_is_no_organisation() -> None:
    text = "They held “Better Community, Owls First” in May."
    assert names(text, ("Better Community", "ORG")) == []


def test_possessive_inside_a_name() -> None:
    assert names("The Women’s Business Council met.", ("The Women’s Business Council", "ORG")) == [
        "Women’s Business Council"
    ]


def test_name_that_never_stands_without_its_ending() -> None:
    shop = "Xyqlo’s is a shop. At Xyqlo’s, we sell pipes. The pipes of Xyqlo’s are new."
    entities = [("Xyqlo", "ORG")]
    assert names(shop, *entities) == ["Xyqlo’s"]
    assert names(shop + " Xyqlo grows.", *entities) == ["Xyqlo"]
    assert names("Xyqlo’s pipes, Xyqlo’s plant, and Xyqlo’s staff are new.", *entities) == ["Xyqlo"]


@pytest.mark.parametrize(
    "behind",
    [
        "(“BQX” or the “Company”)",
        '(NYSE: BXY) (“BQX” or the "Company")',
        "(NYSE: BXY) (TSX: BXW) (the “Company” or “BQX”)",
        "(the “Company,” “our,” and “BQX”)",
        "(NYSE: BQX)",
        "(NYSE American: BQX)",
        "(OTCQB - BQX)",
        "(NYSE: BRE, “BQX”)",
        "(d/b/a BQX)",
        "(formerly BQX)",
    ],
)
def test_alias_in_brackets(behind: str) -> None:
    text = f"Bree Water Works, Inc. {behind} grew. BQX is pleased. BQX announced it."
    assert names(text, ("BQX", "ORG")) == ["Bree Water Works, Inc."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Xyqlo Zandu Bank (ZanBank) met; ZanBank grew", ["Xyqlo Zandu Bank", "ZanBank"]),
        ("Xyqlo Systems (Xyqlo) grew. The Xyqlo grew.", ["Xyqlo Systems"]),
        ("Xyqlo, Inc. (NYSE: GOLD) grew. It sells Gold there.", ["Xyqlo, Inc."]),
    ],
)
def test_what_is_an_alias_in_brackets(text: str, found: list[str]) -> None:
    shorts = [(word, "ORG") for word in ("ZanBank", "Xyqlo") if word in text]
    assert names(text, *shorts) == found


@pytest.mark.parametrize(
    "bracket", ["(non-QMO)", "(formerly of QMO)", "(the “Company”)", "(NYSE: GOLD)", "(Leith)"]
)
def test_what_is_no_alias_in_brackets(bracket: str) -> None:
    name = "Xyqlo Works"
    assert not list(glosses(f"{name} {bracket} grew", [(len(name), name)]))


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Acme", "Acme Software, Inc."),
        ("Acme Software", "Acme Software, Inc."),
        ("WCO", "World Club of Owls"),
        ("University of Bree", "University of Bree"),
        ("ACME SOFTWARE", "Acme Software, Inc."),
        ("Zandu", "Zandu Charging Co."),
        ("Low", "Low"),
        ("Xyqlo Centers", "Xyqlo Centers for Young Owls"),
        ("Owl Centers", "Owl Centers"),
    ],
)
def test_fullest_name(written: str, full: str) -> None:
    others = [
        "Acme Software, Inc.",
        "World Club of Owls",
        "University of Bree",
        "University of Bree Licensing Office",
        "Zandu Charging Co.",
        "Low Ohio, Inc.",
        "Xyqlo Centers for Young Owls",
        "Owl Centers for the Old",
        "Owl Centers for the Young",
    ]
    assert fullest_names([*others, written], {})[written] == full


def test_name_that_stands_before_a_longer_one_is_not_short_for_it() -> None:
    names = ["Acme", "Acme", "Acme Foundation"]
    assert fullest_names(names, {})["Acme"] == "Acme"
    assert fullest_names(names[::-1], {})["Acme"] == "Acme Foundation"
    assert fullest_names(["Acme", "Acme Software", "Acme"], {}, headline=1)["Acme"] == "Acme Software"


def test_subject_is_who_issues_the_release() -> None:
    text = (
        "BREE, Ohio, March 3, 2025 -- Xyqlo Systems (NYSE: XYQ) today announced a deal with Bolt Partners. "
        "Bolt Partners said it was glad. Bolt Partners grew."
    )
    organizations = organizations_in(document(text, title="Xyqlo Systems Signs Deal With Bolt Partners"))
    assert organizations.subject is not None
    assert organizations.subject.name == "Xyqlo Systems"
    assert organizations.subject == organizations.all[0]


def test_referent() -> None:
    text = (
        "Xyqlo Systems (NYSE: XYQ) today announced a gift. The Bree Owl Association said thanks. "
        "The association met. The company paid."
    )
    organizations = organizations_in(document(text))
    association = organizations.referent(text.index("The association"))
    company = organizations.referent(text.index("The company"))
    assert association is not None
    assert company is not None
    assert (association.name, company.name) == ("Bree Owl Association", "Xyqlo Systems")
    assert organizations.resolve("XYQLO Systems, Inc.") == "Xyqlo Systems"
