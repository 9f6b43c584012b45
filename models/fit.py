"""Fitting one scorer: logistic regression with a quadratic penalty, judged on documents it has not seen.

Rules do better on the documents that were read when they were made. A column of its own takes up that
difference in the fit and is left out of the scorer, so that the probabilities are those of new documents;
the threshold and all figures come from documents that were not read, in five-fold cross-validation by
document, over several shuffles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from models.examples import Judged
from pipeline.judge.scorer import Scorer

PENALTIES = (0.03, 0.1, 0.3, 1.0)
"""Inverse strengths of the penalty that are tried; the one with the least log-loss stands."""

SEEN_AT_LEAST = 3
"""Findings that a feature must be true of to get a weight."""

AS_GOOD = 0.004
"""Differences in F1 that say nothing: of thresholds this close the middle one stands, the farthest from both
sides on which new documents would lose."""

FOLDS = 5
SHUFFLES = 5
"""Ways in which the documents are put into folds; of one alone the best threshold is a matter of luck."""
SEED = 0
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


def _vocabulary(features: Sequence[Sequence[str]]) -> dict[str, int]:
    counts = Counter(feature for row in features for feature in row)
    return {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= SEEN_AT_LEAST))}


def _matrix(features: Sequence[Sequence[str]], vocabulary: Mapping[str, int], read: np.ndarray) -> csr_matrix:
    """One row a finding, one column a feature, and the last for the documents that were read."""
    last = len(vocabulary)
    cells = [(i, vocabulary[name]) for i, row in enumerate(features) for name in row if name in vocabulary]
    cells += [(i, last) for i in map(int, np.flatnonzero(read))]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(features), last + 1))


def _regression(penalty: float) -> LogisticRegression:
    return LogisticRegression(C=penalty, solver="liblinear", max_iter=1000, random_state=SEED)


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
        vocabulary = _vocabulary([data.features[i] for i in train])
        model = _regression(penalty).fit(
            _matrix([data.features[i] for i in train], vocabulary, data.read[train]), data.right[train]
        )
        unread = np.zeros(len(test), dtype=bool)
        cells = _matrix([data.features[i] for i in test], vocabulary, unread)
        probabilities[test] = model.predict_proba(cells)[:, 1]


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
    vocabulary = _vocabulary(data.features)
    model = _regression(penalty).fit(_matrix(data.features, vocabulary, data.read), data.right)
    weights = {name: round(float(model.coef_[0][i]), DIGITS) for name, i in vocabulary.items()}
    kept = {name: weight for name, weight in weights.items() if weight}
    return Scorer(bias=round(float(model.intercept_[0]), DIGITS), threshold=threshold, weights=kept)
