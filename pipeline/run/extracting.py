"""The extraction stage of a run: articles that wait for it → records in the state."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.engines import Engine
from pipeline.outcome import Extracted
from pipeline.run.batch import Batch
from pipeline.workers import ExtractTask


def extract(batch: Batch, engine: Engine) -> None:
    """Extract the records of every article that has none of this version."""
    awaiting = batch.state.documents.awaiting()
    batch.progress.begin("extract", len(awaiting))
    for group in engine.groups(_tasks(batch, awaiting)):
        results = [result for result in group if isinstance(result, Extracted)]
        with batch.state.together():
            for result in results:
                _keep(batch, result)
        for result in results:
            _tell(batch, result)


def _tasks(batch: Batch, documents: list[str]) -> Iterator[ExtractTask]:
    for document in documents:
        row = batch.state.documents.document(document)
        if row is not None and row.state == "cleaned":
            yield ExtractTask(batch.state.documents.article(document), row.place)


def _keep(batch: Batch, result: Extracted) -> None:
    documents = batch.state.documents
    if result.rejected:
        documents.put_failed(result.document, result.rejections)
    else:
        documents.put_records(result.document, result.records, result.types, result.rejections)


def _tell(batch: Batch, result: Extracted) -> None:
    if result.rejected:
        batch.progress.reject(result.rejections[0])
    else:
        batch.progress.advance(result.document, f"records: {len(result.records)}")
