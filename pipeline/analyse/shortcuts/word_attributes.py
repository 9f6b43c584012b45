"""Parts of speech and lemmas, asked of spaCy once for each kind of word and remembered.

What the `AttributeRuler` says of a word follows from its spelling, its tag and its dependency (see
`pipeline.analyse.shortcuts.rulings`), and what the rule `Lemmatizer` says from its spelling and from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from pipeline.analyse.shortcuts.arrays import Numbers, new_doc, row_keys, rows_of, set_columns
from pipeline.analyse.shortcuts.rulings import Kind, Ruling, Rulings
from pipeline.analyse.shortcuts.unknown import UnknownComponent

SAID = ("TAG", "POS", "DEP", "LEMMA")
MOST_REMEMBERED = 30_000
"""Kinds of words after which all are forgotten, so that a long run does not grow: some 9 MB."""


class Said(NamedTuple):
    """What spaCy says of a word; the lemma as a string, since a vocabulary may forget a number."""

    tag: int
    pos: int
    dep: int
    lemma: str
    leads: bool


class Inflected(NamedTuple):
    """What a lemma follows from, as numbers of the vocabulary."""

    orth: int
    pos: int
    morph: int


class WordAttributes:
    """The `AttributeRuler` and the `Lemmatizer` of a loaded model.

    Raises:
        UnknownComponent: the lemmatizer does not work by rules, or overrules the ruler, or the ruler is of an
            unknown kind.
    """

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Remember nothing yet."""
        if lemmatizer.mode != "rule" or lemmatizer.overwrite:
            raise UnknownComponent(lemmatizer.name)
        self._vocab = nlp.vocab
        self._rulings, self._lemmatizer = Rulings(nlp, ruler), _indexed(lemmatizer)
        self._known: dict[bytes, Said] = {}
        self._lemmas: dict[Inflected, str] = {}

    def __call__(self, doc: Doc, starts: frozenset[int]) -> Numbers:
        """What spaCy says of each word of an article: a row a word, with the columns of `SAID`.

        Args:
            doc: the article with tags and dependencies.
            starts: the words with which pieces begin; nothing joint reaches over them.
        """
        # what is known of a word is looked up once for each kind: an article has half as many as words
        words: Numbers = np.asarray(doc.to_array(["ORTH", "TAG", "DEP"]), dtype=np.uint64)
        keys = row_keys(words)
        place = {key: row for row, key in enumerate(dict.fromkeys(keys))}
        said = self._said(list(place))
        places = np.array(list(map(place.__getitem__, keys)))
        rows: Numbers = self._rows(said)[places]
        leads = np.array([word.leads for word in said], dtype=bool)[places]
        for start, end in list(self._rulings.joint(doc, np.flatnonzero(leads).tolist(), starts)):
            rows[start:end] = self._together(_kinds(words[start:end]))
        return rows

    def _said(self, keys: Sequence[bytes]) -> list[Said]:
        """What is known of kinds of words, once those that are new have been asked about."""
        if len(self._known) > MOST_REMEMBERED:
            self._known.clear()
            self._lemmas.clear()
            self._lemmatizer.cache.clear()
        if new := [key for key in keys if key not in self._known]:
            self._known.update(zip(new, self._learn(_kinds(rows_of(new, len(Kind._fields)))), strict=True))
        return list(map(self._known.__getitem__, keys))

    def _rows(self, said: Sequence[Said]) -> Numbers:
        number = self._vocab.strings.add
        rows = [(word.tag, word.pos, word.dep, number(word.lemma)) for word in said]
        return np.array(rows, dtype=np.uint64).reshape(-1, len(SAID))

    def _together(self, kinds: Sequence[Kind]) -> Numbers:
        """What spaCy says of words that a pattern sees together."""
        doc = self._lemmatizer(self._rulings.together(kinds))
        return self._rows([Said(word.tag, word.pos, word.dep, word.lemma_, leads=False) for word in doc])

    def _learn(self, kinds: Sequence[Kind]) -> Iterator[Said]:
        """Ask about kinds of words."""
        rulings = list(zip(kinds, self._rulings(kinds), strict=True))
        self._lemmatize(_inflected(kind, ruling) for kind, ruling in rulings if not ruling.lemma)
        for kind, ruling in rulings:
            lemma = ruling.lemma or self._lemmas[_inflected(kind, ruling)]
            yield Said(ruling.tag, ruling.pos, ruling.dep, lemma, ruling.leads)

    def _lemmatize(self, words: Iterable[Inflected]) -> None:
        """Ask for the lemmas that are new."""
        new = [word for word in dict.fromkeys(words) if word not in self._lemmas]
        if not new:
            return
        doc = new_doc(self._vocab, [word.orth for word in new], [1] * len(new))
        given = np.array([(word.pos, word.morph) for word in new], dtype=np.uint64)
        doc = self._lemmatizer(set_columns(doc, ["POS", "MORPH"], [given]))
        self._lemmas.update(zip(new, (word.lemma_ for word in doc), strict=True))


def _kinds(words: Numbers) -> list[Kind]:
    return list(map(Kind._make, words.tolist()))


def _inflected(kind: Kind, ruling: Ruling) -> Inflected:
    return Inflected(kind.orth, ruling.pos, ruling.morph)


def _indexed(lemmatizer: Lemmatizer) -> Lemmatizer:
    """The lemmatizer with its lists of base forms as sets, for it asks whether they hold a word."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part_of_speech, forms in list(index.items()):
        index[part_of_speech] = frozenset(forms)
    return lemmatizer
