"""Fitting one scorer: logistic regression with a quadratic penalty, judged on documents it has not seen.

What rules do better on the documents that were read is kept out of the scorer (`models.regression`), so that
the probabilities are those of new documents; the threshold and all figures come from documents that were not
read, in five-fold cross-validation by document, over several shuffles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

import numpy as np
from sklearn.model_selection import GroupKFold

from models.examples import Judged
from models.regression import SEED, design, regression, vocabulary
from pipeline.judge.scorer import Scorer

PENALTIES = (0.03, 0.1, 0.3, 1.0)
"""Inverse strengths of the penalty that are tried; the one with the least log-loss stands."""

AS_GOOD = 0.004
"""Differences in F1 that say nothing: of thresholds this close the middle one stands, the farthest from both
sides on which new documents would lose."""

FOLDS = 5
SHUFFLES = 5
"""Ways in which the documents are put into folds; of one alone the best threshold is a matter of luck."""
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted scorer, with what it reaches on documents that were neither read nor fitted on.

    `before` and `after` are precision and recall without and with the judge.
    """

    scorer: Scorer
    penalty: float
    before: tuple[float, float]
    after: tuple[float, float]
    probabilities: np.ndarray
    right: np.ndarray


@dataclass(frozen=True, slots=True)
class _Data:
    features: Sequence[Sequence[str]]
    right: np.ndarray
    documents: np.ndarray
    read: np.ndarray


def fitted(documents: Sequence[Judged]) -> Fit:
    """Fit the scorer of one type."""
    data = _data(documents)
    unseen = ~data.read
    gold = sum(document.gold for document in documents if not document.was_read)
    tried = {penalty: _cross_validated(data, penalty)[:, unseen] for penalty in PENALTIES}
    right = np.tile(data.right[unseen], (SHUFFLES, 1))
    penalty = min(tried, key=lambda p: _log_loss(tried[p], right))
    probabilities = tried[penalty]
    threshold = _best_threshold(probabilities, right, gold)
    kept = probabilities >= threshold
    return Fit(
        _scorer(data, penalty, threshold),
        penalty,
        (float(right.mean()), right.sum() / (gold * SHUFFLES)),
        (float(right[kept].mean()), right[kept].sum() / (gold * SHUFFLES)),
        probabilities[0][kept[0]],
        right[0][kept[0]],
    )


def _data(documents: Sequence[Judged]) -> _Data:
    rows = [(document, example) for document in documents for example in document.examples]
    return _Data(
        [example.features for _, example in rows],
        np.array([example.right for _, example in rows]),
        np.array([document.document for document, _ in rows]),
        np.array([document.was_read for document, _ in rows]),
    )


def _cross_validated(data: _Data, penalty: float) -> np.ndarray:
    """Each finding's probability by fits that had no part of its document: a row for each shuffle."""
    probabilities = np.zeros((SHUFFLES, len(data.right)))
    for shuffle, row in enumerate(probabilities):
        _cross_validate(data, penalty, SEED + shuffle, row)
    return probabilities


def _cross_validate(data: _Data, penalty: float, seed: int, probabilities: np.ndarray) -> None:
    """Fill in each finding's probability, with the documents put into folds by a seed."""
    folds = GroupKFold(FOLDS, shuffle=True, random_state=seed)
    for train, test in folds.split(data.right, groups=data.documents):
        seen, unseen = ([data.features[i] for i in part] for part in (train, test))
        columns = vocabulary(seen)
        model = regression(penalty).fit(design(seen, columns, data.read[train]), data.right[train])
        unread = np.zeros(len(test), dtype=bool)
        probabilities[test] = model.predict_proba(design(unseen, columns, unread))[:, 1]


def _log_loss(probabilities: np.ndarray, right: np.ndarray) -> float:
    chances = np.where(right, probabilities, 1 - probabilities)
    return float(-np.log(np.maximum(chances, 1e-9)).mean())


def _best_threshold(probabilities: np.ndarray, right: np.ndarray, gold: int) -> float:
    """The middle one of the thresholds, in steps of a twentieth, whose F1 is as good as the best."""
    steps = [round(step / 20, 2) for step in range(19)]
    all_gold = gold * SHUFFLES
    reached = {
        t: 2 * right[probabilities >= t].sum() / ((probabilities >= t).sum() + all_gold) for t in steps
    }
    return median_low(t for t in steps if reached[t] >= max(reached.values()) - AS_GOOD)


def _scorer(data: _Data, penalty: float, threshold: float) -> Scorer:
    columns = vocabulary(data.features)
    model = regression(penalty).fit(design(data.features, columns, data.read), data.right)
    weights = {name: round(float(model.coef_[0][i]), DIGITS) for name, i in columns.items()}
    kept = {name: weight for name, weight in weights.items() if weight}
    return Scorer(bias=round(float(model.intercept_[0]), DIGITS), threshold=threshold, weights=kept)
