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

from pipeline.analyse.shortcuts.arrays import Floats, Numbers, new_doc, row_keys, rows_of, set_columns
from pipeline.analyse.shortcuts.word_embedding import BLOCK, WordEmbedding

SEEN = ("ORTH", "SPACY", "NORM")
"""What tells words apart: "'s" has one spelling and two norms, "is" and "us"."""

MOST_REMEMBERED = 24_000
"""Words after which all are forgotten, so that a long run does not grow: those of some 300 articles, 25 MB.
With half as many, 1.6 times as many words of an article would have to be learned again."""


class Embeddings:
    """The embedding layers of a model's `Tok2Vec` components.

    Raises:
        UnknownComponent: a layer looks at more than a word by itself.
    """

    def __init__(self, vocab: Vocab, layers: Sequence[Model[Any, Any]]) -> None:
        """Take the layers apart."""
        self._vocab, self._layers = vocab, [WordEmbedding(vocab, layer) for layer in layers]
        self._forget()

    def __call__(self, words: Numbers) -> list[Floats]:
        """The embeddings of words, one array of (words, width) a layer.

        Args:
            words: what `SEEN` says of each.
        """
        keys = row_keys(words)
        new = [key for key in dict.fromkeys(keys) if key not in self._rows]
        if self._rows and len(self._rows) + len(new) > MOST_REMEMBERED:
            self._forget()
            new = list(dict.fromkeys(keys))
        self._learn(new)
        places = np.array(list(map(self._rows.__getitem__, keys)))
        return [table[places] for table in self._tables]

    def _forget(self) -> None:
        """Forget all words, and the room of an article that had more than are remembered."""
        self._rows: dict[bytes, int] = {}
        self._tables = [np.empty((0, layer.width), dtype=np.float32) for layer in self._layers]

    def _make_room(self, words: int) -> None:
        """Have tables with a row for each of so many words; whole from the start, as what grows is copied."""
        for number, table in enumerate(self._tables):
            if words > len(table):
                room = np.empty((max(words, MOST_REMEMBERED), table.shape[1]), dtype=np.float32)
                room[: len(table)] = table
                self._tables[number] = room

    def _learn(self, new: Sequence[bytes]) -> None:
        """Embed words that were not seen before."""
        self._make_room(len(self._rows) + len(new))
        for start in range(0, len(new), BLOCK):
            words = new[start : start + BLOCK]
            first, behind = len(self._rows), len(self._rows) + len(words)
            self._rows.update(zip(words, range(first, behind), strict=True))
            block = self._doc(words)
            for table, layer in zip(self._tables, self._layers, strict=True):
                table[first:behind] = layer(block)

    def _doc(self, words: Sequence[bytes]) -> Doc:
        """A Doc of words."""
        orths, spaces, norms = rows_of(words, len(SEEN)).T
        return set_columns(new_doc(self._vocab, orths.tolist(), spaces.tolist()), ["NORM"], [norms])
