"""What came of one document: its lines for the three files of a run, with counts and seconds."""

from __future__ import annotations

import logging
import time
from collections import Counter
from dataclasses import dataclass, field

from pipeline.article import RawDocument
from pipeline.errors import DocumentRejected, Rejection, Stage
from pipeline.stages import Pipeline
from pipeline.store import json_line

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one document; `article` is None where it was rejected."""

    document: str
    article: bytes | None = None
    records: tuple[bytes, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    types: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)


def outcome(pipeline: Pipeline, raw: RawDocument, strict: bool = False) -> Outcome:
    """Take one document through all stages; whatever it does costs only itself.

    Args:
        pipeline: the loaded pipeline.
        raw: the document.
        strict: let an unexpected error pass instead of rejecting the document as `internal`.
    """
    begun = time.perf_counter()
    stage: Stage = "clean"
    try:
        article = pipeline.clean(raw)
        cleaned, stage = time.perf_counter(), "extract"
        records, rejections = pipeline.extract(article)
        article_line, record_lines = json_line(article), tuple(map(json_line, records))
    except DocumentRejected as error:
        return _rejected(
            raw,
            Rejection(document=raw.id, where=raw.where, stage=stage, code=error.code, message=str(error)),
        )
    except Exception as error:
        if strict:
            raise
        log.exception("%s: a bug in pressfacts; the document is left out", raw.where)
        message = f"{type(error).__name__}: {error}; this is a bug in pressfacts"
        return _rejected(
            raw,
            Rejection(document=raw.id, where=raw.where, stage=stage, code="internal", message=message),
        )
    return Outcome(
        document=article.id,
        article=article_line,
        records=record_lines,
        rejections=tuple(rejections),
        types=Counter(record.type for record in records),
        seconds={"clean": cleaned - begun, "extract": time.perf_counter() - cleaned},
    )


def _rejected(raw: RawDocument, rejection: Rejection) -> Outcome:
    return Outcome(document=raw.id, rejections=(rejection,))
