"""Chooses among candidates by a linear model: features in, the most probable one out.

The weights were fitted on annotated articles as a conditional logit (McFadden 1974; `models.ranking`): of
a question's candidates and "none", each is as probable as the exponential of its features' weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import orjson

NONE = "none"
"""The feature that only the candidate "none" has."""


_STEPS = (0, 1, 2, 3, 5, 8, 15, 30, 60)


def bucket(number: int) -> int:
    """A number on a coarse scale, so that a feature can tell it: 0 1 2 3 5 8 15 30 60.

    >>> [bucket(n) for n in (0, 4, 7, 400)]
    [0, 3, 5, 60]
    """
    return max(step for step in _STEPS if step <= number)


class Choice(NamedTuple):
    """The place of the chosen candidate, and its probability among all."""

    place: int
    probability: float


@cache
def fitted_weights(package: str, name: str) -> Mapping[str, float]:
    """The weight of each feature, from a JSON file of a package; a feature without one weighs nothing."""
    content: Mapping[str, float] = orjson.loads((files(package) / name).read_bytes())
    return content


def probabilities(candidates: Sequence[Iterable[str]], fitted: Mapping[str, float]) -> list[float]:
    """How probable each of some candidates is, all together 1; each is given by its features.

    >>> probabilities([["named"], ["subject"]], {"subject": math.log(4)})
    [0.2, 0.8]
    """
    scores = [math.fsum(fitted.get(feature, 0.0) for feature in set(features)) for features in candidates]
    odds = [math.exp(score - max(scores)) for score in scores]
    return [chance / math.fsum(odds) for chance in odds]


def choose(candidates: Sequence[Iterable[str]], fitted: Mapping[str, float]) -> Choice:
    """The most probable of some candidates; of equals the first.

    >>> choose([["named"], ["named", "subject"]], {"subject": 2.0}).place
    1
    """
    chances = probabilities(candidates, fitted)
    best = max(range(len(chances)), key=chances.__getitem__)
    return Choice(best, chances[best])
