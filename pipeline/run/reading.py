"""The reading stage of a run: local documents and fetched pages that are new or changed → articles.

A document that is stored with the same bytes and was worked on by the same version is passed over.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

import orjson

from pipeline.article import RawDocument
from pipeline.engines import Engine
from pipeline.errors import DocumentRejected, Rejection
from pipeline.fetch import raw_documents
from pipeline.fetch.rawstore import stored_page
from pipeline.fetch.urls import is_url
from pipeline.outcome import Cleaned
from pipeline.run.batch import Batch
from pipeline.run.forgetting import drop, words_of_page
from pipeline.state import ReadDocument
from pipeline.state.forgetting import told
from pipeline.workers import CleanTask

log = logging.getLogger(__name__)


def read(batch: Batch, engine: Engine, standard_input: BinaryIO) -> None:
    """Clean every document that is new or changed, or was cleaned by another version."""
    batch.progress.begin("clean", None)
    batch.state.documents.remove_abandoned()
    reading: dict[str, ReadDocument] = {}
    for group in engine.groups(_tasks(batch, standard_input, reading)):
        results = [result for result in group if isinstance(result, Cleaned)]
        with batch.state.together():
            kept = [_kept(batch, reading.pop(result.document), result) for result in results]
        for result, verdict in zip(results, kept, strict=True):
            _tell(batch, result, verdict)
    drop(batch)
    for document in batch.state.documents.stale():
        batch.state.documents.requeue(document)


def _tasks(batch: Batch, standard_input: BinaryIO, reading: dict[str, ReadDocument]) -> Iterator[CleanTask]:
    """The documents to clean; `reading` notes what is on its way."""
    for raw in _wanted(batch, standard_input):
        reading[raw.id] = ReadDocument(
            id=raw.id, origin=raw.origin, place=raw.where, kind=raw.kind, raw=raw_digest(raw), url=raw.url
        )
        yield CleanTask(raw)


def _wanted(batch: Batch, standard_input: BinaryIO) -> Iterator[RawDocument]:
    """What has to be worked on, local documents first, then fetched pages."""
    for raw in _local(batch, standard_input):
        if batch.state.tombstones.is_forgotten(id=raw.id, url=raw.url):
            batch.done(raw.origin, raw.id, "forgotten")
        elif batch.state.documents.is_current(raw.id, raw_digest(raw)):
            _pass_over(batch, raw)
        else:
            yield raw
    for document in batch.state.pages.to_read():
        stored = _stored(batch, document)
        if stored is None or batch.state.documents.is_current(stored.id, raw_digest(stored)):
            batch.state.pages.mark_read(document)
        elif batch.state.tombstones.has_persons and _names_forgotten(batch, stored):
            _drop(batch, stored.origin, document)
        else:
            yield stored


def _pass_over(batch: Batch, raw: RawDocument) -> None:
    """Count an unchanged document, unless it came in this run, before an interruption."""
    row = batch.state.documents.document(raw.id)
    if row is not None and row.changed_run != batch.state.run:
        batch.summary.count(raw.origin, "unchanged")
    batch.progress.advance(raw.id, "unchanged")


def _stored(batch: Batch, document: str) -> RawDocument | None:
    """The page that is read for a document; None where it is lost, and the stored article has to do."""
    page = batch.state.pages.standing(document)
    if page is None:
        return None
    try:
        raw = stored_page(batch.raw, page.url)
        if not isinstance(raw.content, bytes) or hashlib.sha256(raw.content).hexdigest() != page.sha256:
            raise DocumentRejected("unreadable", "its bytes are not those that the state knows")
        return raw
    except DocumentRejected as error:
        log.warning("%s: the raw page is lost, its article is kept: %s", page.url, error)
        return None


def _local(batch: Batch, standard_input: BinaryIO) -> Iterator[RawDocument]:
    """The documents of the local sources; what never becomes one is kept in the state, by source."""
    local = [source for source in batch.sources if not is_url(source.place)]
    unread: dict[str, list[Rejection]] = defaultdict(list)
    for source in local:
        unread[source.name] = []
    for found in raw_documents(local, batch.settings, standard_input, batch.state.directory):
        if isinstance(found, Rejection):
            unread[found.origin].append(found)
            batch.progress.reject(found)
        elif batch.state.pages.standing(found.id):
            unread[found.origin].append(_taken(found))
        else:
            yield found
    for origin, rejections in unread.items():
        batch.state.unread.put(origin, rejections)


def _taken(raw: RawDocument) -> Rejection:
    """The row of a local document with the id of a fetched page: the page stands, in every run."""
    message = f"the id {raw.id!r} is that of a page that was fetched; the page stands"
    return Rejection(document=raw.id, where=raw.where, stage="fetch", code="duplicate_id", message=message)


def _kept(batch: Batch, read_document: ReadDocument, result: Cleaned) -> str:
    """Keep what came of a document; what that is to the run, in a word."""
    documents = batch.state.documents
    if result.rejection:
        return documents.put_unclean(read_document, result.rejection)
    if result.article is None:
        raise RuntimeError(f"{result.document}: neither an article nor a rejection came of it")
    if _is_forgotten(batch, result.article):
        batch.dropped.add(result.document)
        batch.summary.count(read_document.origin, "forgotten")
        return "forgotten"
    return documents.put_cleaned(read_document, result.article, result.signature)


def _tell(batch: Batch, result: Cleaned, verdict: str) -> None:
    if result.rejection:
        batch.progress.reject(result.rejection)
    else:
        batch.progress.advance(result.document, verdict)


def _drop(batch: Batch, origin: str, document: str) -> None:
    batch.dropped.add(document)
    batch.done(origin, document, "forgotten")


def _names_forgotten(batch: Batch, raw: RawDocument) -> bool:
    return batch.state.tombstones.names_forgotten(words_of_page(raw))


def _is_forgotten(batch: Batch, line: bytes) -> bool:
    """Whether an article states a URL that was forgotten, or names a person who was."""
    article, tombstones = orjson.loads(line), batch.state.tombstones
    return tombstones.is_forgotten(url=article["url"]) or any(map(tombstones.names_forgotten, told(article)))


def raw_digest(raw: RawDocument) -> str:
    """Digest of all that cleaning makes an article from; the place in a file is no part of it."""
    said = [raw.kind, raw.source, raw.url, raw.title, raw.published, raw.retrieved_at, raw.charset]
    said += [raw.listed_title, raw.listed_published]
    digest = hashlib.sha256(orjson.dumps(said))
    content = raw.content if isinstance(raw.content, bytes) else raw.content.encode(errors="surrogatepass")
    digest.update(content)
    return digest.hexdigest()
