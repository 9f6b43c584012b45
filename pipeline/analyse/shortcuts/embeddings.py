"""The embeddings of words by themselves, asked of the model once for each word and remembered.

What a `Tok2Vec` knows of a word before it looks at the neighbours follows from the word's spelling, its norm
and whether a space follows. Most words of an article stood in an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from pipeline.analyse.shortcuts.arrays import Floats, Numbers, new_doc, set_columns
from pipeline.analyse.shortcuts.unknown import UnknownComponent

SEEN = ("ORTH", "SPACY", "NORM")
"""What tells words apart: "'s" has one spelling and two norms, "is" and "us"."""

MOST_REMEMBERED = 12_000
"""Words after which all are forgotten, so that a long run does not grow: 6 MB for a layer of 96 numbers."""

BLOCK = 64
"""Words that are embedded at once. The number is fixed, since a matrix product rounds differently with its
size, and a word must have the same embedding in whatever company it was first seen."""

_COLUMNS = frozenset({"ORTH", "LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"})


class Embeddings:
    """The embedding layers of a model's `Tok2Vec` components.

    Raises:
        UnknownComponent: a layer looks at more than a word by itself.
    """

    def __init__(self, vocab: Vocab, layers: Sequence[Model[Any, Any]]) -> None:
        """Look what the layers look at."""
        for layer in layers:
            looks = [part for part in layer.walk() if part.name == "extract_features"]
            if len(looks) != 1 or not _COLUMNS.issuperset(looks[0].attrs["columns"]):
                raise UnknownComponent(layer.name)
        self._vocab, self._layers = vocab, layers
        self._forget()

    def __call__(self, words: Numbers) -> list[Floats]:
        """The embeddings of words, one array of (words, width) a layer.

        Args:
            words: what `SEEN` says of each.
        """
        keys = list(map(tuple, words.tolist()))
        new = [key for key in dict.fromkeys(keys) if key not in self._rows]
        if self._rows and len(self._rows) + len(new) > MOST_REMEMBERED:
            self._forget()
            new = list(dict.fromkeys(keys))
        self._learn(new)
        places = [self._rows[key] for key in keys]
        return [table[places] for table in self._tables]

    def _forget(self) -> None:
        self._rows: dict[tuple[int, ...], int] = {}
        self._tables = [np.empty((BLOCK, layer.get_dim("nO")), dtype=np.float32) for layer in self._layers]

    def _learn(self, new: Sequence[tuple[int, ...]]) -> None:
        """Embed words that were not seen before."""
        for start in range(0, len(new), BLOCK):
            words = new[start : start + BLOCK]
            first, behind = len(self._rows), len(self._rows) + len(words)
            self._rows.update(zip(words, range(first, behind), strict=True))
            block = self._block(words)
            for number, layer in enumerate(self._layers):
                if behind > len(self._tables[number]):
                    self._tables[number] = np.concatenate([self._tables[number]] * 2)
                self._tables[number][first:behind] = layer.predict([block])[0][: len(words)]

    def _block(self, words: Sequence[tuple[int, ...]]) -> Doc:
        """A Doc of `BLOCK` words, the last one again and again where there are fewer."""
        full = [*words, *[words[-1]] * (BLOCK - len(words))]
        orths, spaces, norms = zip(*full, strict=True)
        return set_columns(new_doc(self._vocab, orths, spaces), ["NORM"], [np.array(norms, dtype=np.uint64)])
