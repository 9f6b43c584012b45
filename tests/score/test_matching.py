"""Tests of `pipeline.score.matching`."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.score.matching import assignment, matched


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=n, max_size=n)
    )
)
def test_no_assignment_is_cheaper(cost: list[list[int]]) -> None:
    best = min(
        sum(cost[row][column] for row, column in enumerate(p)) for p in permutations(range(5), len(cost))
    )
    pairs = assignment(cost)
    assert sum(cost[row][column] for row, column in pairs) == best
    assert [row for row, _ in pairs] == list(range(len(cost)))


def test_the_other_fields_decide_between_equal_records() -> None:
    gold = [{"person": "Jane Roe", "title": "chair", "organization": "Owl", "status": "former"}]
    current = gold[0] | {"status": "current"}
    assert matched("role", gold, [current, gold[0]]) == [(0, 1)]


def test_each_mention_of_a_date_counts() -> None:
    row = {"value": "2025-05-03"}
    assert matched("date", [row, row], [row]) == [(0, 0)]
    assert matched("date", [row], [row, row]) == [(0, 0)]
