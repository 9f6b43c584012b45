"""The embeddings of words by themselves, as spaCy's `MultiHashEmbed` computes them, in a quarter of the time.

The layer looks a word's norm, prefix, suffix and shape up in tables, puts what it finds and the word's static
vector side by side, and multiplies all of it with one matrix. What each part adds to the product does not
depend on the others: each table is multiplied once, when the model is loaded, and what is left to do for a
word is to add rows.

The numbers are those of spaCy but for rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from pipeline.analyse.shortcuts.arrays import Floats, as_floats
from pipeline.analyse.shortcuts.maxout import Maxout
from pipeline.analyse.shortcuts.unknown import UnknownComponent

BLOCK = 64
"""Words that are embedded at once. The number is fixed, since a matrix product rounds differently with its
size, and a word must have the same embedding in whatever company it was first seen."""

_COLUMNS = frozenset({"ORTH", "LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"})
_PARTS = frozenset(
    {"extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors", "maxout", "layernorm"}
    | {"dropout", "ragged2list"}
)


@dataclass(frozen=True)
class _Table:
    """What an attribute of a word adds to the products: a row for each of the hashes of its value."""

    column: int
    seed: int
    rows: Floats  # (hashes, pieces * width)


class WordEmbedding:
    """One `MultiHashEmbed` with static vectors.

    Raises:
        UnknownComponent: it is built in another way, or looks at more than a word by itself.
    """

    def __init__(self, vocab: Vocab, layer: Model[Any, Any]) -> None:
        """Take the layer apart and multiply its tables."""
        parts = [part for part in layer.walk() if not part.layers]
        names = [part.name for part in parts]
        only = {name: part for name, part in zip(names, parts, strict=True) if names.count(name) == 1}
        if set(names) != _PARTS or not {"extract_features", "static_vectors", "maxout"} <= set(only):
            raise UnknownComponent(layer.name)
        self._columns: list[str] = only["extract_features"].attrs["columns"]
        hashed = [part for part in parts if part.name == "hashembed"]
        fits = [part.attrs["column"] for part in hashed] == list(range(len(self._columns)))
        if not fits or not _COLUMNS.issuperset(self._columns) or vocab.vectors.mode != "default":
            raise UnknownComponent(layer.name)
        self._maxout = Maxout(only["maxout"], only["layernorm"])
        self._ops: Any = layer.ops
        weights = np.split(self._maxout.weights, len(hashed) + 1)
        self._tables = [
            _Table(part.attrs["column"], part.attrs["seed"], as_floats(part.get_param("E")) @ own)
            for part, own in zip(hashed, weights[:-1], strict=True)
        ]
        self._vectors = vocab.vectors
        self._static = (as_floats(only["static_vectors"].get_param("W")).T @ weights[-1]).astype(np.float64)
        self.width = self._maxout.width

    def __call__(self, words: Doc) -> Floats:
        """The embeddings of at most `BLOCK` words: (words, width)."""
        values = words.to_array([*self._columns])
        products = self._static_products(words)
        for table in self._tables:
            hashes = self._ops.hash(np.ascontiguousarray(values[:, table.column]), table.seed)
            products += self._ops.gather_add(table.rows, hashes % len(table.rows))
        return self._maxout(products)

    def _static_products(self, words: Doc) -> Floats:
        """What the static vectors add to the products; words without one add nothing.

        In double precision: a library for matrices takes several rows at once and the rest one by one, and
        so rounds a word's product by the word's place among the others. What differs is too small to be
        left once the products are single.
        """
        places = self._vectors.find(keys=words.to_array(self._vectors.attr))
        vectors = np.zeros((BLOCK, self._static.shape[0]))
        vectors[: len(places)] = self._vectors.data[places]
        vectors[: len(places)][places < 0] = 0
        return as_floats((vectors @ self._static)[: len(places)])
