"""Which names are of one organisation, on articles of an invented press."""

from __future__ import annotations

import pytest

from pipeline.feed.entities import resolve
from tests.feed.entities.making import Article, names, written


def bodies(*articles: Article) -> list[list[str]]:
    """The names of each organisation of some articles."""
    return names(written(*articles), "organization")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orvane Mills", "The Orvane Mills, Inc."),
        ("Orvane & Tull", "Orvane and Tull LLC"),
        ("Larch Resources Board", "Larch Resource Board"),
        ("Orvane Orthopaedic Centre", "Orvane Orthopedic Center"),
        ("Orvane Era", "OrvaneEra"),
        ("U.S.", "United States of America"),
        ("U.S. Securities and Exchange Commission", "SEC"),
        ("Larch Owl Rescue Board", "LORB"),
    ],
)
def test_one_body(one: str, other: str) -> None:
    assert bodies(Article("a").certified(one), Article("b").certified(other)) == [sorted([one, other])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orvane", "Orvane Germany GmbH"),
        ("Orvane", "Orvane Foundation"),
        ("Orvane Mills", "Orvane Ferries"),
        ("American Board of Owls", "American Board of Moles"),
        ("Larch Owl Bureau", "LOB"),
        ("SEC", "Simulated Elk Concepts"),
        ("Ministry of Health", "Ministry of Health"),
        ("the company", "the company"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert bodies(Article("a").certified(one), Article("b").certified(other)) == sorted([[one], [other]])


def test_initials_that_two_names_fit_are_neither() -> None:
    articles = [Article(n).certified(n) for n in ("LORB", "Larch Owl Rescue Board", "Lisbon Oak Rowing Band")]
    assert len(bodies(*articles)) == 3


def test_a_short_form_is_what_an_article_uses_it_for() -> None:
    long = Article("a").post("Ula Vonn", "CEO", "Orvane Gold Corp.", short="Orvane")
    short = Article("b").certified("Orvane")
    assert bodies(long, short) == [["Orvane", "Orvane Gold Corp."]]
    other = Article("c").post("Eke Torrin", "CEO", "Orvane Energy", short="Orvane")
    assert bodies(long, short, other) == [["Orvane"], ["Orvane Energy"], ["Orvane Gold Corp."]]


def test_the_same_person_in_the_same_post_tells_a_short_form_and_a_slip() -> None:
    assert bodies(
        Article("a").post("Ula Vonn", "CEO", "Orvane"),
        Article("b").post("Ula Vonn", "Chief Executive Officer", "Orvane International, Inc."),
        Article("c").post("Eke Torrin", "founder", "Quellanderers Network"),
        Article("d").post("Eke Torrin", "founder", "Quellanders Network"),
    ) == [["Orvane", "Orvane International, Inc."], ["Quellanderers Network", "Quellanders Network"]]


def test_what_one_article_keeps_apart_stays_two() -> None:
    assert bodies(
        Article("a").post("Ula Vonn", "CEO", "Orvane").post("Ula Vonn", "CEO", "Orvane International"),
        Article("b").post("Ula Vonn", "CEO", "Orvane International"),
    ) == [["Orvane"], ["Orvane International"]]


def test_a_generic_name_is_one_where_one_person_has_a_post() -> None:
    articles = [Article(n).post("Ula Vonn", "Chair", "Advisory Board") for n in "ab"]
    stranger = Article("c").post("Eke Torrin", "Chair", "Advisory Board")
    found = [e for e in resolve(written(*articles, stranger)).entities if e.kind == "organization"]
    assert sorted(entity.documents for entity in found) == [("a", "b"), ("c",)]


def test_a_person_who_holds_a_certificate_is_no_organization() -> None:
    records = written(Article("a").says("Ula Vonn").certified("Ula Vonn"))
    assert names(records, "organization") == []
    assert names(records, "person") == [["Ula Vonn"]]
