"""Tests of `models.entity_pairs`: the judged pairs are sound, and the joining keeps its floors on them."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from models.entities import of_gold
from models.entity_pairs import PAIRS, SIDES, Count, Judged, judged_pairs, pairs, total
from pipeline.names import organization_key, person_key
from tests.shared import SHARED, needs_shared

GOLD, PRESS = SHARED / "gold", SHARED / "press" / "releases.jsonl.gz"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]

PRECISION = 0.98
RECALL = {"person": 0.9, "organization": 0.9}
"""On the half that was not used to choose weights, of the pairs of annotated articles."""


def test_three_hundred_pairs_of_each_kind_were_judged() -> None:
    judged = Counter(row["kind"] for row in ROWS if row["verdict"] in {"same", "different"})
    assert min(judged["person"], judged["organization"]) >= 300
    assert {row["verdict"] for row in ROWS} == {"same", "different", "unclear"}


def test_no_pair_is_judged_twice_and_each_is_of_two_documents() -> None:
    sides = [tuple(tuple(row[side].values()) for side in SIDES) for row in ROWS]
    assert len({(row["kind"], *side) for row, side in zip(ROWS, sides, strict=True)}) == len(ROWS)
    assert all(one[0] != other[0] for one, other in sides)


def test_pairs_are_halved_and_say_nothing_but_where_names_stand() -> None:
    halves = Counter(row["half"] for row in ROWS)
    assert min(halves["tuning"], halves["report"]) > 0.4 * len(ROWS)
    sides = [row[side] for row in ROWS for side in SIDES]
    assert {name for side in sides for name in side} == {"document", "in", "start", "end"}
    assert all(re.fullmatch("[0-9a-f]{16}", side["document"]) for side in sides)


def test_a_count_tells_precision_and_recall() -> None:
    verdicts = [("same", True), ("same", True), ("different", True), ("same", False), ("different", False)]
    counted = total(Judged({"verdict": verdict}, joined) for verdict, joined in verdicts)
    assert counted == Count(right=2, wrong=1, missed=1, apart=1)
    assert (counted.precision, counted.recall) == (2 / 3, 2 / 3)


@needs_shared
def test_pairs_of_the_same_names_are_in_the_same_half() -> None:
    halves: dict[frozenset[str], set[str]] = {}
    for row in pairs("gold", GOLD, PRESS):
        key = person_key if row["kind"] == "person" else organization_key
        names = frozenset(key(row[side]["name"]) for side in SIDES)
        halves.setdefault(names, set()).add(row["half"])
    assert all(len(found) == 1 for found in halves.values())


@needs_shared
def test_persons_and_organizations_are_joined_as_a_reader_does() -> None:
    judged = list(judged_pairs(pairs("gold", GOLD, PRESS), list(of_gold(GOLD, PRESS))))
    assert len(judged) == sum(row["drawn_from"] == "gold" and row["verdict"] != "unclear" for row in ROWS)
    for kind, least in RECALL.items():
        counted = total(j for j in judged if j.pair["kind"] == kind and j.pair["half"] == "report")
        assert counted.precision >= PRECISION, f"{kind}: precision fell to {counted.precision:.3f}"
        assert counted.recall >= least, f"{kind}: recall fell to {counted.recall:.3f}"
