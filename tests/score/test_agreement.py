"""Tests of `pipeline.score.agreement`."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.score.agreement import loosely_equal, same_opening, same_person, same_record


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("Orvane Holdings, Inc.", "Orvane Holdings"),
        ("the Chair", "Chair"),
        ("ISO37101", "ISO/IEC 37101"),
        ("World Club of Owls", "WCO"),
        ("Vice President, Sales", "Vice President, Sales and Marketing"),
        (["Mayor", "Lord Mayor"], "lord mayor"),
        (None, ""),
        ("Café Ñandú", "Cafe Nandu"),
    ],
)
def test_loosely_equal(gold: Any, predicted: Any) -> None:
    assert loosely_equal(gold, predicted)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("ISO 9001:2015", "ISO 14001:2015"),
        ("2024 Harbour Summit", "2025 Harbour Summit"),
        ("Chair", None),
        ("Director of Research", "Director of Sales"),
        ("WC", "World Club"),
    ],
)
def test_not_loosely_equal(gold: Any, predicted: Any) -> None:
    assert not loosely_equal(gold, predicted)


def test_a_name_counts_in_either_order_and_without_its_middle() -> None:
    assert same_person("Li Wen", "Wen Li")
    assert same_person("Jane Q. Roe", "Dr. Jane Roe")
    assert not same_person("Jane Roe", "Roe")
    assert not same_person("Jane Roe", "John Roe")


def test_a_quotation_counts_by_its_first_five_words() -> None:
    assert same_opening("We are glad to be here today", "We are glad to be there")
    assert not same_opening("We are glad to be here", "We are very glad to be here")
    assert same_opening("It works", "It works, and well")


def test_an_event_must_begin_when_the_gold_says_so() -> None:
    gold = {"name": "Owl Forum", "start": "2025-05-03"}
    assert same_record("event", gold, {"name": "Owl Forum", "start": "2025-05-03"})
    assert not same_record("event", gold, {"name": "Owl Forum", "start": None})
    assert same_record("event", {"name": "Owl Forum", "start": None}, {"name": "Owl Forum", "start": "2025"})
