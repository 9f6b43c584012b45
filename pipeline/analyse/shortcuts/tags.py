"""The tags of spaCy's `Tagger`: the best of a linear layer over the words' vectors."""

from __future__ import annotations

import numpy as np
from spacy.pipeline import Tagger

from pipeline.analyse.shortcuts.arrays import Floats, Numbers, as_floats
from pipeline.analyse.shortcuts.unknown import UnknownComponent


class Tags:
    """One `Tagger` that listens to the model's `Tok2Vec`.

    Raises:
        UnknownComponent: it does more than that.
    """

    def __init__(self, tagger: Tagger) -> None:
        """Take the layer out."""
        parts = {part.name: part for part in tagger.model.walk() if not part.layers}
        if set(parts) != {"tok2vec-listener", "softmax"}:
            raise UnknownComponent(tagger.name)
        self._weights = as_floats(parts["softmax"].get_param("W").T)
        self._bias = as_floats(parts["softmax"].get_param("b"))
        numbers = [tagger.vocab.strings.add(label) for label in tagger.labels]
        self._numbers: Numbers = np.array(numbers, dtype=np.uint64)

    def __call__(self, vectors: Floats) -> Numbers:
        """The tag of each word, as numbers of the vocabulary."""
        # the largest score is the largest share, so nothing need be made into shares
        best: Numbers = self._numbers[(vectors @ self._weights + self._bias).argmax(axis=1)]
        return best
