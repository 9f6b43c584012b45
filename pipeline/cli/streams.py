"""Documents on their way through the verbs that work on one stage; what is rejected is logged."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from pipeline.article import Article, RawDocument
from pipeline.clean import clean
from pipeline.errors import DocumentRejected, Rejection
from pipeline.records import Record
from pipeline.settings import Settings
from pipeline.stages import Pipeline

log = logging.getLogger(__name__)


def reported(documents: Iterable[RawDocument | Rejection]) -> Iterator[RawDocument]:
    """Pass the documents on, and log what could not be read."""
    for document in documents:
        if isinstance(document, Rejection):
            _warn(document)
        else:
            yield document


def cleaned(documents: Iterable[RawDocument], settings: Settings) -> Iterator[Article]:
    """The articles of raw documents; one that is rejected is logged and costs only itself."""
    for raw in documents:
        try:
            yield clean(raw, max_characters=settings.max_characters, max_bytes=settings.max_bytes)
        except DocumentRejected as error:
            log.warning("%s: %s: %s", raw.where, error.code, error)


def extracted(articles: Iterable[Article], pipeline: Pipeline) -> Iterator[Record]:
    """The records of articles; what is rejected is logged, and so is an article whose id was taken."""
    taken: set[str] = set()
    for article in articles:
        if article.id in taken:
            log.warning("%s: duplicate_id: the id was already taken; the first stands", article.id)
            continue
        taken.add(article.id)
        try:
            records, rejections = pipeline.extract(article)
        except DocumentRejected as error:
            log.warning("%s: %s: %s", article.id, error.code, error)
            continue
        for rejection in rejections:
            _warn(rejection)
        yield from records


def _warn(rejection: Rejection) -> None:
    log.warning("%s: %s: %s", rejection.where, rejection.code, rejection.message)
