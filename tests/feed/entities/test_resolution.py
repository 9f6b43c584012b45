"""From records to entities: names, posts over time, ids from run to run, and the way back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.entity_pairs import mentioned
from pipeline.feed.entities import Registry, resolve
from pipeline.feed.entities.cards import indexed
from pipeline.feed.entities.mentions import mentions
from pipeline.feed.entities.resolution import registered
from pipeline.records import Role, Speaker
from tests.feed.entities.making import Article, only, written
from tests.feed.entities.scaling import quality
from tests.feed.entities.world import World

PEOPLE = (
    "Ula Vonn",
    "Ula P. Vonn",
    "Ula R. Vonn",
    "U. Vonn",
    "Ula Vonn Jr.",
    "Bill Roe",
    "William Roe",
    "Lisa",
)
BODIES = ("Orvane", "Orvane Gold Corp.", "Tern Ferries", "Advisory Board", None)


def test_of_many_documents_the_same_are_looked_at_in_any_order() -> None:
    many = [Article(f"x{n:02}").post("Michael Smith", "CEO", "Orvane") for n in range(60)]
    many[0].says("Eke Torrin").says("Lumo Pirk")
    other = Article("y").post("Michael Smith", "CEO", "Tern").says("Eke Torrin").says("Lumo Pirk")
    assert resolve(written(other, *many)) == resolve(written(*reversed(many), other))


def test_an_id_stays_when_a_better_name_appears() -> None:
    first = Article("a").post("U. Vonn", "CEO", "Orvane")
    before = resolve(written(first))
    after = resolve(written(first, Article("b").post("Ula Vonn", "CEO", "Orvane")), before)
    assert only(after.entities, "person").id == only(before.entities, "person").id


def test_what_turns_out_to_be_one_is_merged_and_recorded() -> None:
    apart = [
        Article("a").post("Michael Smith", "CEO", "Orvane"),
        Article("b").post("Michael Smith", "CEO", "Tern"),
    ]
    link = Article("c").post("Michael Smith", "founder", "Orvane").post("Michael Smith", "CEO", "Tern")
    before = resolve(written(*apart))
    after = resolve(written(*apart, link), before)
    ended = {e.id for e in before.entities if e.kind == "person"} - {only(after.entities, "person").id}
    assert set(only(after.entities, "person").supersedes) == ended
    assert ended <= set(after.retired)
    assert len(ended) == 1


def test_a_document_comes_once() -> None:
    first, second = Article("a").says("Ula Vonn"), Article("b").says("Ula Vonn")
    with pytest.raises(ValueError, match="document a do not stand together"):
        resolve(written(first, second, first))


def test_nothing_makes_nothing() -> None:
    assert resolve([]) == Registry()


def test_every_name_of_a_record_has_its_entity() -> None:
    records = list(World(60).records(600))
    registry = resolve(records)
    documents = {entity.id: entity.documents for entity in registry.entities}
    found = list(mentioned(records, registry))
    assert all(one.document in documents[one.entity] for one in found)
    persons = [one.name for one in found if one.kind == "person"]
    assert persons == [record.person for record in records if isinstance(record, Role | Speaker)]
    bodies = [one.name for one in found if one.kind == "organization"]
    assert bodies == [r.organization for r in records if isinstance(r, Role) and r.organization]


articles = st.lists(
    st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(BODIES)), min_size=1, max_size=3),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(articles, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(
    drawn: list[list[tuple[str, str | None]]], chance: random.Random
) -> None:
    press = []
    for place, posts in enumerate(drawn):
        article = Article(f"doc{place}")
        for person, organization in posts:
            article.post(person, "CEO", organization)
        press.append(article)
    first = resolve(written(*press))
    chance.shuffle(press)
    assert resolve(written(*press)) == first
    assert resolve(written(*press), first) == first


@settings(max_examples=60, deadline=None)
@given(articles)
def test_no_person_holds_two_whom_one_document_tells_apart(
    drawn: list[list[tuple[str, str | None]]],
) -> None:
    press = []
    for place, posts in enumerate(drawn):
        press.append(Article(f"doc{place}"))
        for person, organization in posts:
            press[-1].post(person, "CEO", organization)
    index = indexed(mentions(written(*press)))
    forms = {member: set(card.names) for member, card in index.persons.items()}
    for entity in registered(index, Registry()).entities:
        if entity.kind == "person":
            documents = [d for member in entity.members for d in index.persons[member].documents]
            assert len(documents) == len(set(documents))
            assert not {"Ula P. Vonn", "Ula R. Vonn"} <= set().union(*map(forms.get, entity.members))  # type: ignore[arg-type]


def test_a_world_of_namesakes() -> None:
    world = World(3000, seed=5)
    precision, recall = quality(resolve(world.records(9000)), lambda: world.records(9000))
    assert precision >= 0.99
    assert recall >= 0.95
