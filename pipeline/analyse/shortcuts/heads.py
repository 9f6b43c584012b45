"""The heads and dependencies that spaCy's `DependencyParser` finds, with Python's lock in hand.

The parser takes one step for a word or two, for all pieces side by side. spaCy's own loop lets the lock go
first, and then its helpers ask for it again at each of a step's 64 hidden units: half of the loop's time is
that. Here the steps are taken one by one, by spaCy's own code where states are read and changed, so that
nobody has to ask.

The numbers are those of spaCy but for rounding: numpy's library multiplies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from pipeline.analyse.shortcuts.arrays import Floats, as_floats
from pipeline.analyse.shortcuts.unknown import UnknownComponent


class Heads:
    """The greedy decisions of one `DependencyParser` that listens to the model's `Tok2Vec`.

    Raises:
        UnknownComponent: it searches, or its model is not a `TransitionBasedParser` with an upper layer.
    """

    def __init__(self, parser: DependencyParser) -> None:
        """Take the upper layer out."""
        model = parser.model
        upper = model.maybe_get_ref("upper")
        if parser.cfg["beam_width"] != 1 or upper is None or upper.name != "linear":
            raise UnknownComponent(parser.name)
        if model.attrs["unseen_classes"]:
            raise UnknownComponent(parser.name)
        self._parser: Any = parser
        self._weights, self._bias = as_floats(upper.get_param("W").T), as_floats(upper.get_param("b"))

    def __call__(self, docs: Sequence[Doc], vectors: Sequence[Floats]) -> None:
        """Set head, dependency and beginning of a sentence for each word of some pieces.

        Args:
            docs: the pieces.
            vectors: of each piece, its words in their surroundings.
        """
        for doc, own in zip(docs, vectors, strict=True):
            tensor: Any = own
            doc.tensor = tensor  # where the parser looks for the words' vectors
        self._parser.set_annotations(docs, self._final_states(docs))

    def _final_states(self, docs: Sequence[Doc]) -> list[Any]:
        """What the parser has made of each piece once it has read it."""
        states: list[Any] = self._parser.moves.init_batch(docs)
        model = self._parser.model.predict(docs)
        open_states = [state for state in states if not state.is_final()]
        while open_states:
            hidden: Floats = model.state2vec.predict(model.get_token_ids(open_states))
            scores = hidden @ self._weights
            scores += self._bias
            open_states = self._parser.transition_states(open_states, scores)
        model.clear_memory()
        return states
