"""Article → Analysis: the only place that loads a language model.

Each block is analysed on its own, since a dateline, a menu or a list beside it upsets the model's
reading of prose, and the pieces are then joined to one Doc over the whole article. Where the page lost
the line breaks of a contact block, its lines are blocks of their own again.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.analyse.seams import with_lines
from pipeline.analyse.shortcuts import shortcuts_of
from pipeline.analysis import Analysis, Passage, passages_of, whole_text
from pipeline.article import Article
from pipeline.errors import ModelMissing
from pipeline.settings import DEFAULT_MODEL

BATCH_SIZE = 64
KNOWN_WORDS = 28_000
"""Words after which the vocabulary stays as it is: those of some 700 articles, and so all common ones."""
NOT_LOADED = "strings"
"""The list of 800,000 words that the model has met, 60 % of the time to load it and 100 MB: components add
their labels and the tokenizer each word of a text by themselves, and the vectors are found by their hash.
Components of another model might look a word up that nobody has added."""


class Analyser:
    """A language model, ready to analyse articles.

    Args:
        model: name of an installed spaCy pipeline package, or the directory of one.
        shortcuts: compute what the model's components say in less time, where their kind is known
            (see `pipeline.analyse.shortcuts`); without, spaCy runs them all.

    Raises:
        ModelMissing: no such pipeline is installed.
    """

    def __init__(self, model: str = DEFAULT_MODEL, *, shortcuts: bool = True) -> None:
        """Load the model."""
        self.nlp: Language = _loaded(model)
        quick = shortcuts_of(self.nlp) if shortcuts else None
        self._read: Callable[[list[str]], Doc] = quick or self._whole

    @cached_property
    def name(self) -> str:
        """Name and version of the model, for `run.json`."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def __call__(self, article: Article) -> Analysis:
        """Analyse one article."""
        restored, passages = with_lines(whole_text(article), passages_of(article))
        return Analysis(article, self._read(_pieces(restored.text, passages)), passages, restored)

    @contextmanager
    def new_words_forgotten(self) -> Iterator[None]:
        """A block at whose end the model forgets the words that were new in it, so that it does not grow.

        No Analysis that was made in the block may be used behind it. The words of the first articles stay:
        made anew for each article, the common ones would cost more than a tenth of its analysis.
        """
        # the number counts words that were forgotten too, and never falls
        if len(self.nlp.vocab) < KNOWN_WORDS:
            yield
        else:
            with self.nlp.memory_zone():
                yield

    def _whole(self, pieces: list[str]) -> Doc:
        """The Doc over all pieces as spaCy's own components make it."""
        docs = list(self.nlp.pipe(pieces, batch_size=BATCH_SIZE))
        doc = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
        if doc is None:
            raise ValueError("no text, no Doc")
        return doc


def _pieces(text: str, passages: Iterable[Passage]) -> list[str]:
    """The Doc's text cut where its passages begin."""
    cuts = [0, *(p.start for p in passages if p.start > 0), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _loaded(model: str) -> Language:
    try:
        with warnings.catch_warnings():
            # W095: the pinned model was trained with an earlier minor version; it was measured with this one.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(model, exclude=[NOT_LOADED] if model == DEFAULT_MODEL else [])
    except OSError as error:
        raise ModelMissing(
            f"no spaCy pipeline {model!r} is installed; name an installed package or a directory with --model"
        ) from error
