"""The vectors of words in their surroundings, as spaCy's `Tok2Vec` computes them, in a third of the time.

A `Tok2Vec` embeds each word by itself, then mixes it with its neighbours in a few convolutions. Here the
embeddings are remembered (`pipeline.analyse.shortcuts.embeddings`), and the convolutions run as plain matrix
products by numpy's library, with the weights laid out so that the maximum over a maxout's pieces is taken
over whole rows.

The numbers are those of spaCy but for rounding: sums are taken in another order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

from pipeline.analyse.shortcuts.arrays import Floats
from pipeline.analyse.shortcuts.maxout import Maxout
from pipeline.analyse.shortcuts.unknown import UnknownComponent

_PARTS_OF_A_CONVOLUTION = frozenset({"expand_window", "maxout", "layernorm", "dropout"})


class Convolution:
    """A window of three words, a maxout over it, a layer normalisation, and the input added again.

    Raises:
        UnknownComponent: the residual layer is built otherwise.
    """

    def __init__(self, residual: Model[Any, Any]) -> None:
        """Take the layer apart."""
        parts = {part.name: part for part in residual.walk() if not part.layers}
        if set(parts) != _PARTS_OF_A_CONVOLUTION or parts["expand_window"].attrs["window_size"] != 1:
            raise UnknownComponent(residual.name)
        self._maxout = Maxout(parts["maxout"], parts["layernorm"])
        self.inputs, self.products = self._maxout.weights.shape

    def __call__(self, rows: Floats, windows: Floats, products: Floats) -> Floats:
        """Mix each row with its two neighbours; before the first and behind the last stand zeros.

        Args:
            rows: (length, width).
            windows: room for each row between its neighbours: (length, 3 * width).
            products: room for the pieces: (length, pieces * width).
        """
        width = rows.shape[1]
        windows[0, :width] = windows[-1, -width:] = 0
        windows[1:, :width] = rows[:-1]
        windows[:, width:-width] = rows
        windows[:-1, -width:] = rows[1:]
        np.matmul(windows, self._maxout.weights, out=products)
        mixed = self._maxout(products)
        mixed += rows
        return mixed


class WordVectors:
    """One `Tok2Vec` of a loaded model; `embedding` is its layer that looks at words by themselves.

    Raises:
        UnknownComponent: it is built in another way than `MultiHashEmbed` and `MaxoutWindowEncoder` build it.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        """Take the layers apart."""
        if len(model.layers) < 2:
            raise UnknownComponent(model.name)
        self.embedding, encode = model.layers[:2]
        self._padding = int(encode.attrs.get("pad", 0))
        self._convolutions = [Convolution(layer) for layer in _convolving(encode)]
        if not self._convolutions or self._padding != len(self._convolutions):
            raise UnknownComponent(encode.name)

    def __call__(self, rows: Floats, lengths: Sequence[int]) -> Floats:
        """The vectors of words in their surroundings.

        Args:
            rows: their embeddings, piece after piece: (words, width).
            lengths: the number of words of each piece; a piece does not see its neighbours.
        """
        places = places_in_padding(lengths, self._padding)
        padded = np.zeros((len(rows) + self._padding * (len(lengths) + 1), rows.shape[1]), dtype=np.float32)
        padded[places] = rows
        # one room for all of them: memory that is asked for again and again is memory that the system clears
        windows = np.empty((len(padded), self._convolutions[0].inputs), dtype=np.float32)
        products = np.empty((len(padded), self._convolutions[0].products), dtype=np.float32)
        for convolution in self._convolutions:
            padded = convolution(padded, windows, products)
        return padded[places]


def places_in_padding(lengths: Sequence[int], padding: int) -> NDArray[np.intp]:
    """Where words stand once `padding` empty rows stand before each piece and behind the last.

    >>> places_in_padding([2, 1], 4).tolist()
    [4, 5, 10]
    """
    return np.arange(sum(lengths)) + np.repeat(np.arange(1, len(lengths) + 1) * padding, lengths)


def _convolving(encode: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The residual layers of an encoder."""
    if not encode.name.startswith("with_array") or not encode.layers:
        raise UnknownComponent(encode.name)
    stack = encode.layers[0]
    layers = [stack] if stack.name.startswith("residual") and len(stack.layers) == 1 else stack.layers
    if not all(layer.name.startswith("residual(") for layer in layers):
        raise UnknownComponent(encode.name)
    return list(layers)
