"""A logistic model over features that are true or not: weights in, a probability out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field


class Scorer(BaseModel):
    """The fitted weights of one record type.

    Attributes:
        bias: log-odds of a finding of which no known feature is true.
        weights: what each feature adds to the log-odds; one that is not named adds nothing.
        threshold: the probability under which a finding is dropped: where F1 was best on documents
            that had no part in the fit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    bias: float
    threshold: float = Field(ge=0, le=1)
    weights: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """The probability that a finding with these features is right.

        >>> round(Scorer(bias=0, threshold=0.5, weights={"rule=a": 2.0}).probability(["rule=a", "new"]), 2)
        0.88
        """
        odds = self.bias + sum(self.weights.get(feature, 0.0) for feature in set(features))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
