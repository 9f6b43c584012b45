"""Documents for tests of entities: a text with entities as a model would mark them, without a model."""

from __future__ import annotations

from collections.abc import Iterable

import spacy

from pipeline.analysis import Analysis, passages_of, whole_text
from pipeline.article import Article
from pipeline.restored import Restored

_NLP = spacy.blank("en")
_NLP.add_pipe("sentencizer")


def document(text: str, entities: Iterable[tuple[str, str]] = (), title: str = "") -> Analysis:
    """A text analysed by rules alone; `entities` are words and label, each marked wherever it stands."""
    article = Article(id="doc", source="doc.txt", title=title, text=text)
    doc = _NLP(whole_text(article))
    spans = []
    for words, label in entities:
        start = doc.text.find(words)
        while start >= 0:
            if span := doc.char_span(start, start + len(words), label=label, alignment_mode="expand"):
                spans.append(span)
            start = doc.text.find(words, start + 1)
    doc.ents = spacy.util.filter_spans(spans)
    return Analysis(article, doc, passages_of(article), Restored(doc.text))
