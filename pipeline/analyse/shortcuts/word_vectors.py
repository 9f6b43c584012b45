"""The vectors of words in their surroundings, as spaCy's `Tok2Vec` computes them, in a third of the time.

A `Tok2Vec` embeds each word by itself, then mixes it with its neighbours in a few convolutions. Three
things make it quicker here: a word that stands in an article ten times is embedded once; the convolutions
run as plain matrix products, with the weights laid out so that the maximum over a maxout's pieces is
taken over whole rows; and an article's arrays stay small enough for the processor's cache.

The numbers are those of spaCy but for rounding: sums are taken in another order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from pipeline.analyse.shortcuts.unknown import UnknownComponent

Floats = NDArray[np.float32]

EPSILON = np.float32(1e-8)
"""What thinc's layer normalisation adds to a variance."""

_PARTS_OF_A_CONVOLUTION = frozenset({"expand_window", "maxout", "layernorm", "dropout"})


@dataclass(frozen=True)
class Convolution:
    """A window of three words, a maxout over it, a layer normalisation, and the input added again."""

    weights: Floats  # (3 * width, pieces * width), a piece's columns side by side
    bias: Floats  # (pieces * width,)
    gain: Floats  # (width,)
    shift: Floats  # (width,)

    def __call__(self, rows: Floats) -> Floats:
        """Mix each row with its two neighbours; before the first and behind the last stand zeros."""
        length, width = rows.shape
        windows = np.zeros((length, 3 * width), dtype=np.float32)
        windows[1:, :width] = rows[:-1]
        windows[:, width : 2 * width] = rows
        windows[:-1, 2 * width :] = rows[1:]
        pieces = (windows @ self.weights + self.bias).reshape(length, -1, width)
        mixed = pieces[:, 0]
        for index in range(1, pieces.shape[1]):
            mixed = np.maximum(mixed, pieces[:, index])
        mixed -= mixed.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", mixed, mixed) / np.float32(width) + EPSILON
        mixed *= (np.float32(1) / np.sqrt(variance))[:, None]
        mixed *= self.gain
        mixed += self.shift
        mixed += rows
        return mixed


class WordVectors:
    """One `Tok2Vec` of a loaded model.

    Raises:
        UnknownComponent: it is built in another way than `MultiHashEmbed` and `MaxoutWindowEncoder` build it.
    """

    def __init__(self, model: Model[Any, Any]) -> None:
        """Take the layers apart."""
        if len(model.layers) < 2:
            raise UnknownComponent(model.name)
        self._embed, encode = model.layers[:2]
        self._padding = int(encode.attrs.get("pad", 0))
        self._convolutions = [_convolution(layer) for layer in _convolving(encode)]
        if self._padding != len(self._convolutions):
            raise UnknownComponent(encode.name)

    def embedded(self, words: Doc) -> Floats:
        """Embed words that stand for themselves: (words, width)."""
        return np.asarray(self._embed.predict([words])[0], dtype=np.float32)

    def __call__(self, rows: Floats, lengths: Sequence[int]) -> Floats:
        """The vectors of words in their surroundings.

        Args:
            rows: their embeddings, piece after piece: (words, width).
            lengths: the number of words of each piece; a piece does not see its neighbours.
        """
        places = places_in_padding(lengths, self._padding)
        padded = np.zeros((len(rows) + self._padding * (len(lengths) + 1), rows.shape[1]), dtype=np.float32)
        padded[places] = rows
        for convolution in self._convolutions:
            padded = convolution(padded)
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


def _convolution(residual: Model[Any, Any]) -> Convolution:
    parts = {part.name: part for part in residual.walk() if not part.layers}
    if set(parts) != _PARTS_OF_A_CONVOLUTION or parts["expand_window"].attrs["window_size"] != 1:
        raise UnknownComponent(residual.name)
    maxout, norm = parts["maxout"], parts["layernorm"]
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    width, pieces, window = weights.shape
    return Convolution(
        weights=np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, window).T),
        bias=np.ascontiguousarray(bias.T.reshape(pieces * width)),
        gain=np.asarray(norm.get_param("G")),
        shift=np.asarray(norm.get_param("b")),
    )
