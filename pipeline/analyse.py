"""Article → Analysis: the only place that loads a language model.

Each block is analysed on its own, since a dateline, a menu or a list beside it upsets the model's
reading of prose, and the pieces are then joined to one Doc over the whole article.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.analysis import SEPARATOR, Analysis, passages_of
from pipeline.article import Article
from pipeline.errors import ModelMissing
from pipeline.settings import DEFAULT_MODEL

BATCH_SIZE = 64
NOT_LOADED = "strings"
"""The list of 800,000 words that the model has met, 60 % of the time to load it and 100 MB: components add
their labels and the tokenizer each word of a text by themselves, and the vectors are found by their hash."""


class Analyser:
    """A language model, ready to analyse articles.

    Args:
        model: name of an installed spaCy pipeline package, or the directory of one.

    Raises:
        ModelMissing: no such pipeline is installed.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        """Load the model."""
        self.nlp: Language = _loaded(model)

    @cached_property
    def name(self) -> str:
        """Name and version of the model, for `run.json`."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def __call__(self, article: Article) -> Analysis:
        """Analyse one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """Analyse articles one after the other, in their order."""
        for article in articles:
            docs = list(self.nlp.pipe(_pieces(article), batch_size=BATCH_SIZE))
            doc = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
            if doc is None:
                raise ValueError(f"{article.id}: no Doc")
            yield Analysis(article, doc, passages_of(article))


def _pieces(article: Article) -> list[str]:
    """The whole text cut where its blocks begin; joined again, they are the Doc's text."""
    whole = article.title + SEPARATOR + article.text if article.title else article.text
    cuts = [0, *(p.start for p in passages_of(article) if p.start > 0), len(whole)]
    return [whole[start:end] for start, end in pairwise(cuts) if start < end]


def _loaded(model: str) -> Language:
    try:
        with warnings.catch_warnings():
            # W095: the pinned model was trained with an earlier minor version; it was measured with this one.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(model, exclude=[NOT_LOADED])
    except OSError as error:
        raise ModelMissing(
            f"no spaCy pipeline {model!r} is installed; name an installed package or a directory with --model"
        ) from error
