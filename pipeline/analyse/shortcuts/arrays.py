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


def new_doc(vocab: Vocab, orths: Sequence[int], spaces: Sequence[int]) -> Doc:
    """A Doc of words by their numbers, each with or without a space behind it."""
    words: Any = orths
    behind: Any = spaces
    return Doc(vocab, words=words, spaces=behind)


def set_columns(doc: Doc, names: Sequence[str], columns: Sequence[Numbers]) -> Doc:
    """Set attributes of all words of a Doc; each array holds a column or several."""
    array: Any = np.column_stack(columns)
    return doc.from_array(list(names), array)
