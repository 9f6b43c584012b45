"""Fitting a choice of one of several candidates, or none."""

from __future__ import annotations

import pytest

pytest.importorskip("scipy")

from models.ranking import Question, Terms, fitted_choice

NEAR, FAR, OLD, NONE = ["near"], ["far"], ["far", "old"], ["none"]
TERMS = Terms(penalty=1.0, reluctance=0.0, seen_at_least=1)
FIRST = Question("a", [NEAR, FAR, NONE], [True, False, False])
NOBODY = Question("b", [FAR, OLD, NONE], [False, False, True])


def test_the_right_candidate_outweighs_those_beside_it_and_none() -> None:
    weights = fitted_choice([FIRST, NOBODY] * 10, TERMS)
    assert weights["near"] > weights["none"] > weights["far"]
    assert weights["old"] < 0


def test_rare_features_get_no_weight() -> None:
    old = Question("c", [OLD, NONE], [True, False])
    assert "old" not in fitted_choice(
        [FIRST, FIRST, old], Terms(penalty=1.0, reluctance=0.0, seen_at_least=2)
    )


def test_reluctance_is_taken_from_none() -> None:
    usual = fitted_choice([FIRST, NOBODY] * 10, TERMS)
    reluctant = fitted_choice([FIRST, NOBODY] * 10, Terms(penalty=1.0, reluctance=0.5, seen_at_least=1))
    assert reluctant["none"] == pytest.approx(usual["none"] - 0.5)


def test_what_the_gold_lacks_counts_less() -> None:
    unknown = Question("b", NOBODY.features, NOBODY.right, is_known=False)
    terms = Terms(penalty=1.0, reluctance=0.0, seen_at_least=1, unknown_weight=0.1)
    usual = fitted_choice([FIRST, NOBODY] * 10, terms)
    assert usual["none"] > fitted_choice([FIRST, unknown] * 10, terms)["none"]
