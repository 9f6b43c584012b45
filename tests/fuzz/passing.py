"""What is true of every document, however bad: it ends in records or in a line of `rejected.jsonl`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import orjson
from pydantic import TypeAdapter

from pipeline.article import Article, RawDocument
from pipeline.outcome import Cleaned, Extracted
from pipeline.records import Record
from pipeline.workers import CleanTask, ExtractTask, Workers

BUGS = ("internal", "timeout", "too_large")
"""What no document of the generator may end in: none of them is large, and none may take long."""

_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


class Passage:
    """Takes documents through the workers; keeps what was counted, and what is wrong.

    Attributes:
        counts: documents, articles, records, and rejections by code.
        faults: what is wrong, a line each, with the document's name.
    """

    def __init__(self, workers: Workers, bugs: Sequence[str] = BUGS) -> None:
        """Nothing has passed yet; `bugs` are the codes of rejection that are faults."""
        self._workers = workers
        self._bugs = bugs
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []

    def take(self, documents: Iterable[RawDocument]) -> None:
        """Clean all of them, extract those that can be, and look at what comes of each."""
        awaited: set[str] = set()
        articles: dict[str, bytes] = {}
        for result in self._workers.results(CleanTask(raw) for raw in _noted(documents, awaited)):
            assert isinstance(result, Cleaned)
            awaited.discard(result.document)
            self._look_at_cleaned(result)
            if result.article is not None:
                articles[result.document] = result.article
        tasks = (ExtractTask(line, name) for name, line in list(articles.items()))
        for extracted in self._workers.results(tasks):
            assert isinstance(extracted, Extracted)
            self._look_at_extracted(extracted, articles.pop(extracted.document))
        self.faults += (f"{name}: nothing came of it" for name in sorted(awaited | set(articles)))

    def _look_at_cleaned(self, result: Cleaned) -> None:
        self.counts["documents"] += 1
        if (result.article is None) == (result.rejection is None):
            self.faults.append(f"{result.document}: it is neither article nor rejected, or both")
        if result.rejection is not None:
            self._count_rejection(result.document, result.rejection.code, result.rejection.message)
        if result.article is not None:
            self.counts["articles"] += 1
            self.faults += (f"{result.document}: {fault}" for fault in _line_faults(result.article))

    def _look_at_extracted(self, result: Extracted, line: bytes) -> None:
        article = Article.model_validate_json(line)
        for rejection in result.rejections:
            self._count_rejection(result.document, rejection.code, rejection.message)
        records = [_RECORD.validate_json(record) for record in result.records]
        self.counts["records"] += len(records)
        for record_line in result.records:
            self.faults += (f"{result.document}: {fault}" for fault in _line_faults(record_line))
        if len({record.id for record in records}) < len(records):
            self.faults.append(f"{result.document}: two records share an id")
        for record in records:
            if not all(piece.stands_in(article) for piece in record.evidence):
                self.faults.append(f"{result.document}: {record.id} has evidence that does not stand there")

    def _count_rejection(self, document: str, code: str, message: str) -> None:
        self.counts[code] += 1
        if code in self._bugs:
            self.faults.append(f"{document}: {code}: {message}")


def _noted(documents: Iterable[RawDocument], awaited: set[str]) -> Iterator[RawDocument]:
    for raw in documents:
        awaited.add(raw.id)
        yield raw


def _line_faults(line: bytes) -> Iterator[str]:
    """What makes a line no line of JSON Lines."""
    if line.count(b"\n") != 1 or not line.endswith(b"\n"):
        yield "it has a line break inside"
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError as error:
        yield f"it is no JSON: {error}"
