"""What somebody was and is, as biographies tell it: posts with their terms, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.roles import Roles

Analyse = Callable[..., Analysis]

OPENING = "Jane Roe spoke to the paper about boats. "
TERMS = [
    "for 12 years",
    "for nearly two decades",
    "for more than ten years",
    "from 2010 to 2015",
    "(2010–2015)",
    "since 2015",
    "until 2019",
    "between 2010 and 2015",
]
POSTS = [
    ("She served as managing director {} at Norvane Bank.", "managing director"),
    ("Roe, who was Vice President of Sales {} for Norvane Bank, built boats.", "Vice President of Sales"),
    ("Previously, Roe held the position of managing director {} with Norvane Bank.", "managing director"),
]


def posts(analysis: Analysis) -> set[tuple[str, str, str | None, str]]:
    found = Roles()(analysis, Entities(analysis))
    return {(role.person, role.title, role.organization, role.status) for role in found}


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize(("sentence", "title"), POSTS)
def test_a_term_stands_between_post_and_organization(
    analyse: Analyse, sentence: str, title: str, term: str
) -> None:
    told = {found[:3] for found in posts(analyse(OPENING + sentence.format(term)))}
    assert told == {("Jane Roe", title, "Norvane Bank")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Roe joined Norvane Bank in 2010 and rose to chief financial officer.",
            {("chief financial officer", "Norvane Bank", "former")},
        ),
        (
            "Roe has been with Norvane Bank since 2010, first as head of sales and now as managing director.",
            {("head of sales", "Norvane Bank", "former"), ("managing director", "Norvane Bank", "current")},
        ),
        (
            "Roe is head of sales at Norvane Bank and was previously managing director of Zorbex Bank.",
            {("head of sales", "Norvane Bank", "current"), ("managing director", "Zorbex Bank", "former")},
        ),
        (
            "Roe worked for Norvane Bank as head of sales, and then for Zorbex Bank as managing director.",
            {("head of sales", "Norvane Bank", "former"), ("managing director", "Zorbex Bank", "former")},
        ),
        (
            "Roe worked at Norvane Bank for ten years, the last three as managing director.",
            {("managing director", "Norvane Bank", "former")},
        ),
        (
            "She later moved to Norvane Bank as managing director.",
            {("managing director", "Norvane Bank", "former")},
        ),
        (
            "She moved to Norvane Bank, becoming managing director in 2015.",
            {("managing director", "Norvane Bank", "former")},
        ),
        (
            "She holds the title of managing director at Norvane Bank.",
            {("managing director", "Norvane Bank", "current")},
        ),
        (
            "Roe, until recently managing director of Norvane Bank, likes kites.",
            {("managing director", "Norvane Bank", "former")},
        ),
        (
            "Roe, for twelve years managing director of Norvane Bank, likes kites.",
            {("managing director", "Norvane Bank", "former")},
        ),
        (
            "Roe, who spent 12 years at Norvane Bank as managing director, likes kites.",
            {("managing director", "Norvane Bank", "former")},
        ),
        (
            "In 2015, Norvane Bank hired her as managing director.",
            {("managing director", "Norvane Bank", "incoming")},
        ),
    ],
)
def test_one_post_after_the_other(
    analyse: Analyse, sentence: str, expected: set[tuple[str, str, str]]
) -> None:
    assert {found[1:] for found in posts(analyse(OPENING + sentence))} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "“I am glad to welcome him as a partner,” said Jane Roe, managing director of Norvane Bank.",
        "The Bree Herald named her Most Trusted Realtor. Jane Roe is managing director of Norvane Bank.",
    ],
)
def test_who_is_meant_by_a_pronoun_must_be_told_by_the_organization(analyse: Analyse, sentence: str) -> None:
    titles = {title for _, title, _, _ in posts(analyse(OPENING + sentence))}
    assert titles == {"managing director"}


@pytest.mark.parametrize(
    ("term", "status"),
    [("in May 2010", "current"), ("from May 2010", "current"), ("in May 2025", "incoming")],
)
def test_what_began_long_ago_is_no_news(analyse: Analyse, term: str, status: str) -> None:
    sentence = f"She was named managing director {term} of Norvane Bank."
    found = posts(analyse(OPENING + sentence, published="2025-05-03"))
    assert found == {("Jane Roe", "managing director", "Norvane Bank", status)}
