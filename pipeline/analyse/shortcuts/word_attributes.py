"""Parts of speech and lemmas, asked of spaCy once for each kind of word and remembered.

spaCy's `AttributeRuler` runs a matcher with 179 patterns over every article. Nearly all look at one word:
its spelling, its tag, its dependency. What they and the rule lemmatizer say of a word therefore holds for
every word with the same three. The few patterns over two words ("let 's", "gon na") are looked for by
themselves, and spaCy is asked about what they find, in its order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.analyse.shortcuts.unknown import UnknownComponent

Attributes = NDArray[np.uint64]
"""A row a word: its tag, part of speech, dependency and lemma, as numbers of the vocabulary."""

SAID = (TAG, POS, DEP, LEMMA)
MOST_REMEMBERED = 100_000
"""Kinds of words after which all are forgotten, so that a long run does not grow: some 20 MB."""

_OWN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_BETWEEN = "."


class Kind(NamedTuple):
    """What a word's attributes follow from, as numbers of the vocabulary."""

    orth: int
    tag: int
    dep: int


class Said(NamedTuple):
    """What spaCy says of a word; the lemma as a string, since a vocabulary may forget a number."""

    tag: int
    pos: int
    dep: int
    lemma: str


class WordAttributes:
    """The `AttributeRuler` and the `Lemmatizer` of a loaded model.

    Raises:
        UnknownComponent: the ruler looks at more than a word's own attributes, or the lemmatizer works otherwise
            than by rules.
    """

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Look which patterns are about several words."""
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        if lemmatizer.mode != "rule" or any(set(word) - _OWN for pattern in patterns for word in pattern):
            raise UnknownComponent(ruler.name)
        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._joint = Matcher(nlp.vocab)
        self._joint.add("joint", [pattern for pattern in patterns if len(pattern) > 1])
        self._known: dict[Kind, Said] = {}

    def __call__(self, doc: Doc, starts: frozenset[int]) -> Attributes:
        """What spaCy says of each word of an article.

        Args:
            doc: the article with tags and dependencies.
            starts: the words with which pieces begin; nothing joint reaches over them.
        """
        kinds = [Kind(*row) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
        self._learn(sorted(set(kinds).difference(self._known)))
        said = [self._known[kind] for kind in kinds]
        found = (span for span in self._joint(doc, allow_missing=True, as_spans=True))
        for span in filter_spans(s for s in found if starts.isdisjoint(range(s.start + 1, s.end))):
            said[span.start : span.end] = self._asked(kinds[span.start : span.end])
        number = self._vocab.strings.add
        rows = [(word.tag, word.pos, word.dep, number(word.lemma)) for word in said]
        return np.array(rows, dtype=np.uint64).reshape(-1, len(SAID))

    def _learn(self, kinds: Sequence[Kind]) -> None:
        """Ask spaCy about kinds of words, each standing apart from the others."""
        if not kinds:
            return
        if len(self._known) + len(kinds) > MOST_REMEMBERED:
            self._known.clear()
            self._lemmatizer.cache.clear()
        apart = Kind(self._vocab.strings.add(_BETWEEN), self._vocab.strings.add(_BETWEEN), 0)
        said = self._asked([kind for pair in zip(kinds, [apart] * len(kinds), strict=True) for kind in pair])
        self._known.update(zip(kinds, said[::2], strict=True))

    def _asked(self, kinds: Sequence[Kind]) -> list[Said]:
        doc = Doc(self._vocab, words=[self._vocab.strings[kind.orth] for kind in kinds])
        given = np.array([(kind.tag, kind.dep) for kind in kinds], dtype=np.uint64)
        doc = self._lemmatizer(self._ruler(doc.from_array([TAG, DEP], given)))
        return [Said(token.tag, token.pos, token.dep, token.lemma_) for token in doc]
