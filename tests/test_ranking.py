"""The choice among candidates."""

from __future__ import annotations

import math

import pytest

from pipeline.ranking import choose, probabilities


def test_choice_is_the_most_probable() -> None:
    choice = choose([["a"], ["a", "b"], []], {"a": 1.0, "b": 1.0})
    assert choice.place == 1
    assert choice.probability == pytest.approx(0.665, abs=0.001)


def test_of_equals_the_first_is_chosen() -> None:
    assert choose([["x"], ["y"]], {}).place == 0


def test_a_feature_counts_once() -> None:
    assert choose([["a", "a"], ["b"]], {"a": 1.0, "b": 1.5}).place == 1


def test_probabilities_of_far_scores_are_finite() -> None:
    assert probabilities([["a"], ["b"]], {"a": 5000.0, "b": -5000.0}) == [1.0, 0.0]
    assert math.fsum(probabilities([["a"], ["b"], ["c"]], {"a": 0.3})) == pytest.approx(1)
