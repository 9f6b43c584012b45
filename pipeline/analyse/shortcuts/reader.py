"""The pieces of an article, read by the shortcuts: one Doc over all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, NORM, ORTH, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from pipeline.analyse.shortcuts.named_entities import Entity, NamedEntities
from pipeline.analyse.shortcuts.tags import Tags
from pipeline.analyse.shortcuts.word_attributes import SAID, WordAttributes
from pipeline.analyse.shortcuts.word_vectors import Floats, WordVectors

Numbers = NDArray[np.uint64]

INSIDE, OUTSIDE, BEGUN = 1, 2, 3
"""spaCy's codes for a word's place in an entity."""


class Reader:
    """A loaded model with shortcuts."""

    def __init__(
        self,
        nlp: Language,
        *,
        vectors: WordVectors,
        tags: Tags,
        parser: DependencyParser,
        attributes: WordAttributes,
        entities: NamedEntities,
    ) -> None:
        """Remember the parts."""
        self._nlp, self._parser = nlp, parser
        self._vectors, self._tags, self._attributes, self._entities = vectors, tags, attributes, entities

    def __call__(self, pieces: Sequence[str]) -> Doc:
        """The Doc over all pieces, each analysed by itself; it has neither morphology nor tensor."""
        docs = [self._nlp.make_doc(piece) for piece in pieces]
        lengths = [len(doc) for doc in docs]
        words = np.concatenate([doc.to_array([ORTH, SPACY, NORM, IS_SPACE]) for doc in docs])
        whole = Doc(self._nlp.vocab, words=words[:, 0].tolist(), spaces=words[:, 1].tolist())
        distinct, places = self._distinct(words)
        vectors = self._vectors(self._vectors.embedded(distinct)[places], lengths)
        parsed = self._parsed(docs, np.split(vectors, np.cumsum(lengths)[:-1]))
        whole.from_array([TAG, HEAD, DEP], np.column_stack([self._tags(vectors), parsed[:, :2]]))
        ends = np.cumsum(lengths) - 1
        entities = self._entities(
            self._entities.vectors(self._entities.vectors.embedded(distinct)[places], lengths),
            starts=parsed[:, 2] == 1,
            ends=np.isin(np.arange(len(words)), ends),
            blank=words[:, 3] == 1,
        )
        said = self._attributes(whole, frozenset((ends + 1).tolist()))
        marks = self._marks(entities, len(words))
        return whole.from_array([*SAID, ENT_IOB, ENT_TYPE], np.column_stack([said, marks]))

    def _distinct(self, words: Numbers) -> tuple[Doc, list[int]]:
        """A Doc with each word of an article once, and where each word of the article stands in it."""
        index: dict[tuple[int, ...], int] = {}
        # "'s" has one spelling and two norms, "is" and "us"; the model also looks whether a space follows
        places = [index.setdefault(tuple(word), len(index)) for word in words[:, :3].tolist()]
        orths, spaces, norms = zip(*index, strict=True)
        doc = Doc(self._nlp.vocab, words=orths, spaces=spaces)
        return doc.from_array([NORM], np.array(norms, dtype=np.uint64)), places

    def _parsed(self, docs: list[Doc], vectors: list[Floats]) -> Numbers:
        """Head (relative, as spaCy stores it), dependency and start of a sentence, for each word."""
        for doc, own in zip(docs, vectors, strict=True):
            doc.tensor = own
        self._parser.set_annotations(docs, self._parser.predict(docs))
        return np.concatenate([doc.to_array([HEAD, DEP, SENT_START]) for doc in docs])

    def _marks(self, entities: Sequence[Entity], length: int) -> Numbers:
        """The codes and labels of entities, for each word."""
        marks = np.full((length, 2), (OUTSIDE, 0), dtype=np.uint64)
        for start, end, label in entities:
            marks[start:end] = INSIDE, self._nlp.vocab.strings.add(label)
            marks[start, 0] = BEGUN
        return marks
