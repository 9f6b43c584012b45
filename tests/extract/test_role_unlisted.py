"""Organisations of posts of which nothing is known, in invented releases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.roles import Roles
from pipeline.extract.roles.clues import leading_name

Analyse = Callable[..., Analysis]

OPENING = "BREE, Ohio, May 5, 2025 -- Zorbex Pipes, Inc. today announced a new plant.\n\n"
ABOUT = "\n\nAbout Zorbex Pipes, Inc.\n\nZorbex Pipes, Inc. is a provider of pipes."


def found(analyse: Analyse, text: str, title: str = "Zorbex Pipes Opens Plant") -> set[tuple[str, str, str]]:
    """The roles of a text in a release by Zorbex Pipes: person, title and organisation."""
    analysis = analyse(OPENING + text + ABOUT, title=title)
    return {(f.person, f.title, f.organization or "") for f in Roles()(analysis, Entities(analysis))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We agree,” said Jane Roe, CEO of Acme Holdings and ReachOwl. “We grow.”",
            {("Jane Roe", "CEO", "Acme Holdings"), ("Jane Roe", "CEO", "ReachOwl")},
        ),
        ("“We agree,” said Jane Roe, CEO of 12 Owls. “We grow.”", {("Jane Roe", "CEO", "12 Owls")}),
        (
            "They sued the Bree Ministry of Fisheries and its secretary, Jane Roe, on Monday.",
            {("Jane Roe", "secretary", "Bree Ministry of Fisheries")},
        ),
        (
            "“We agree,” said Basketball Always Chief Strategy Officer Jane Roe.",
            {("Jane Roe", "Chief Strategy Officer", "Basketball Always")},
        ),
        (
            "“We agree,” said Jane Roe, Co-Head of qZorb Solutions, on Monday.",
            {("Jane Roe", "Co-Head", "qZorb Solutions")},
        ),
        ("They met with Ripple CEO Jane Roe on Monday.", {("Jane Roe", "CEO", "Ripple")}),
        (
            "Many use Artificial Intelligence (AI). “AI is big,” said Executive Chairman Jane Roe.",
            {("Jane Roe", "Executive Chairman", "Zorbex Pipes, Inc.")},
        ),
        (
            "They met with former Harvest CEOs Jane Roe and Bob Smith on Monday.",
            {("Jane Roe", "CEO", "Harvest"), ("Bob Smith", "CEO", "Harvest")},
        ),
        (
            "They met with Zorbex Pipes’ co-founders—Jane Roe and Bob Smith—on Monday.",
            {
                ("Jane Roe", "co-founder", "Zorbex Pipes, Inc."),
                ("Bob Smith", "co-founder", "Zorbex Pipes, Inc."),
            },
        ),
        (
            "“We agree,” said Jane Roe, Head of APAC at Yexel Labs, on Monday.",
            {("Jane Roe", "Head of APAC", "Yexel Labs")},
        ),
        (
            "Zorbex Pipes announced the appointment of Jane Roe as President of the Americas Region.",
            {("Jane Roe", "President", "Zorbex Pipes, Inc.")},
        ),
        (
            "“We agree,” said Jane Roe, Consul-General of Japan, on Monday.",
            {("Jane Roe", "Consul-General", "Japan")},
        ),
        (
            "Contact:\n\nName: Jane Roe\n\nPosition: CEO\n\nEmail: info@zorbex.com",
            {("Jane Roe", "CEO", "Zorbex Pipes, Inc.")},
        ),
    ],
)
def test_where_only_an_organization_can_stand(
    analyse: Analyse, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert found(analyse, text) == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Jane Roe, CEO of Yexel Labs, and Dr. Bob Smith, head of sales at Yexel Labs, spoke.", "Dr"),
        ("“We agree,” said Jane Roe, Director of Boats and Kites. “We grow.”", "Kites"),
        ("They met with Celebrated CEO Jane Roe on Monday.", "Celebrated"),
        ("They met with Incoming CEO Jane Roe on Monday.", "Incoming"),
    ],
)
def test_what_owns_no_post(analyse: Analyse, text: str, wrong: str) -> None:
    assert wrong not in {organization for _, _, organization in found(analyse, text)}


def test_praise_is_no_name_that_a_title_begins_with() -> None:
    assert [leading_name(title) for title in ("New Director", "Zorbex Director")] == ["", "Zorbex"]
