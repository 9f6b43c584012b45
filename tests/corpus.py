"""The project's own corpus, taken through the pipeline once a session."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.article import Article, RawDocument
from pipeline.errors import Rejection
from pipeline.fetch import raw_documents
from pipeline.records import Record
from pipeline.settings import Settings
from pipeline.stages import Pipeline

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "corpus" / "raw"
ANNOTATED = ROOT / "corpus" / "annotated"


@dataclass(slots=True)
class Corpus:
    """Articles and records by document id, and what was rejected."""

    articles: dict[str, Article] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)


def raw_corpus() -> list[RawDocument]:
    """Every document of `corpus/raw/`, unprocessed."""
    found = raw_documents([str(RAW)], Settings(), io.BytesIO())
    return [raw for raw in found if isinstance(raw, RawDocument)]


CORPUS_IDS = sorted(raw.id for raw in raw_corpus())


def processed_corpus(pipeline: Pipeline) -> Corpus:
    """The corpus, cleaned and extracted."""
    corpus = Corpus()
    for raw in raw_corpus():
        article = pipeline.clean(raw)
        records, rejected = pipeline.extract(article)
        corpus.articles[article.id] = article
        corpus.records[article.id] = records
        corpus.rejected += rejected
    return corpus
