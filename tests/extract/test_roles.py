"""Roles: titles, posts and status in invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.roles import Roles
from pipeline.extract.roles.bodies import bodies
from pipeline.extract.roles.titles import Titles
from pipeline.extract.roles.vocabulary import singular, vocabulary
from pipeline.extract.roles.words import Words, words_of
from pipeline.findings import RoleFinding

Analyse = Callable[..., Analysis]

NAMES = ("Jane Roe", "Bob Smith", "Acme", "Zorbex")


def titles(text: str) -> list[str]:
    """The titles of a text in which the names of `NAMES` are known."""
    words = Words(text, 0, len(text))
    words.block((at, at + len(name)) for name in NAMES if (at := text.find(name)) >= 0)
    return [title.text for title in Titles(text).found(words)]


def roles(analysis: Analysis) -> list[RoleFinding]:
    """The findings in a text."""
    return list(Roles()(analysis, Entities(analysis)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe, CEO of Acme", ["CEO"]),
        ("Jane Roe, President/CEO, Acme", ["President/CEO"]),
        ("Jane Roe, founder and chief executive officer", ["founder and chief executive officer"]),
        ("Jane Roe, Chief Product and Technology Officer at Acme", ["Chief Product and Technology Officer"]),
        ("Jane Roe, Senior Vice President of Sales and Marketing, EMEA", None),
        ("Jane Roe, Vice President Engineering", ["Vice President Engineering"]),
        ("Jane Roe, Director-Development at Acme", ["Director-Development"]),
        ("Jane Roe, Chairman of the Management Board and CEO", ["Chairman of the Management Board and CEO"]),
        ("Jane Roe, President of the Service Division", ["President of the Service Division"]),
        ("Jane Roe, Director of Zymology at Acme", ["Director of Zymology"]),
        ("Acme Brand Learning Manager Jane Roe", ["Brand Learning Manager"]),
        ("Jane Roe and Bob Smith, owners of Acme", ["owner"]),
        ("Jane Roe, Chief Storyteller and CEO of Acme", ["Chief Storyteller and CEO"]),
        ("Jane Roe, Minister of Health", ["Minister of Health"]),
        ("Acme Western Regional Manager Jane Roe", ["Western Regional Manager"]),
        (
            "Jane Roe, Curriculum and Content Development Director",
            ["Curriculum and Content Development Director"],
        ),
        ("Jane Roe, President + Operations Director", ["President + Operations Director"]),
        (
            "Jane Roe, Vice President, QRX and Sales Success at Acme",
            ["Vice President, QRX and Sales Success"],
        ),
        ("Jane Roe, chief medical officer for prevention at Acme", ["chief medical officer"]),
        ("Jane Roe, CWO of Acme", ["CWO"]),
        ("Jane Roe, oboist at Acme", ["oboist"]),
        ("Jane Roe, Storyteller-in-Chief at Acme", ["Storyteller-in-Chief"]),
        ("Acme Welcomes Visionary Manager Jane Roe", ["Manager"]),
        ("Jane Roe, private investor, and founder of Acme", ["founder"]),
    ],
)
def test_titles(text: str, expected: list[str] | None) -> None:
    assert titles(text) == (expected or [text.removeprefix("Jane Roe, ")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with a will to achieve justice, Jane Roe stands prepared", []),
        ("the Supreme Court justice Jane Roe", ["justice"]),
        ("Acme justice Jane Roe", ["justice"]),
        ("Justice Jane Roe", ["Justice"]),
    ],
)
def test_justice_is_a_judge_at_court(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe, Director of Zymurgy Works said", ["Director"]),
        ("Jane Roe, CEO of Digital Estate, said", ["CEO"]),
        ("Jane Roe, assistant chief of the Springfield Police Department", ["assistant chief"]),
    ],
)
def test_a_name_behind_of_is_no_department(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Acme Corp. named Jane Roe its inaugural director in May.", "director"),
        ("Acme Corp. named Jane Roe its seventh director in May.", "director"),
        ("Acme Corp. named Jane Roe its next chief executive in May.", "chief executive"),
        ("Jane Roe is a first vice president of Acme Corp. in Boston.", "first vice president"),
        ("Jane Roe is permanent representative of Norway in Boston.", "permanent representative"),
    ],
)
def test_a_rank_is_part_of_a_title_and_the_count_of_holders_is_none(
    analyse: Analyse, text: str, title: str
) -> None:
    assert [found.title for found in roles(analyse(text))] == [title]


@pytest.mark.parametrize("word", ["checklist", "finalist", "assist", "tourist"])
def test_what_is_but_formed_like_an_occupation(word: str) -> None:
    assert titles(f"Jane Roe, {word} of Acme") == []


def test_a_prize_is_no_title() -> None:
    assert titles("Jane Roe was named CFO of the Year by Acme") == []


def test_a_name_and_a_title_without_the_space_between_them() -> None:
    assert titles("Contact: Jane RoeManaging DirectorAcme") == ["Managing Director"]


def test_titles_keep_their_places() -> None:
    text = "said Jane Roe, owners of Acme"
    found = Titles(text).found(Words(text, 0, len(text), blocked=range(5, 13)))[0]
    assert (text[found.start : found.end], found.text, found.plural) == ("owners", "owner", True)


def test_bodies_have_the_departments_before_them() -> None:
    text = "the Audit and Risk Committee, its Board of Directors, and the board chair"
    found = [body.text for body in bodies(text, Words(text, 0, len(text)))]
    assert found == ["Audit and Risk Committee", "Board of Directors"]


def test_every_word_list_is_in_lower_case_and_the_singular() -> None:
    lists = vocabulary()
    assert all(word == word.lower() for phrase in lists.heads for word in phrase)
    assert not {word for word in lists.functions if word != word.lower()}


@pytest.mark.parametrize(
    ("word", "one"), [("directors", "director"), ("chairmen", "chairman"), ("boss", "boss")]
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_words_tell_marks_and_line_ends() -> None:
    assert [word.key for word in words_of("VP, R&D\nAcme", 0, 12)] == ["vp", ",", "r&d", "\n", "acme"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We did it,” said Jane Roe, Chief Executive Officer of Acme Corp.",
            ("Jane Roe", "Chief Executive Officer", "Acme Corp.", "current"),
        ),
        (
            "Former Acme Corp. chairman Jane Roe agreed with the plan.",
            ("Jane Roe", "chairman", "Acme Corp.", "former"),
        ),
        (
            "Acme Corp. today announced the appointment of Jane Roe as its new Chief Financial Officer.",
            ("Jane Roe", "Chief Financial Officer", "Acme Corp.", "incoming"),
        ),
        (
            "Jane Roe steps down as chairman of Acme Corp. in May.",
            ("Jane Roe", "chairman", "Acme Corp.", "outgoing"),
        ),
        (
            "Acme Corp. has appointed Jane Roe to its Board of Directors.",
            ("Jane Roe", "Board of Directors", "Acme Corp.", "incoming"),
        ),
    ],
)
def test_one_role(analyse: Analyse, text: str, expected: tuple[str, str, str, str]) -> None:
    found = [(f.person, f.title, f.organization, f.status) for f in roles(analyse(text))]
    assert found == [expected]


def test_two_organisations_make_two_roles(analyse: Analyse) -> None:
    found = roles(analyse("Jane Roe is the founder of Acme Corp. and Zorbex Ltd., two makers of paint."))
    assert {(f.title, f.organization) for f in found} >= {("founder", "Acme Corp.")}
    assert len(found) == 2


def test_two_posts_of_one_person_are_two_roles(analyse: Analyse) -> None:
    found = roles(analyse("Jane Roe is the CEO of Acme Corp. and chair of Zorbex Ltd., a maker of paint."))
    assert [f.title for f in found] == ["CEO", "chair"]


def test_a_successor_and_a_predecessor(analyse: Analyse) -> None:
    found = roles(analyse("Jane Roe succeeds Bob Smith as chairman of Acme Corp., the firm said."))
    assert {(f.person, f.status) for f in found} == {("Jane Roe", "incoming"), ("Bob Smith", "outgoing")}


def test_a_pronoun_stands_for_the_person_and_both_are_evidence(analyse: Analyse) -> None:
    text = "Jane Roe spoke in Boston. She previously served as head of sales at Acme Corp. in Chicago."
    found = roles(analyse(text))
    assert [(f.person, f.title, f.status) for f in found] == [("Jane Roe", "head of sales", "former")]
    assert {e.text for e in found[0].evidence if e.field == "person"} == {"She", "Jane Roe"}


@pytest.mark.parametrize(
    ("verb", "status"), [("is honored to serve", "current"), ("retired after a decade", "former")]
)
def test_a_post_told_by_as_is_held_while_its_verb_is_in_the_present(
    analyse: Analyse, verb: str, status: str
) -> None:
    found = roles(analyse(f"Jane Roe lives in Boston and {verb} as chair of Acme Corp. in Chicago."))
    assert [(f.title, f.status) for f in found] == [("chair", status)]


def test_the_day_from_which_a_post_is_held(analyse: Analyse) -> None:
    text = "Acme Corp. has named Jane Roe chief operating officer, effective July 1, 2025."
    found = roles(analyse(text, published="2025-06-16"))
    assert [(f.status, f.since) for f in found] == [("incoming", "2025-07-01")]


def test_what_somebody_was_named_to_years_ago_is_no_news(analyse: Analyse) -> None:
    text = "Jane Roe was appointed chairman of Acme Corp. in March 2019."
    found = roles(analyse(text, published="2025-06-16"))
    assert [f.status for f in found] == ["current"]


def test_the_organisation_that_a_post_without_one_belongs_to(analyse: Analyse) -> None:
    text = (
        "BOSTON -- Acme Corp. today announced a new plant. “We grow,” said CEO Jane Roe.\n\n"
        "About Acme Corp.\n\nAcme Corp. makes paint."
    )
    found = roles(analyse(text, title="Acme Corp. Builds Plant"))
    assert [(f.title, f.organization) for f in found] == [("CEO", "Acme Corp.")]
    assert any(e.field == "organization" and e.text == "Acme Corp." for e in found[0].evidence)


def test_a_public_office_belongs_to_the_country_that_the_news_is_of(analyse: Analyse) -> None:
    text = "The storm hit France on Monday. Help from abroad came to France. President Jane Roe thanked all."
    assert [(f.title, f.organization) for f in roles(analyse(text))] == [("President", "France")]


def test_a_chamber_stands_before_its_speaker(analyse: Analyse) -> None:
    found = roles(analyse("On Monday House Speaker Jane Roe agreed."))
    assert [(f.title, f.organization) for f in found] == [("Speaker", "House")]


def test_a_list_under_a_heading_that_names_a_body(analyse: Analyse) -> None:
    text = (
        "Acme Corp. makes paint in Boston.\n\nAdvisory Board\n\n"
        "* Jane Roe, Zorbex Ltd\n* Bob Smith, Yexel Inc.\n\nAbout Acme Corp.\n\nAcme Corp. makes paint."
    )
    found = [f for f in roles(analyse(text, title="Acme Corp. Grows")) if f.rule == "role.listed"]
    assert [(f.person, f.title, f.organization) for f in found] == [
        ("Jane Roe", "Advisory Board", "Acme Corp."),
        ("Bob Smith", "Advisory Board", "Acme Corp."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The bestselling author Jane Roe spoke to readers in Boston.",
        "Jane Roe founded Acme Corp. and led it for ten years.",
        "For more information, contact Jane Roe at 555-0100.",
        "Jane Roe is a thought leader in her field.",
        "Jane Roe spoke in Boston. Zorbex Securities acted as placement agent for Acme Corp. in May.",
    ],
)
def test_no_role(analyse: Analyse, text: str) -> None:
    assert roles(analyse(text)) == []


def test_a_title_between_two_organisations_is_two_posts(analyse: Analyse) -> None:
    found = roles(analyse("“We grow,” said Jane Roe, Acme Corp.’s president and chair of Zorbex Ltd."))
    assert [(f.title, f.organization) for f in found] == [
        ("president", "Acme Corp."),
        ("chair", "Zorbex Ltd."),
    ]


@pytest.mark.parametrize(
    "letters",
    ["M.D., M.H.S., FASPX", "M.B., B.Ch., MRCX", "P. Geo.", "M.D., M. S., M.P.H", "R.N., P.H.N."],
)
def test_professional_letters_of_all_kinds_stand_between_name_and_title(
    analyse: Analyse, letters: str
) -> None:
    text = f"“Good,” said Jane Roe, {letters}, director of the Zorbic Clinic, on Monday."
    found = [(f.person, f.title, f.organization) for f in roles(analyse(text))]
    assert found == [("Jane Roe", "director", "Zorbic Clinic")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Good,” said Jane Roe, head of the Zorboma Center at Quaxo University Hospital.",
            ("head of the Zorboma Center", "Quaxo University Hospital"),
        ),
        (
            "Jane Roe, M.D., director of the Zorbic Clinic at the Quaxo Clinic in Bree, spoke.",
            ("director of the Zorbic Clinic", "Quaxo Clinic"),
        ),
        (
            "The talk was given by Jane Roe, a dynamic educator and the founder of Zorbex Support.",
            ("founder", "Zorbex Support"),
        ),
        ("“Good,” said Jane Roe, head of the Zorboma Center.", ("head", "Zorboma Center")),
        (
            "“Good,” said Jane Roe, Head of Marketing North America at Acme Corp., on Monday.",
            ("Head of Marketing North America", "Acme Corp."),
        ),
        (
            "Jane Roe is Chairman of the Board of Regents for Bree State College.",
            ("Chairman of the Board of Regents", "Bree State College"),
        ),
        (
            "Jane Roe served as Vice President of Engineering for Zorbex Labs in Boston.",
            ("Vice President of Engineering", "Zorbex Labs"),
        ),
        (
            "Jane Roe, Chief Revenue Officer of Safety Zorb, spoke. Safety Zorb is new. Safety Zorb grows.",
            ("Chief Revenue Officer", "Safety Zorb"),
        ),
        (
            "Jane Roe, former chief of Internet Enforcement at the SEC, spoke.",
            ("chief of Internet Enforcement", "SEC"),
        ),
        (
            "“Good,” said Jane Roe, Partner, Hybrid Value at Acme Corp.",
            ("Partner, Hybrid Value", "Acme Corp."),
        ),
        (
            "Acme Corp. today promoted Jane Roe to Senior Personal Lines Account Manager in Boston.",
            ("Senior Personal Lines Account Manager", "Acme Corp."),
        ),
        (
            "“Good,” said Jane Roe, Chair of the Zorbic Solvency Practice Group at Acme Corp., on Monday.",
            ("Chair of the Zorbic Solvency Practice Group", "Acme Corp."),
        ),
        (
            "Acme Corp. named Jane Roe Chair of the Zorbic Solvency Practice Groups in May.",
            ("Chair of the Zorbic Solvency Practice Groups", "Acme Corp."),
        ),
        (
            "Acme Corp. named Jane Roe president of its Reinforced Zymology Segment in May.",
            ("president", "Acme Corp."),
        ),
        (
            "“We help all,” said UNESCO Senior Vice President Bob Smith.",
            ("Senior Vice President", "UNESCO"),
        ),
    ],
)
def test_what_belongs_to_the_title_and_what_to_the_organisation(
    analyse: Analyse, text: str, expected: tuple[str, str]
) -> None:
    assert [(f.title, f.organization) for f in roles(analyse(text))] == [expected]


def test_a_department_stands_for_the_post_of_a_contact(analyse: Analyse) -> None:
    text = "Acme Corp. makes paint.\n\nContact:\n\nAcme Corp.\n\nJane Roe - Investor Relations\n\n555-0100"
    found = roles(analyse(text, title="Acme Corp. Builds Plant"))
    assert [(f.person, f.title) for f in found] == [("Jane Roe", "Investor Relations")]


def test_speakers_of_an_event_hold_no_post_by_that(analyse: Analyse) -> None:
    text = "The Paint Forum has speakers:\n\n* Jane Roe, Zorbex Ltd\n* Bob Smith, Yexel Inc.\n\nAll come."
    assert [f for f in roles(analyse(text)) if f.rule == "role.listed"] == []


def test_evidence_stands_in_the_article(analyse: Analyse) -> None:
    analysis = analyse(
        "Acme Corp. names Jane Roe\nas chair and Bob Smith as CEO.", title="Acme Names Jane Roe Chair"
    )
    found = roles(analysis)
    assert found
    assert all(piece.stands_in(analysis.article) for finding in found for piece in finding.evidence)


def test_a_long_line_takes_no_long_time(analyse: Analyse) -> None:
    text = "Jane Roe, CEO of Acme Corp., and so on, " * 200
    assert roles(analyse(text))


def test_officials_behind_a_semicolon_are_other_people(analyse: Analyse) -> None:
    text = "Guests were Jane Roe, director of Orvane; officers from the Bree Institute; and friends."
    assert [(r.person, r.title) for r in roles(analyse(text))] == [("Jane Roe", "director")]


def test_posts_on_both_sides_of_a_semicolon_are_of_two_persons(analyse: Analyse) -> None:
    text = "They met Jane Roe, head of sales at Acme Corp.; Zorbex Operations Manager Bob Smith; and others."
    found = {(role.person, role.title) for role in roles(analyse(text))}
    assert ("Jane Roe", "head of sales") in found
    assert ("Bob Smith", "Operations Manager") in found
    assert ("Bob Smith", "head of sales") not in found


def test_one_of_several_holders(analyse: Analyse) -> None:
    (role,) = roles(analyse("Jane Roe, one of the co-owners of Acme Corp., spoke to us."))
    assert (role.person, role.title, role.organization) == ("Jane Roe", "co-owner", "Acme Corp.")


def test_organization_in_the_line_under_the_title(analyse: Analyse) -> None:
    contact = "Investor Relations:\n\nJane Roe, President\n\nZorbex Holdings, Inc.\n\njane@zorbex.org"
    (role,) = roles(analyse(f"Zorbex makes paint.\n\n{contact}"))
    assert (role.title, role.organization) == ("President", "Zorbex Holdings, Inc.")
