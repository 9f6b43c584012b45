"""Which mentions are of one person, on articles of an invented press."""

from __future__ import annotations

import pytest

from tests.feed.entities.making import Article, names, written


def people(*articles: Article) -> list[list[str]]:
    """The names of each person of some articles."""
    return names(written(*articles), "person")


def test_one_person_of_one_association_in_twelve_releases() -> None:
    articles = [Article(f"r{n}").post("Sorin Quellan", "Director", "Larch Standards Body") for n in range(12)]
    assert people(*articles) == [["Sorin Quellan"]]


def test_two_of_one_common_name_at_two_companies_stay_two() -> None:
    assert people(
        Article("a").post("Michael Smith", "CEO", "Orvane Mills"),
        Article("b").post("Michael Smith", "CEO", "Tern Ferries"),
    ) == [["Michael Smith"], ["Michael Smith"]]


def test_a_rare_name_is_one_person_who_changed_company() -> None:
    assert people(
        Article("a").post("Xqalo Umbrecci", "CEO", "Orvane Mills"),
        Article("b").post("Xqalo Umbrecci", "CEO", "Tern Ferries"),
    ) == [["Xqalo Umbrecci"]]


def test_a_common_name_with_the_same_company_around() -> None:
    articles = [
        Article(n).post("Michael Smith", "CEO", home).says("Ula Vonn").says("Eke Torrin")
        for n, home in (("a", "Orvane Mills"), ("b", "Tern Ferries"))
    ]
    assert people(*articles) == [["Eke Torrin"], ["Michael Smith"], ["Ula Vonn"]]


def test_a_common_name_without_post_where_its_company_is_named() -> None:
    assert people(
        Article("a").post("Carl Ferrow", "CEO", "Orvane Mills"),
        Article("b").says("Carl Ferrow").certified("Orvane Mills"),
        Article("c").says("Michael Smith"),
        Article("d").says("Michael Smith"),
    ) == [["Carl Ferrow"], ["Michael Smith"], ["Michael Smith"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bill Roe", "William Roe"), ("J. Roe", "Jane Roe"), ("Vighosh Dobral", "Vighosh Dorbal")],
)
def test_other_forms_are_joined_at_one_organization_only(one: str, other: str) -> None:
    at_one = [
        Article("a").post(one, "CEO", "Orvane Mills"),
        Article("b").post(other, "CEO", "Orvane Mills, Inc."),
    ]
    apart = [Article("a").post(one, "CEO", "Orvane Mills"), Article("b").post(other, "CEO", "Tern Ferries")]
    assert people(*at_one) == [sorted([one, other])]
    assert people(*apart) == sorted([[one], [other]])


def test_an_initial_that_two_may_bear_stays_alone() -> None:
    mentions = ["J. Roe", "Jane Roe", "Julian Roe"]
    articles = [Article(name).post(name, "engineer", "Orvane Mills") for name in mentions]
    assert people(*articles) == [["J. Roe"], ["Jane Roe"], ["Julian Roe"]]


def test_whom_one_article_tells_apart_stay_two() -> None:
    assert people(
        Article("a").post("Bill Roe", "CEO", "Orvane Mills").post("William Roe", "founder", "Orvane Mills"),
        Article("b").post("William Roe", "founder", "Orvane Mills"),
    ) == [["Bill Roe"], ["William Roe"]]


def test_generations_genders_and_middle_initials_contradict() -> None:
    articles = [
        Article("a").post("Ula Vonn Jr.", "CEO", "Orvane Mills"),
        Article("b").post("Ula Vonn Sr.", "CEO", "Orvane Mills"),
        Article("c").post("Eke A. Torrin", "CEO", "Orvane Mills"),
        Article("d").post("Eke B. Torrin", "CEO", "Orvane Mills"),
        Article("e").says("Lumo Pirk", "Mr."),
        Article("f").says("Lumo Pirk", "Mrs."),
    ]
    assert len(people(*articles)) == 6


def test_a_father_without_his_generation_joins_at_one_place_only() -> None:
    assert people(
        Article("a").post("Ula Vonn Jr.", "CEO", "Orvane Mills"),
        Article("b").post("Ula Vonn", "CEO", "Orvane Mills"),
        Article("c").says("Eke Torrin Jr."),
        Article("d").says("Eke Torrin"),
    ) == [["Eke Torrin"], ["Eke Torrin Jr."], ["Ula Vonn", "Ula Vonn Jr."]]


def test_a_single_name_tells_nobody() -> None:
    assert people(Article("a").says("Lisa"), Article("b").says("Lisa")) == [["Lisa"], ["Lisa"]]


@pytest.mark.parametrize("titles", [("adviser", "nurse"), ("director", "director")])
def test_a_ministry_of_no_country_joins_nobody(titles: tuple[str, str]) -> None:
    articles = [
        Article(f"{n}").post("Michael Smith", title, "Ministry of Health") for n, title in enumerate(titles)
    ]
    assert people(*articles) == [["Michael Smith"], ["Michael Smith"]]


def test_a_large_block_is_joined_by_what_is_shared() -> None:
    articles = [Article(f"{n}").post("Michael Smith", "CEO", f"Orvane{n % 50} Mills") for n in range(50)]
    again = [
        Article(f"x{n}")
        .post("Michael Smith", "founder", f"Xur{n}")
        .post("Michael Smith", "CEO", f"Orvane{n} Mills")
        for n in range(50)
    ]
    assert len(people(*articles, *again)) == 50
