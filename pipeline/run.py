"""A run: sources in, the files of an output directory out.

The three JSON Lines files are in the order of document ids and do not depend on the number of
workers; `run.json` says with which versions and settings they were made, and what was counted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.article import RawDocument
from pipeline.errors import Rejection
from pipeline.fetch import check_sources, raw_documents
from pipeline.manifest import manifest
from pipeline.outcome import Outcome
from pipeline.settings import Settings
from pipeline.store import json_line, prepared_directory, whole_files
from pipeline.workers import outcomes

FILES = ("articles.jsonl", "records.jsonl", "rejected.jsonl", "run.json")

Progress = Callable[[Outcome], None]


@dataclass(slots=True)
class Summary:
    """What a run read, wrote and rejected."""

    documents: int = 0
    articles: int = 0
    records: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    def add(self, result: Outcome) -> None:
        """Count one document."""
        self.articles += result.article is not None
        self.records.update(result.types)
        self.rejected.update(rejection.code for rejection in result.rejections)
        for stage, seconds in result.seconds.items():
            self.seconds[stage] += seconds  # type: ignore[assignment]


def run(
    sources: Sequence[str],
    out: Path,
    settings: Settings,
    standard_input: BinaryIO,
    progress: Progress,
    strict: bool = False,
) -> Summary:
    """Take every document of the sources through all stages and write the files of `out`.

    Raises:
        SourceMissing: a local source is missing; nothing was written.
        OutputUnwritable: the directory cannot be written, or the disk is full; what stood there stands.
        ModelMissing: the language model is not installed.
    """
    check_sources(sources)
    prepared_directory(out)
    begun, summary = datetime.now(UTC), Summary()
    results: list[Outcome] = []
    unread: list[Rejection] = []
    documents = _read(raw_documents(sources, settings, standard_input, out), unread, summary)
    for result in outcomes(documents, settings, strict):
        summary.add(result)
        results.append(result)
        progress(result)
    summary.rejected.update(rejection.code for rejection in unread)
    described = partial(manifest, sources, settings, _counts(summary), _seconds(summary), begun)
    _write(out, results, unread, described)
    return summary


def _read(
    documents: Iterable[RawDocument | Rejection], unread: list[Rejection], summary: Summary
) -> Iterator[RawDocument]:
    """Pass the documents on, keep what could not be read, and measure the time that reading takes."""
    rest = iter(documents)
    while True:
        begun = time.perf_counter()
        document = next(rest, None)
        summary.seconds["fetch"] += time.perf_counter() - begun  # type: ignore[assignment]
        if document is None:
            return
        summary.documents += 1
        if isinstance(document, Rejection):
            unread.append(document)
        else:
            yield document


def _write(
    out: Path, results: list[Outcome], unread: list[Rejection], described: Callable[[], bytes]
) -> None:
    """Write the files of a run; `described` makes the content of `run.json`."""
    results = sorted(results, key=lambda result: result.document)
    rejections = unread + [rejection for result in results for rejection in result.rejections]
    with whole_files([out / name for name in FILES]) as (articles, records, rejected, run_file):
        articles.writelines(result.article for result in results if result.article)
        records.writelines(line for result in results for line in result.records)
        rejected.writelines(json_line(rejection) for rejection in sorted(rejections, key=_order))
        run_file.write(described())


def _order(rejection: Rejection) -> tuple[str, str, str, str, tuple[str, bool, int]]:
    place = rejection.record
    position = (place.type, place.part == "text", place.start) if place else ("", False, 0)
    return (rejection.document or "", rejection.where, rejection.code, rejection.message, position)


def _counts(summary: Summary) -> dict[str, Any]:
    return {
        "documents": summary.documents,
        "articles": summary.articles,
        "records": dict(sorted(summary.records.items())),
        "rejected": dict(sorted(summary.rejected.items())),
    }


def _seconds(summary: Summary) -> dict[str, float]:
    return {stage: round(value, 3) for stage, value in sorted(summary.seconds.items())}
