"""Tests of `pipeline.judge`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.certifications import Certifications
from pipeline.findings import RoleFinding
from pipeline.judge import Setting, features_of, judged, scorers
from pipeline.judge.scorer import Scorer
from pipeline.records import TYPES
from tests.factory import article, event, role

TEXT = "Jane Roe, chief owl of Orvane Mills, opened the Owl Summit in Leith on May 5, 2025."


def test_every_type_has_a_scorer() -> None:
    assert set(scorers()) == set(TYPES)


def test_weights_of_true_features_add_up() -> None:
    scorer = Scorer(bias=-1.0, threshold=0.5, weights={"a": 1.0, "b": 2.0})
    assert scorer.probability([]) == pytest.approx(0.2689, abs=1e-4)
    assert scorer.probability(["a", "a"]) == 0.5
    assert scorer.probability(["a", "b", "unknown"]) > scorer.probability(["a"])


def test_huge_weights_do_not_overflow() -> None:
    assert Scorer(bias=-5000, threshold=0, weights={}).probability([]) < 1e-9


@pytest.fixture
def setting(analyse: Callable[..., Analysis]) -> Setting:
    analysis = analyse(TEXT)
    return Setting(analysis, Entities(analysis), Counter(role=1, event=1))


def test_a_role_is_seen_with_its_order_and_words(setting: Setting) -> None:
    found = role(article(TEXT), "Jane Roe", "chief owl", "Orvane Mills")
    features = set(features_of(found, setting))
    assert {
        "rule=role.test",
        "head=owl",
        "person-title=,",
        "title-organization=of",
        "status=current",
    } <= features


def test_an_event_is_seen_with_its_neighbours(setting: Setting) -> None:
    found = event(article(TEXT), "Owl Summit", "2025-05-05", "May 5, 2025")
    features = set(features_of(found, setting))
    assert {"name<the", "name>in", "near:opened", "last=summit", "known=s"} <= features


@pytest.mark.parametrize("nickname", ["“Jo” ", '"Jo" ', "(Jo) "])
def test_a_nickname_makes_no_certificate_less_likely(analyse: Callable[..., Analysis], nickname: str) -> None:
    def confidences(familiar: str) -> list[float]:
        text = f"Joseph B. {familiar}Roe is a board-certified surgeon in Leith, and a Certified Boat Planner."
        analysis = analyse(text)
        entities = Entities(analysis)
        return [
            one.confidence for one in judged(list(Certifications()(analysis, entities)), analysis, entities)
        ]

    assert len(confidences(nickname)) == 2
    assert confidences(nickname) == pytest.approx(confidences(""))


def test_a_certification_is_seen_with_what_the_article_is_about(analyse: Callable[..., Analysis]) -> None:
    text = "Our guide helps firms. It has lessons and a course. Orvane Mills is ISO 9001 certified."
    analysis = analyse(text, title="A Guide to ISO 9001")
    entities = Entities(analysis)
    (found,) = Certifications()(analysis, entities)
    features = set(features_of(found, Setting(analysis, entities, Counter(certification=1))))
    assert {"title:teaches", "title-scheme=True", "title-holder=False"} <= features
    assert {"article:teaches=1", "article:sells=0", "earlier:teaches"} <= features


def test_the_judge_gives_confidence_and_drops_what_is_unlikely(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    scorer = Scorer(bias=0.0, threshold=0.4, weights={"head=owl": 1.0, "head=mole": -1.0})
    monkeypatch.setattr("pipeline.judge.scorers", lambda: {"role": scorer})
    owl = role(article(TEXT), "Jane Roe", "chief owl", "Orvane Mills")
    mole = role(article(TEXT + " Jane Roe, mole."), "Jane Roe", "mole", None)
    kept = list(judged([owl, mole], setting.analysis, setting.entities))
    assert [finding.title for finding in kept if isinstance(finding, RoleFinding)] == ["chief owl"]
    assert kept[0].confidence == pytest.approx(0.731, abs=1e-3)
