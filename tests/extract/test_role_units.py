"""Roles in units of an institution, on its board, and the same post told twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.roles import Roles

Analyse = Callable[..., Analysis]


def posts(analysis: Analysis) -> list[tuple[str, str | None]]:
    """Title and organisation of each finding in a text."""
    return [(role.title, role.organization) for role in Roles()(analysis, Entities(analysis))]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (
            "an associate professor of zymology in the division of yeast and bread at Bree University",
            ("associate professor of zymology", "Bree University"),
        ),
        (
            "director of ZTF Product Management at Zorbex Asset Management",
            ("director of ZTF Product Management", "Zorbex Asset Management"),
        ),
        (
            "Chair of the Department of Bread, Bree College",
            ("Chair of the Department of Bread", "Bree College"),
        ),
        (
            "Professor Emeritus of Art History, University of Bree",
            ("Professor Emeritus of Art History", "University of Bree"),
        ),
        (
            "professor of Zymology and Bread Transplantation at Bree University",
            ("professor of Zymology and Bread Transplantation", "Bree University"),
        ),
        (
            "professor of Zymology, Bakery and Reproductive Sciences at Bree University",
            ("professor of Zymology, Bakery and Reproductive Sciences", "Bree University"),
        ),
    ],
)
def test_units_belong_to_the_title(analyse: Analyse, post: str, expected: tuple[str, str]) -> None:
    assert posts(analyse(f"“This is a good day,” said Jane Roe, {post}.")) == [expected]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("Managing Director, Fixed Income", ("Managing Director, Fixed Income", "Zorbex Works")),
        ("Senior Manager for Consumer Goods", ("Senior Manager for Consumer Goods", "Zorbex Works")),
        ("Head of Grocery", ("Head of Grocery", "Zorbex Works")),
        (
            "Vice President, Fraud and Crimes, of Zorbex Works",
            ("Vice President, Fraud and Crimes", "Zorbex Works"),
        ),
        ("director of the Fund", ("director", "Zorbex Works")),
        ("Director, Fixed Bank", ("Director", "Fixed Bank")),
        ("founder of Fixed Income", ("founder", "Fixed Income")),
        ("Executive Director of Riding High", ("Executive Director", "Riding High")),
    ],
)
def test_plain_words_are_a_field_behind_those_who_head_departments(
    analyse: Analyse, post: str, expected: tuple[str, str]
) -> None:
    text = f"Zorbex Works today announced a plant. “Good,” said Jane Roe, {post}. Zorbex Works makes lamps."
    assert posts(analyse(text)) == [expected]


def test_praise_behind_a_dateline_is_no_organisation(analyse: Analyse) -> None:
    text = "BREE, Ohio, May 5, 2025 /Wire/ -- Renowned editor Jane Roe has been named by Zorbex Works."
    assert "Renowned" not in {owner for _, owner in posts(analyse(text))}


@pytest.mark.parametrize(
    "post", ["chief executive of Zorbex Inc. at Bree University", "founder of Zorbex Inc., Bree University"]
)
def test_firms_are_no_units(analyse: Analyse, post: str) -> None:
    owners = [owner for _, owner in posts(analyse(f"“This is a good day,” said Jane Roe, {post}."))]
    assert owners == ["Zorbex Inc."]


def test_board_is_a_seat_and_no_part_of_the_name(analyse: Analyse) -> None:
    text = "Jane Roe is currently the Chairman of the Board of Zorvane Silver Mines Ltd. and lives in Bree."
    assert posts(analyse(text)) == [("Chairman of the Board", "Zorvane Silver Mines Ltd.")]


def test_post_told_again_keeps_its_organization(analyse: Analyse) -> None:
    text = (
        "Jane Roe, CEO and Founder of Zorbex Works, praised the Capitol Project Area in Bree. "
        "“The plan of the Capitol Project Area is good for all of us,” added CEO Roe."
    )
    assert {owner for _, owner in posts(analyse(text))} == {"Zorbex Works"}


def test_another_post_is_not_the_same_told_again(analyse: Analyse) -> None:
    text = (
        "The Zorbex Association will meet in May. “It works well,” said Jane Roe, vice chair of Yexel Inc. "
        "and painter. The Zorbex Association has many members. “We at the Zorbex Association agree,” said "
        "Chair Jane Roe. About the Zorbex Association: the Zorbex Association paints."
    )
    assert ("Chair", "Zorbex Association") in posts(analyse(text))
