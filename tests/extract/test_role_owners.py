"""Which organisation a post belongs to, in invented releases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.roles import Roles
from pipeline.extract.roles.candidates import Candidates
from pipeline.extract.roles.clues import leading_name, mail_domain
from pipeline.extract.roles.countries import Countries
from pipeline.extract.roles.phrases import phrases
from pipeline.extract.roles.search import Places

Analyse = Callable[..., Analysis]


def owners(analysis: Analysis) -> dict[str, str | None]:
    """The organisations of the roles in a text, by person."""
    return {role.person: role.organization for role in Roles()(analysis, Entities(analysis))}


ABOUT = "\n\nAbout Zorbex Pipes, Inc.\n\nZorbex Pipes, Inc. is a provider of pipes."
OPENING = "BREE, Ohio, May 5, 2025 -- Zorbex Pipes, Inc. today announced a new plant.\n\n"


@pytest.mark.parametrize(
    ("text", "person", "owner"),
    [
        ("“We grow,” said Jane Roe, Chief Executive Officer.", "Jane Roe", "Zorbex Pipes, Inc."),
        pytest.param(
            "Quaxo Sales Director Jane Roe spoke first.",
            "Jane Roe",
            "Quaxo",
            marks=pytest.mark.xfail(strict=True, reason="a name said once loses to the release's subject"),
        ),
        ("“We grow,” said Director of Sales Jane Roe of Quaxo Labs.", "Jane Roe", "Quaxo Labs"),
    ],
)
def test_owner(analyse: Analyse, text: str, person: str, owner: str) -> None:
    analysis = analyse(OPENING + text + ABOUT, title="Zorbex Pipes Opens Plant")
    assert owners(analysis)[person] == owner


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Jane Quaxley, CEO of Quaxley, spoke. At Quaxley we work.", "Quaxley"),
        ("Jane Quaxley is President of QUAXLEY, a maker of pipes.", "QUAXLEY"),
    ],
)
def test_a_firm_has_its_own_name_and_not_its_founders(analyse: Analyse, text: str, owner: str) -> None:
    assert owners(analyse(text))["Jane Quaxley"] == owner


def test_occupation_alone_is_no_role(analyse: Analyse) -> None:
    assert owners(analyse("The crowd cheered as singer Jane Roe, an actress, walked by.")) == {}


def test_candidates_stand_where_owners_do(analyse: Analyse) -> None:
    analysis = analyse("Quaxum Of Bree: Jane Roe, chairman, spoke.\n\nSenator Bob Smith (R-OH) left.")
    entities, roles = Entities(analysis), Roles()
    drafts = list(roles._drafts(Places(phrases(analysis, entities, roles._posts, roles._chains)), entities))
    candidates = Candidates(analysis, entities, drafts)
    found = {(c.source, c.name) for draft in drafts for c in candidates.of(draft)}
    assert ("label", "Quaxum Of Bree") in found


@pytest.mark.parametrize(
    "text",
    [
        "The Chair of the committee, Dr. Jane Roe, then reported on a good year.",
        "Quaxo prepares for ISO 22301, a standard for business continuity, according to chairman Jane Roe.",
    ],
)
def test_a_form_of_address_and_a_standard_own_no_posts(analyse: Analyse, text: str) -> None:
    assert not {"Dr", "ISO 22301"} & set(owners(analyse(text)).values())


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe, founder of Peru’s first zinc pipe bank, left.",
        "Jane Roe has been president of the Austin-based foundation since May.",
    ],
)
def test_a_place_that_only_tells_where_owns_no_posts(analyse: Analyse, text: str) -> None:
    assert {"Peru", "Peru’s", "Austin", "Austin-based"}.isdisjoint(owners(analyse(text)).values())


def test_no_firm_has_a_governor(analyse: Analyse) -> None:
    analysis = analyse(
        "Quaxo Pipes, Inc. met the State of Bree. Governor Jane Roe spoke to Quaxo Pipes, Inc."
    )
    entities, roles = Entities(analysis), Roles()
    drafts = list(roles._drafts(Places(phrases(analysis, entities, roles._posts, roles._chains)), entities))
    names = {c.name for draft in drafts for c in Candidates(analysis, entities, drafts).of(draft)}
    assert "State of Bree" in names
    assert "Quaxo Pipes, Inc." not in names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last week Senator Jane Roe (R-OH) left.", {"Jane Roe": ("Senator", "OH")}),
        ("A vote by Rep. Jane Roe (D., Ariz.) was lost.", {"Jane Roe": ("Rep.", "Ariz.")}),
        ("Then Peruvian Prime Minister Jane Roe arrived.", {"Jane Roe": ("Prime Minister", "Peru")}),
        ("Then ZQPC spokesperson Jane Roe arrived.", {"Jane Roe": ("spokesperson", "ZQPC")}),
        (
            "Qualm Zinc Pipe Council (Qzip) met. Then Qzip commissioner Jane Roe arrived.",
            {"Jane Roe": ("commissioner", "Qualm Zinc Pipe Council")},
        ),
        ("She met Quaxo high court judge Jane Roe.", {"Jane Roe": ("judge", "Quaxo high court")}),
        ("He met former Quaxo Labs executive Jane Roe.", {"Jane Roe": ("executive", "Quaxo Labs")}),
        (
            "Jane Roe, founder of Austin-based Quaxo Labs, left.",
            {"Jane Roe": ("founder", "Quaxo Labs")},
        ),
        (
            "“We won,” said Jane Roe, director of Peru’s Zinc Trade Unions.",
            {"Jane Roe": ("director", "Peru’s Zinc Trade Unions")},
        ),
        (
            "Jane Roe was Chief of Police for the Quaxo Police Department.",
            {"Jane Roe": ("Chief of Police", "Quaxo Police Department")},
        ),
        (
            "Quaxo Pipes, Inc. fell. Jane Roe, the Company’s Chief Executive Officer, left.",
            {"Jane Roe": ("Chief Executive Officer", "Quaxo Pipes, Inc.")},
        ),
        (
            "Then Canadian Ambassador to Peru Jane Roe arrived.",
            {"Jane Roe": ("Ambassador to Peru", "Canada")},
        ),
        (
            "“No,” said Jane Roe, a market analyst with the research firm Quaxo Labs, in Bree.",
            {"Jane Roe": ("market analyst", "Quaxo Labs")},
        ),
        (
            "Jane Roe, Minister of the Environment of Norway, spoke.",
            {"Jane Roe": ("Minister of the Environment", "Norway")},
        ),
        (
            "Jane Roe, Minister of Trade, Norway, spoke to Peru.",
            {"Jane Roe": ("Minister of Trade", "Norway")},
        ),
        ("Jane Roe, Treasurer of Town of Boston, spoke.", {"Jane Roe": ("Treasurer", "Boston")}),
        ("Jane Roe, Director of Bank of Zorb, spoke.", {"Jane Roe": ("Director", "Bank of Zorb")}),
        (
            "Jane Roe, Director of Public Works for the City of Boston, spoke.",
            {"Jane Roe": ("Director of Public Works", "City of Boston")},
        ),
        ("Quaxo Kites Managing Partner Jane Roe spoke.", {"Jane Roe": ("Managing Partner", "Quaxo Kites")}),
        (
            "Quaxo River Ltd met. Quaxo River Managing Partner Jane Roe spoke.",
            {"Jane Roe": ("Managing Partner", "Quaxo River Ltd")},
        ),
        ("Jane Roe is the CEO of Quaxo Ltd. The yard is old.", {"Jane Roe": ("CEO", "Quaxo Ltd.")}),
        (
            "PORT QUAXO, Maine — The fair is back. Jane Roe spoke at Quaxo Hall. Mayor Jane Roe lit a lamp.",
            {"Jane Roe": ("Mayor", "PORT QUAXO, Maine")},
        ),
        (
            "Quaxo Museum met. “It is cold,” says museum president Jane Roe.",
            {"Jane Roe": ("president", "Quaxo Museum")},
        ),
        (
            "Quaxo Ltd has appointed Jane Roe of Peru as its next chief executive.",
            {"Jane Roe": ("chief executive", "Quaxo Ltd")},
        ),
        (
            "The board of Quaxo Ltd has appointed Jane Roe as head coach. Bob Smith stays.",
            {"Jane Roe": ("head coach", "Quaxo Ltd")},
        ),
        (
            "Jane Roe was elected the 12th president of Quaxo College.",
            {"Jane Roe": ("president", "Quaxo College")},
        ),
        (
            "Jane Roe was elected the first female president of Quaxo College.",
            {"Jane Roe": ("president", "Quaxo College")},
        ),
        (
            "Jane Roe has been named Chief of Surgery and Surgeon-in-Chief of Quaxo Hospital.",
            {"Jane Roe": ("Chief of Surgery and Surgeon-in-Chief", "Quaxo Hospital")},
        ),
        (
            "The Quaxo Health Fund met in Peru. Then Jane Roe, Deputy Minister of Health, spoke.",
            {"Jane Roe": ("Deputy Minister of Health", "Peru")},
        ),
    ],
)
def test_news(analyse: Analyse, text: str, expected: dict[str, tuple[str, str]]) -> None:
    analysis = analyse(text)
    found = {r.person: (r.title, r.organization) for r in Roles()(analysis, Entities(analysis))}
    assert found == expected


def test_country_as_the_text_calls_it() -> None:
    assert Countries("A vote in the U.S. today").of("American") == "U.S."
    assert Countries("Britain and the UK").fullest("UK") == "Britain"
    assert Countries("The Peruvian vote in Peru and Chile").counts["Peru"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe, principal from 1999 to 2018, spoke.",
        "Contact: Jane Roe, senior media officer, 609-555-0164",
        "Bree is certified to ISO 22301. Chief Operating Officer Jane Roe said so.",
    ],
)
def test_numbers_and_standards_own_no_posts(analyse: Analyse, text: str) -> None:
    assert not any(
        character.isdigit() for owner in owners(analyse(text)).values() for character in owner or ""
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CEOs spoke. Zorvane Quillby, Senior Director of Zorbex Labs, will lead the talk.",
            "Zorvane Quillby",
        ),
        ("“It grows fast,” said Zorvane, Founder of Zorbex.", "Zorvane"),
        ("Zorbex Inc. grows. Zorvane, the CEO of Yexel, agreed to that.", "Zorvane"),
        (
            "Yexel Inc. makes paint.\n\nZorvane Chuh met Yexel Inc. in Boston.\n\n"
            "Zorvane Chuh, Co-Founder and CTO of Yexel Inc., answers.",
            "Zorvane Chuh",
        ),
        ("Zorbex Inc. grows.\n\nContact:\n\nZorvane Quillby\nHead of Sales\nTel. 555", "Zorvane Quillby"),
    ],
)
def test_unrecognised_name_before_a_title_is_its_holder(analyse: Analyse, text: str, expected: str) -> None:
    assert expected in owners(analyse(text))


def test_thing_before_a_title_is_no_holder(analyse: Analyse) -> None:
    assert not owners(analyse("They met at Annual Summit, Director of Zorbex Labs was absent."))
    assert not owners(analyse("Zorbex grows.\n\nCommunity Impact\nDirector of Sales wanted."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Bree Union of Zorb Painters (BUZP) met. “Fine,” said Jane Roe, chair of BUZP.",
            "Bree Union of Zorb Painters",
        ),
        (
            "“Fine,” said Jane Roe, president of the Zorb Alliance for Boat Builders, on Monday.",
            "Zorb Alliance for Boat Builders",
        ),
        (
            "“Fine,” said Jane Roe, director of Norway's Boat Workers Alliance.",
            "Norway's Boat Workers Alliance",
        ),
        (
            "“Fine,” said Jane Roe, manager of the Mall at Zorb Green. The Mall at Zorb Green is new.",
            "Mall at Zorb Green",
        ),
    ],
)
def test_organization_has_its_full_name(analyse: Analyse, text: str, expected: str) -> None:
    assert owners(analyse(text))["Jane Roe"] == expected


def test_title_begins_where_an_unlisted_name_ends() -> None:
    assert leading_name("Zorbex CEO") == "Zorbex"
    assert leading_name("Senior Vice President") == ""
    assert leading_name("Brand Learning Manager") == ""


def test_domain_of_the_address_behind_a_title() -> None:
    text = "Jane Roe, Investor Relations, jroe@mail.zorb-works.com"
    assert mail_domain(text, text.index(", jroe")) == "zorbworks"
    assert mail_domain("Jane Roe, Investor Relations", 10) == ""
