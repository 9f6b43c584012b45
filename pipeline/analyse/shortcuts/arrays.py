"""The arrays that the shortcuts pass on, and how a Doc takes them.

spaCy's stubs know fewer kinds of arguments than its `Doc` takes, hence the `Any`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

Floats = NDArray[np.float32]
Numbers = NDArray[np.uint64]
"""Strings, as numbers of spaCy's vocabulary, and its codes."""


def as_floats(weights: Any) -> Floats:
    """Weights of a model as an array of its own, rows in one piece."""
    return np.ascontiguousarray(weights, dtype=np.float32)


def row_keys(rows: Numbers) -> list[bytes]:
    """Each row as a key of a dictionary: in half the time of a tuple of its numbers.

    >>> row_keys(np.array([[1, 2], [1, 2]], dtype=np.uint64)) == [bytes([1, *[0] * 7, 2, *[0] * 7])] * 2
    True
    """
    whole = np.ascontiguousarray(rows)
    keys: list[bytes] = whole.view(f"V{whole.itemsize * whole.shape[1]}").ravel().tolist()
    return keys


def rows_of(keys: Sequence[bytes], columns: int) -> Numbers:
    """The rows that keys were made of."""
    return np.frombuffer(b"".join(keys), dtype=np.uint64).reshape(-1, columns)


def new_doc(vocab: Vocab, orths: Sequence[int], spaces: Sequence[int]) -> Doc:
    """A Doc of words by their numbers, each with or without a space behind it."""
    words: Any = orths
    behind: Any = spaces
    return Doc(vocab, words=words, spaces=behind)


def set_columns(doc: Doc, names: Sequence[str], columns: Sequence[Numbers]) -> Doc:
    """Set attributes of all words of a Doc; each array holds a column or several."""
    array: Any = np.column_stack(columns)
    return doc.from_array(list(names), array)
