"""A maxout and the layer normalisation behind it, as thinc computes them."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import Model

from pipeline.analyse.shortcuts.arrays import Floats, as_floats

EPSILON = np.float32(1e-8)
"""What thinc's layer normalisation adds to a variance."""


class Maxout:
    """One `Maxout` with `normalize=True`; weights are laid out so that the maximum is taken over whole rows.

    `weights` is (inputs, pieces * width), a piece's columns side by side.
    """

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        """Lay the weights out."""
        weights, bias = as_floats(maxout.get_param("W")), as_floats(maxout.get_param("b"))
        self.width, pieces, inputs = weights.shape
        self.weights = as_floats(weights.transpose(1, 0, 2).reshape(pieces * self.width, inputs).T)
        self._bias = as_floats(bias.T.reshape(pieces * self.width))
        self._gain, self._shift = as_floats(norm.get_param("G")), as_floats(norm.get_param("b"))

    def __call__(self, products: Floats) -> Floats:
        """What becomes of rows' products with the weights, which are changed in place: (length, width)."""
        width = self.width
        products += self._bias
        best = products[:, :width].copy()
        for start in range(width, products.shape[1], width):
            np.maximum(best, products[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        deviation = np.einsum("ij,ij->i", best, best)
        deviation /= np.float32(width)
        deviation += EPSILON
        best /= np.sqrt(deviation)[:, None]
        best *= self._gain
        best += self._shift
        return best
