"""Fits the weights of a choice among candidates: a conditional logit (McFadden 1974; `pipeline.ranking`).

Of a question's candidates each is as probable as the exponential of its features' weights; the weights
are those that make the right candidates most probable. Unlike a yes or no to each candidate by itself,
the fit only asks that the right one outweighs those beside it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import typer
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from models.documents import Annotated, annotated_documents
from models.weights import write_weights
from pipeline.ranking import NONE
from pipeline.stages import Pipeline

MOST_STEPS = 300
DIGITS = 3
LEAST = 0.02
"""Weights below this are left out."""


@dataclass(frozen=True, slots=True)
class Question:
    """Candidates' features and which of them are right; the last candidate is "none".

    Attributes:
        is_known: whether the gold has what is asked about.
    """

    document: str
    features: Sequence[Sequence[str]]
    right: Sequence[bool]
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Terms:
    """How a choice is fitted.

    Attributes:
        penalty: strength of the quadratic penalty on the weights.
        reluctance: log-odds taken from "none" after the fit, for recall.
        seen_at_least: candidates that a feature must be true of to get a weight.
        unknown_weight: what a question counts that the gold does not have.
        share: questions of one document that count in full; of more, each counts less.
    """

    penalty: float
    reluctance: float
    seen_at_least: int = 3
    unknown_weight: float = 1.0
    share: float = math.inf


def fitted_choice(asked: Sequence[Question], terms: Terms) -> dict[str, float]:
    """The weights that make the right candidates most probable."""
    seen = Counter(f for question in asked for features in question.features for f in features)
    names = sorted(feature for feature, count in seen.items() if count >= terms.seen_at_least)
    column = {feature: index for index, feature in enumerate(names)}
    rows = [[column[f] for f in fs if f in column] for question in asked for fs in question.features]
    matrix = csr_matrix(
        (np.ones(sum(map(len, rows))), np.concatenate(rows).astype(int), np.cumsum([0, *map(len, rows)])),
        shape=(len(rows), len(names)),
    )
    loss, start = _Loss(matrix, asked, terms), np.zeros(len(names))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS}).x
    weights = dict(zip(names, map(float, best), strict=True))
    weights[NONE] = weights.get(NONE, 0.0) - terms.reluctance
    return {name: round(weight, DIGITS) for name, weight in weights.items() if abs(weight) >= LEAST}


class _Loss:
    """The penalised negative log-likelihood of weights, with its gradient."""

    def __init__(self, matrix: csr_matrix, asked: Sequence[Question], terms: Terms) -> None:
        sizes = [len(question.features) for question in asked]
        of_document = Counter(question.document for question in asked)
        self._matrix = matrix
        self._penalty = terms.penalty
        self._right = np.concatenate([question.right for question in asked])
        self._first = np.cumsum([0, *sizes])[:-1]
        self._of = np.repeat(np.arange(len(asked)), sizes)
        shares = [min(1.0, terms.share / of_document[question.document]) for question in asked]
        known = [1 if question.is_known else terms.unknown_weight for question in asked]
        self._weight = np.array(shares) * np.array(known)

    def __call__(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = self._matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, self._first)[self._of])
        right = odds * self._right
        total, hit = np.add.reduceat(odds, self._first), np.add.reduceat(right, self._first)
        loss = (self._weight * (np.log(total) - np.log(hit))).sum() + self._penalty / 2 * weights @ weights
        pull = self._weight[self._of] * (odds / total[self._of] - right / hit[self._of])
        return loss, self._matrix.T @ pull + self._penalty * weights


def write_fit(
    questions: Callable[[Iterable[Annotated], Pipeline], Iterable[Question]],
    terms: Terms,
    path: Path,
    gold: Path,
    press: Path,
) -> None:
    """Fit the weights on the documents whose errors were read, and write them.

    Args:
        questions: what has to be chosen in annotated articles.
        terms: how the weights are fitted.
        path: the file of weights.
        gold: directory with train and dev.
        press: the releases that models/press.jsonl annotates.
    """
    read = (document for document in annotated_documents(gold, press) if document.was_read)
    weights = fitted_choice(list(questions(read, Pipeline())), terms)
    write_weights(path, weights)
    typer.echo(f"{len(weights)} weights")
