"""Tests of `models.fit`, on findings that are made up."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("sklearn", reason="the extra `train` is not installed")

from models.examples import Example, Judged
from models.fit import Fit, fitted


def documents(seed: int = 0) -> list[Judged]:
    """Documents with four findings each: the rule `good` is right nine times of ten, `bad` one of ten.

    In documents that were read, every finding is right.
    """
    chance = random.Random(seed)
    return [
        Judged(f"doc-{n}", "train", n % 3 == 0, "role", 5, [_example(chance, n % 3 == 0) for _ in range(4)])
        for n in range(300)
    ]


def _example(chance: random.Random, read: bool) -> Example:
    good = chance.random() < 0.5
    return Example(("rule=good" if good else "rule=bad",), read or chance.random() < (0.9 if good else 0.1))


@pytest.fixture(scope="module")
def fit() -> Fit:
    return fitted(documents())


def test_probabilities_are_those_of_documents_that_were_not_read(fit: Fit) -> None:
    assert fit.scorer.probability(["rule=good"]) == pytest.approx(0.9, abs=0.07)
    assert fit.scorer.probability(["rule=bad"]) == pytest.approx(0.1, abs=0.07)


def test_the_judge_buys_precision_with_recall(fit: Fit) -> None:
    assert 0.1 < fit.scorer.threshold < 0.9
    assert fit.after[0] > fit.before[0] + 0.2
    assert fit.after[1] < fit.before[1]


def test_a_feature_that_is_rare_gets_no_weight() -> None:
    rare = Judged("rare", "train", False, "role", 1, [Example(("rule=good", "once"), True)])
    assert "once" not in fitted([*documents(), rare]).scorer.weights


def test_the_same_documents_give_the_same_fit(fit: Fit) -> None:
    assert fitted(documents()).scorer == fit.scorer
