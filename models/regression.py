"""Logistic regressions over features that are true or not, for weights that hold for new documents.

Rules do better on the documents that were read when they were made. A column of its own takes up that
difference in the fit and is left out of the weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

SEED = 0

SEEN_AT_LEAST = 3
"""Rows that a feature must be true of to get a weight."""


def vocabulary(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    """The column of each feature that is seen often enough, in alphabetical order."""
    counts = Counter(feature for row in rows for feature in row)
    return {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= SEEN_AT_LEAST))}


def design(
    rows: Sequence[Iterable[str]], columns: Mapping[str, int], read: Sequence[bool] | np.ndarray
) -> csr_matrix:
    """The design matrix: (rows, columns + 1), 1 where a feature is true.

    Args:
        rows: the features that are true of each row.
        columns: the column of each feature; others are left out.
        read: whether each row is of a document that was read; that is the last column.
    """
    cells = [(i, columns[name]) for i, row in enumerate(rows) for name in row if name in columns]
    cells += [(i, len(columns)) for i in map(int, np.flatnonzero(read))]
    places, numbers = zip(*cells, strict=True) if cells else ((), ())
    return csr_matrix((np.ones(len(cells)), (places, numbers)), shape=(len(rows), len(columns) + 1))


def regression(penalty: float) -> LogisticRegression:
    """A regression that is not fitted yet; `penalty` is the inverse strength of a quadratic one."""
    return LogisticRegression(C=penalty, solver="liblinear", max_iter=1000, random_state=SEED)
