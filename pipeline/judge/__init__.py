"""Judging findings: how likely each is right, by weights that were fitted on annotated articles.

The rules propose; the judge weighs the rule, the other rules that found the same, the words and
entities around, and gives the probability that becomes the record's `confidence`. What is less likely
right than the type's threshold is dropped. `models/README.md` says what the weights were fitted on,
and how to fit them again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import orjson

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.findings import Finding
from pipeline.judge.features import Setting, features_of
from pipeline.judge.scorer import Scorer

__all__ = ["Setting", "features_of", "judged", "scorers"]

WEIGHTS = "weights.json"


@cache
def scorers() -> dict[str, Scorer]:
    """The scorer of each record type."""
    content = orjson.loads((files("pipeline.judge") / WEIGHTS).read_bytes())
    return {kind: Scorer.model_validate(fitted) for kind, fitted in content["types"].items()}


def judged(findings: Sequence[Finding], analysis: Analysis, entities: Entities) -> Iterator[Finding]:
    """The findings that are likely enough right, each with its probability as confidence."""
    setting = Setting(analysis, entities, Counter(finding.type for finding in findings))
    for finding in findings:
        scorer = scorers()[finding.type]
        probability = scorer.probability(features_of(finding, setting))
        if probability >= scorer.threshold:
            yield replace(finding, confidence=probability)
