"""The entities that spaCy's `EntityRecognizer` finds, decided for all words at once.

The recogniser reads a piece from left to right. While no entity is open, its decision rests on the word
alone, so that one matrix product decides for all words; while one is open, it rests on the word, on the
one before it and on the entity's first, and its only choice is to go on or to stop: all entities that any
word would begin are therefore followed side by side. What remains is to walk from one to the next. spaCy
takes a step for each word, in which it asks all of its 74 moves whether they are allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer

from pipeline.analyse.shortcuts.arrays import Floats, as_floats
from pipeline.analyse.shortcuts.unknown import UnknownComponent
from pipeline.analyse.shortcuts.word_vectors import WordVectors

OUTSIDE = "O"
WORD, FIRST, LAST = range(3)
"""What a state shows the model: the word, the open entity's first word, the word before."""

Entity = tuple[int, int, str]
"""First word, word behind the last, label."""


class NamedEntities:
    """The greedy decisions of one `EntityRecognizer`.

    Raises:
        UnknownComponent: its model is not a `TransitionBasedParser` with the states of entities.
    """

    def __init__(self, recognizer: EntityRecognizer) -> None:
        """Take the model apart."""
        model = recognizer.model
        lower, upper = model.maybe_get_ref("lower"), model.maybe_get_ref("upper")
        if recognizer.cfg["beam_width"] != 1 or lower is None or upper is None or upper.name != "linear":
            raise UnknownComponent(recognizer.name)
        if lower.get_dim("nF") != len((WORD, FIRST, LAST)) or model.attrs["unseen_classes"]:
            raise UnknownComponent(recognizer.name)
        embed, _, squeeze = _three(model.get_ref("tok2vec"))
        self.vectors = WordVectors(embed)
        self._squeeze = as_floats(squeeze.get_param("W").T), as_floats(squeeze.get_param("b"))
        # what each feature adds to the hidden layer: (inputs, pieces * width), a piece's columns side by side
        self._width = lower.get_dim("nO")
        self._added = [as_floats(_by_piece(feature).T) for feature in as_floats(lower.get_param("W"))]
        self._missing = [_by_piece(feature) for feature in as_floats(lower.get_param("pad"))[0]]
        self._bias = _by_piece(as_floats(lower.get_param("b")))
        self._score = as_floats(upper.get_param("W").T), as_floats(upper.get_param("b"))
        moves = recognizer.moves
        self._learn_moves([moves.get_class_name(row) for row in range(moves.n_moves)])

    def _learn_moves(self, names: list[str]) -> None:
        """Which row of the scores is which move."""
        number = {name: row for row, name in enumerate(names)}
        # an entity without a label is a place where none may be, which only a preset makes
        labels = [name[2:] for name in names if name.startswith("B-") and name[2:]]
        self._opening = np.array([number[OUTSIDE], *(number[f"U-{label}"] for label in labels)])
        self._beginning = np.array([number[f"B-{label}"] for label in labels])
        self._going_on = np.array([number[f"I-{label}"] for label in labels])
        self._stopping = np.array([number[f"L-{label}"] for label in labels])
        self._labels = labels

    def __call__(
        self, vectors: Floats, starts: NDArray[np.bool_], ends: NDArray[np.bool_], blank: NDArray[np.bool_]
    ) -> list[Entity]:
        """The entities of an article.

        Args:
            vectors: the words' vectors from `self.vectors`, piece after piece: (words, width).
            starts: which words begin a sentence.
            ends: which words end a piece.
            blank: which words are white space.
        """
        words = vectors @ self._squeeze[0] + self._squeeze[1]
        # an entity ends before a sentence begins, and with its piece
        closed = ends | np.append(starts[1:], True)
        unit, begin = self._outside(words, closed, blank)
        first = np.flatnonzero(begin >= 0)
        behind = self._followed(words, first, begin[first], closed)
        return self._walked(len(words), unit, begin, dict(zip(first.tolist(), behind, strict=True)))

    def _outside(
        self, words: Floats, closed: NDArray[np.bool_], blank: NDArray[np.bool_]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The label of the entity that each word is alone, and of the one that it begins; -1 where none."""
        states = words @ self._added[WORD] + (self._missing[FIRST] + self._missing[LAST] + self._bias)
        scores = self._hidden(states) @ self._score[0] + self._score[1]
        alone = scores[:, self._opening]
        alone[blank, 1:] = -np.inf
        begun = scores[:, self._beginning]
        begun[closed | blank] = -np.inf
        best_alone, best_begun = alone.argmax(axis=1), begun.argmax(axis=1)
        every = np.arange(len(words))
        begins = begun[every, best_begun] > alone[every, best_alone]
        return np.where(begins, -1, best_alone - 1), np.where(begins, best_begun, -1)

    def _followed(
        self,
        words: Floats,
        first: NDArray[np.intp],
        label: NDArray[np.intp],
        closed: NDArray[np.bool_],
    ) -> list[int]:
        """Where the entities end that begin at some words: the word behind each."""
        behind = first + 1
        weights, bias = self._score
        openness = (weights[:, self._going_on] - weights[:, self._stopping]).T
        lean = bias[self._going_on] - bias[self._stopping]
        added = [words @ feature for feature in self._added]
        open_ones = np.arange(len(first))
        while len(open_ones):
            at = behind[open_ones]
            states = added[WORD][at] + added[FIRST][first[open_ones]] + added[LAST][at - 1] + self._bias
            kinds = label[open_ones]
            wish = np.einsum("ij,ij->i", self._hidden(states), openness[kinds]) + lean[kinds]
            behind[open_ones] += 1
            open_ones = open_ones[(wish > 0) & ~closed[at]]
        return list(behind.tolist())

    def _hidden(self, states: Floats) -> Floats:
        hidden = states[:, : self._width]
        for start in range(self._width, states.shape[1], self._width):
            hidden = np.maximum(hidden, states[:, start : start + self._width])
        return hidden

    def _walked(
        self, length: int, unit: NDArray[np.intp], begin: NDArray[np.intp], behind: dict[int, int]
    ) -> list[Entity]:
        """The entities that a reader from left to right comes by."""
        found: list[Entity] = []
        position = 0
        for start in np.flatnonzero((unit >= 0) | (begin >= 0)).tolist():
            if start < position:
                continue
            position = behind.get(start, start + 1)
            label = begin[start] if start in behind else unit[start]
            found.append((start, position, self._labels[label]))
        return found


def _three(chain: Any) -> Sequence[Any]:
    """The parts of the recogniser's own `Tok2Vec`: embedding and encoding, a list made, a linear layer."""
    if len(chain.layers) != 3 or chain.layers[2].name != "linear":
        raise UnknownComponent(chain.name)
    return list(chain.layers)


def _by_piece(weights: Floats) -> Floats:
    """Weights by (width, pieces, ...) as rows of (pieces * width, ...)."""
    return np.moveaxis(weights, 1, 0).reshape(-1, *weights.shape[2:])
