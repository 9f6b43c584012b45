"""The pieces of an article, read by the shortcuts: one Doc over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.analyse.shortcuts.arrays import Floats, Numbers, new_doc, set_columns
from pipeline.analyse.shortcuts.embeddings import SEEN, Embeddings
from pipeline.analyse.shortcuts.heads import Heads
from pipeline.analyse.shortcuts.named_entities import Entity, NamedEntities
from pipeline.analyse.shortcuts.tags import Tags
from pipeline.analyse.shortcuts.word_attributes import SAID, WordAttributes
from pipeline.analyse.shortcuts.word_vectors import WordVectors

MOST_AT_ONCE = 4096
"""Words that are read at once: the parser alone takes four kilobytes for each. Few articles are longer."""

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
        heads: Heads,
        attributes: WordAttributes,
        entities: NamedEntities,
    ) -> None:
        """Remember the parts."""
        self._nlp, self._heads = nlp, heads
        self._embeddings = Embeddings(nlp.vocab, [vectors.embedding, entities.vectors.embedding])
        self._vectors, self._tags, self._attributes, self._entities = vectors, tags, attributes, entities

    def __call__(self, pieces: Sequence[str]) -> Doc:
        """The Doc over all pieces, each analysed by itself; it has neither morphology nor tensor."""
        docs = [self._nlp.make_doc(piece) for piece in pieces]
        words = _columns(docs, [*SEEN, "IS_SPACE"])
        whole = new_doc(self._nlp.vocab, *words[:, :2].T.tolist())
        found = [self._group(group) for group in grouped(docs)]
        grammar, entities = (np.concatenate(parts) for parts in zip(*found, strict=True))
        set_columns(whole, ["TAG", "HEAD", "DEP"], [grammar])
        said = self._attributes(whole, frozenset(accumulate(map(len, docs))))
        return set_columns(whole, [*SAID, "ENT_IOB", "ENT_TYPE"], [said, entities])

    def _group(self, docs: list[Doc]) -> tuple[Numbers, Numbers]:
        """Tag, head and dependency of each word of some pieces, and its place in an entity."""
        lengths = [len(doc) for doc in docs]
        words = _columns(docs, [*SEEN, "IS_SPACE"])
        for_grammar, for_entities = self._embeddings(words[:, : len(SEEN)])
        vectors = self._vectors(for_grammar, lengths)
        heads, starts = self._parsed(docs, np.split(vectors, np.cumsum(lengths)[:-1]))
        ends = np.zeros(len(words), dtype=bool)
        ends[np.cumsum(lengths) - 1] = True
        entities = self._entities(
            self._entities.vectors(for_entities, lengths), starts=starts, ends=ends, blank=words[:, -1] == 1
        )
        return np.column_stack([self._tags(vectors), heads]), self._marks(entities, len(words))

    def _parsed(self, docs: list[Doc], vectors: list[Floats]) -> tuple[Numbers, NDArray[np.bool_]]:
        """Head (relative, as spaCy stores it) and dependency of each word; whether it begins a sentence."""
        self._heads(docs, vectors)
        parsed = _columns(docs, ["HEAD", "DEP", "SENT_START"])
        return parsed[:, :2], parsed[:, 2] == 1

    def _marks(self, entities: Sequence[Entity], length: int) -> Numbers:
        """The codes and labels of entities, for each word."""
        marks = np.full((length, 2), (OUTSIDE, 0), dtype=np.uint64)
        for start, end, label in entities:
            marks[start:end] = INSIDE, self._nlp.vocab.strings.add(label)
            marks[start, 0] = BEGUN
        return marks


def grouped(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Pieces in their order, as many at once as have `MOST_AT_ONCE` words, or one that has more."""
    group: list[Doc] = []
    words = 0
    for doc in docs:
        if group and words + len(doc) > MOST_AT_ONCE:
            yield group
            group, words = [], 0
        group.append(doc)
        words += len(doc)
    yield group


def _columns(docs: Iterable[Doc], names: Sequence[str]) -> Numbers:
    """Attributes of all words of some pieces: (words, names)."""
    return np.concatenate([doc.to_array([*names]) for doc in docs])
