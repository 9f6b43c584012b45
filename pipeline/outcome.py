"""What came of one document at a stage: its lines for the files of a run, with counts and seconds.

A document is cleaned first and extracted later, perhaps in another process: between the two, copies of an
article that was seen before are set aside. Whatever a document does costs only itself.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from pipeline.article import Article, RawDocument
from pipeline.errors import DocumentRejected, Rejection, Stage
from pipeline.settings import Settings
from pipeline.store import json_line

if TYPE_CHECKING:
    from pipeline.stages import Pipeline

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A document after cleaning; `article` is None where it was rejected."""

    document: str
    article: bytes | None = None
    signature: bytes = b""
    rejection: Rejection | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """An article after extraction; `rejected` says that the article itself was."""

    document: str
    records: tuple[bytes, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    rejected: bool = False
    types: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def cleaned(raw: RawDocument, settings: Settings, strict: bool = False) -> Cleaned:
    """Clean one document.

    Args:
        raw: the document.
        settings: its limits.
        strict: let an unexpected error pass instead of rejecting the document as `internal`.

    Raises:
        MemoryError: there is no memory left, which is nothing that one document can be rejected for here:
            whoever set a limit says what exceeding it means.
    """
    from pipeline.clean import clean  # with libraries that only the worker needs that cleans
    from pipeline.copies import signature_of

    begun = time.perf_counter()
    try:
        article = clean(raw, max_characters=settings.max_characters, max_bytes=settings.max_bytes)
        line, signature = json_line(article), signature_of(article)
    except MemoryError:
        raise
    except Exception as error:
        if strict and not isinstance(error, DocumentRejected):
            raise
        rejection = _rejection(error, raw.id, raw.where, "clean")
        return Cleaned(document=raw.id, rejection=rejection, seconds=time.perf_counter() - begun)
    seconds = time.perf_counter() - begun
    return Cleaned(document=raw.id, article=line, signature=signature, seconds=seconds)


def extracted(pipeline: Pipeline, line: bytes, where: str, strict: bool = False) -> Extracted:
    """Extract the records of one article.

    Args:
        pipeline: the loaded pipeline.
        line: the article as a line of JSON.
        where: its place, for messages.
        strict: let an unexpected error pass instead of rejecting the document as `internal`.

    Raises:
        MemoryError: as with `cleaned`.
    """
    begun, document = time.perf_counter(), str(orjson.loads(line)["id"])
    try:
        # within, since a line that an earlier version has stored may be none of today's
        records, rejections = pipeline.extract(Article.model_validate_json(line))
        lines = tuple(map(json_line, records))
    except MemoryError:
        raise
    except Exception as error:
        if strict and not isinstance(error, DocumentRejected):
            raise
        rejection = _rejection(error, document, where, "extract")
        seconds = time.perf_counter() - begun
        return Extracted(document=document, rejections=(rejection,), rejected=True, seconds=seconds)
    return Extracted(
        document=document,
        records=lines,
        rejections=tuple(rejections),
        types=Counter(record.type for record in records),
        seconds=time.perf_counter() - begun,
    )


def _rejection(error: Exception, document: str, where: str, stage: Stage) -> Rejection:
    """The row that an error leaves; one that nobody raised on purpose is a bug of ours, and logged."""
    if isinstance(error, DocumentRejected):
        return Rejection(document=document, where=where, stage=stage, code=error.code, message=str(error))
    log.error("%s: a bug in pressfacts; the document is left out", where, exc_info=error)
    message = f"{type(error).__name__}: {error}; this is a bug in pressfacts"
    return Rejection(document=document, where=where, stage=stage, code="internal", message=message)
