"""Chooses among candidates by a linear model: features in, the most probable one out.

The weights (`owner_weights.json`) were fitted on annotated articles as a conditional logit: of a
post's candidates and "none", each is as probable as the exponential of its features' weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import orjson

WEIGHTS = "owner_weights.json"


class Choice(NamedTuple):
    """The place of the chosen candidate, and its probability among all."""

    place: int
    probability: float


@cache
def weights() -> Mapping[str, float]:
    """The fitted weight of each feature; one that is not named weighs nothing."""
    content: Mapping[str, float] = orjson.loads((files("pipeline.extract.roles") / WEIGHTS).read_bytes())
    return content


def choose(candidates: Sequence[Iterable[str]], fitted: Mapping[str, float]) -> Choice:
    """The most probable of some candidates, each given by its features; of equals the first.

    >>> choose([["named"], ["named", "subject"]], {"subject": 2.0}).place
    1
    """
    scores = [sum(fitted.get(feature, 0.0) for feature in set(features)) for features in candidates]
    best = max(range(len(scores)), key=scores.__getitem__)
    return Choice(best, 1 / sum(math.exp(score - scores[best]) for score in scores))
