"""The pieces of an article, read by the shortcuts: one Doc over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from pipeline.analyse.shortcuts.arrays import Numbers, new_doc, set_columns
from pipeline.analyse.shortcuts.embeddings import SEEN, Embeddings
from pipeline.analyse.shortcuts.named_entities import Entity, NamedEntities
from pipeline.analyse.shortcuts.tags import Tags
from pipeline.analyse.shortcuts.word_attributes import SAID, WordAttributes
from pipeline.analyse.shortcuts.word_vectors import WordVectors

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
        self._embeddings = Embeddings(nlp.vocab, [vectors.embedding, entities.vectors.embedding])
        self._vectors, self._tags, self._attributes, self._entities = vectors, tags, attributes, entities

    def __call__(self, pieces: Sequence[str]) -> Doc:
        """The Doc over all pieces, each analysed by itself; it has neither morphology nor tensor."""
        docs = [self._nlp.make_doc(piece) for piece in pieces]
        lengths = [len(doc) for doc in docs]
        words = np.concatenate([doc.to_array([*SEEN, "IS_SPACE"]) for doc in docs])
        whole = new_doc(self._nlp.vocab, *words[:, :2].T.tolist())
        for_grammar, for_entities = self._embeddings(words[:, : len(SEEN)])
        vectors = self._vectors(for_grammar, lengths)
        parsed = self._parsed(docs, np.split(vectors, np.cumsum(lengths)[:-1]))
        set_columns(whole, ["TAG", "HEAD", "DEP"], [self._tags(vectors), parsed[:, :2]])
        ends = np.cumsum(lengths) - 1
        entities = self._entities(
            self._entities.vectors(for_entities, lengths),
            starts=parsed[:, 2] == 1,
            ends=np.isin(np.arange(len(words)), ends),
            blank=words[:, 3] == 1,
        )
        said = self._attributes(whole, frozenset((ends + 1).tolist()))
        marks = self._marks(entities, len(words))
        return set_columns(whole, [*SAID, "ENT_IOB", "ENT_TYPE"], [said, marks])

    def _parsed(self, docs: list[Doc], vectors: list[Any]) -> Numbers:
        """Head (relative, as spaCy stores it), dependency and start of a sentence, for each word."""
        for doc, own in zip(docs, vectors, strict=True):
            doc.tensor = own  # where the parser looks for the words' vectors
        self._parser.set_annotations(docs, self._parser.predict(docs))
        return np.concatenate([doc.to_array(["HEAD", "DEP", "SENT_START"]) for doc in docs])

    def _marks(self, entities: Sequence[Entity], length: int) -> Numbers:
        """The codes and labels of entities, for each word."""
        marks = np.full((length, 2), (OUTSIDE, 0), dtype=np.uint64)
        for start, end, label in entities:
            marks[start:end] = INSIDE, self._nlp.vocab.strings.add(label)
            marks[start, 0] = BEGUN
        return marks
