"""Parts of speech and lemmas, asked of spaCy once for each kind of word and remembered.

spaCy's `AttributeRuler` runs a matcher with 179 patterns over every article. Nearly all look at one word:
its spelling, its tag, its dependency. What they and the rule lemmatizer say of a word therefore holds for
every word with the same three. The few patterns over two words ("let 's", "gon na") are looked for by
themselves, and spaCy is asked about what they find, in its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from pipeline.analyse.shortcuts.arrays import Numbers, set_columns
from pipeline.analyse.shortcuts.unknown import UnknownComponent

SAID = ("TAG", "POS", "DEP", "LEMMA")
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
    """What spaCy says of a word; the lemma as a string, since a vocabulary may forget a number.

    `leads` says that a pattern over several words can begin with it.
    """

    tag: int
    pos: int
    dep: int
    lemma: str
    leads: bool


class WordAttributes:
    """The `AttributeRuler` and the `Lemmatizer` of a loaded model.

    Raises:
        UnknownComponent: the ruler looks at other attributes, or at single words alone, or the lemmatizer
            does not work by rules.
    """

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Look which patterns are about several words."""
        rules: list[Any] = ruler.patterns
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        if lemmatizer.mode != "rule" or any(set(word) - _OWN for pattern in patterns for word in pattern):
            raise UnknownComponent(ruler.name)
        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = ruler, lemmatizer
        joint = [pattern for pattern in patterns if len(pattern) > 1]
        if not joint:
            raise UnknownComponent(ruler.name)
        self._joint, self._leading = Matcher(nlp.vocab), Matcher(nlp.vocab)
        self._joint.add("joint", joint)
        self._leading.add("leading", [pattern[:1] for pattern in joint])
        self._reach = max(map(len, patterns), default=1)
        between = nlp.vocab.strings.add(_BETWEEN)
        self._apart = Kind(between, between, 0)
        self._known: dict[Kind, Said] = {}

    def __call__(self, doc: Doc, starts: frozenset[int]) -> Numbers:
        """What spaCy says of each word of an article: a row a word, with the columns of `SAID`.

        Args:
            doc: the article with tags and dependencies.
            starts: the words with which pieces begin; nothing joint reaches over them.
        """
        kinds = list(map(Kind._make, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        self._learn(set(kinds))
        said = [self._known[kind] for kind in kinds]
        leading = [place for place, word in enumerate(said) if word.leads]
        for start, end in self._together(doc, leading, starts):
            said[start:end] = self._asked(kinds[start:end])
        number = self._vocab.strings.add
        rows = [(word.tag, word.pos, word.dep, number(word.lemma)) for word in said]
        return np.array(rows, dtype=np.uint64).reshape(-1, len(SAID))

    def _together(
        self, doc: Doc, leading: Sequence[int], starts: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        """The stretches that patterns over several words match."""
        behind = 0
        for place in leading:
            near = doc[place : place + self._reach]
            for _, start, end in self._joint(near, allow_missing=True):
                start, end = place + start, place + end
                if start >= behind and starts.isdisjoint(range(start + 1, end)):
                    behind = end
                    yield start, end

    def _learn(self, kinds: set[Kind]) -> None:
        """Ask spaCy about the kinds of words that are new, each standing apart from the others."""
        if len(self._known) > MOST_REMEMBERED:
            self._known.clear()
            self._lemmatizer.cache.clear()
        new = [kind for kind in kinds if kind not in self._known]
        if new:
            said = self._asked([kind for pair in zip(new, repeat(self._apart)) for kind in pair])
            self._known.update(zip(new, said[::2], strict=True))

    def _asked(self, kinds: Sequence[Kind]) -> list[Said]:
        doc = Doc(self._vocab, words=[self._vocab.strings[kind.orth] for kind in kinds])
        given = np.array([(kind.tag, kind.dep) for kind in kinds], dtype=np.uint64)
        set_columns(doc, ["TAG", "DEP"], [given])
        leading = {start for _, start, _ in self._leading(doc, allow_missing=True)}
        doc = self._lemmatizer(self._ruler(doc))
        return [Said(word.tag, word.pos, word.dep, word.lemma_, word.i in leading) for word in doc]
