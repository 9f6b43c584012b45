"""Every rule tells its examples, and leaves those that it must leave."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.errors import RuleFileInvalid
from pipeline.feed.kinds import holder_kind, post_kind
from pipeline.feed.kinds.rules import KindRule, KindRules, kind_rules
from pipeline.packaged import parsed_yaml

FILES = ("posts.en.yaml", "holders.en.yaml", "events.en.yaml")


def examples(kind: str) -> Iterator[tuple[str, KindRule, str]]:
    for name in FILES:
        for rule in kind_rules(name).rules:
            for words in rule.matches if kind == "matches" else rule.misses:
                yield name, rule, words


@pytest.mark.parametrize(("name", "rule", "words"), list(examples("matches")))
def test_a_rule_tells_its_examples(name: str, rule: KindRule, words: str) -> None:
    assert rule.tells(kind_rules(name).example(words))


@pytest.mark.parametrize(("name", "rule", "words"), list(examples("misses")))
def test_a_rule_leaves_what_it_must_leave(name: str, rule: KindRule, words: str) -> None:
    assert not rule.tells(kind_rules(name).example(words))


@pytest.mark.parametrize("name", FILES)
def test_no_two_rules_of_a_file_have_one_id(name: str) -> None:
    ids = [rule.id for rule in kind_rules(name).rules]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("title", "organization", "kind"),
    [
        ("Prime Minister", "Norland", "public_office"),
        ("Vice Chairman", "People's Committee", "public_office"),
        ("mayor", "Valparaíso, Chile", "public_office"),
        ("President", "Chile", "public_office"),
        ("president", "Ocean Institute", "employment"),
        ("press secretary", "Municipality of Vila Serena", "employment"),
        ("Deputy Governor", "Gulf Halal Authority", "employment"),
        ("chairman of the board", "Halvorsen Rail Group S.A.", "directorship"),
        ("Supervisory Board", "Caja Cantábrica", "directorship"),
        ("honorary member", "Royal Society of Owls", "membership"),
        ("chief chemist", "Kaunas Water", "employment"),
    ],
)
def test_posts(title: str, organization: str, kind: str) -> None:
    assert post_kind(title, organization) == kind


@pytest.mark.parametrize(
    ("name", "scheme", "kind"),
    [
        ("Carnegie Library", "LEED Gold", "building"),
        ("Quay Lamps Ltd", "LEED Gold", "organization"),
        ("lamp", "UL", "product"),
        ("Vila Serena", "ISO 37120", "city"),
        ("Ada Quill", "Certified Internal Auditor", "person"),
        ("Ada Quill", "ISO 9001", "unknown"),
        ("San Lucas Clinic", "CLIA", "organization"),
    ],
)
def test_holders(name: str, scheme: str, kind: str) -> None:
    assert holder_kind(name, scheme) == kind


def test_a_rule_that_asks_for_an_unknown_facet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = "facets: [name]\nrules: [{id: a, note: b, kind: c, where: {title: [d]}, matches: [e]}]"
    monkeypatch.setattr("pipeline.feed.kinds.rules.yaml_content", lambda *_: parsed_yaml(content))
    with pytest.raises(RuleFileInvalid, match=r"posts\.fr\.yaml: a: there is no facet title"):
        kind_rules("posts.fr.yaml")


def test_of_several_rules_the_first_one_decides() -> None:
    rules = KindRules.model_validate(
        parsed_yaml(
            "facets: [name]\nrules:\n"
            "- {id: a, note: n, kind: first, where: {name: [tern]}, unless: {name: [ferry]}, matches: [t]}\n"
            "- {id: b, note: n, kind: second, where: {name: [tern]}, matches: [tern]}\n"
        )
    )
    assert [rules.kind({"name": name}) for name in ("Tern", "tern ferry", "terns")] == [
        "first",
        "second",
        None,
    ]
