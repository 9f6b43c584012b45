"""Sources → raw documents: files, directories, JSON Lines, standard input, the URL of a page.

>>> from pipeline.settings import Settings
>>> check_sources(["no/such/place"])
Traceback (most recent call last):
...
pipeline.errors.SourceMissing: no/such/place: there is no such file or directory
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pipeline.article import RawDocument
from pipeline.errors import DocumentRejected, Rejection, SourceMissing
from pipeline.fetch.files import ENDINGS, directory_documents, file_documents
from pipeline.fetch.jsonlines import line_documents
from pipeline.fetch.pages import fetched_page, is_url
from pipeline.settings import Settings

__all__ = ["check_sources", "raw_documents"]

STANDARD_INPUT = "-"


def check_sources(sources: Sequence[str]) -> None:
    """See that every local source exists and is of a known kind, before anything is written.

    Raises:
        SourceMissing: one does not exist, or has an ending that no reader knows.
    """
    for source in sources:
        path = Path(source)
        if source == STANDARD_INPUT or is_url(source):
            continue
        if not source or not _is_there(path):
            raise SourceMissing(f"{source or repr('')}: there is no such file or directory")
        if path.is_dir():
            continue
        if not path.name.lower().endswith(ENDINGS):
            raise SourceMissing(f"{source}: its kind is not known; there are {', '.join(ENDINGS)}")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a directory above it may not be entered
        return False


def raw_documents(
    sources: Sequence[str], settings: Settings, standard_input: BinaryIO, without: Path | None = None
) -> Iterator[RawDocument | Rejection]:
    """Every document of the sources, in their order; one that cannot be read is a rejection.

    Of two documents with one id the first stands. A directory `without` is passed over where it lies
    inside a source: a run does not read what it wrote.
    """
    output = without.resolve() if without else None
    taken: set[str] = set()
    for source in sources:
        for document in _documents(source, settings, standard_input, output):
            if isinstance(document, RawDocument) and document.id in taken:
                yield Rejection(
                    document=document.id,
                    where=document.where,
                    stage="fetch",
                    code="duplicate_id",
                    message=f"the id {document.id!r} was already taken in this run; the first stands",
                )
                continue
            if isinstance(document, RawDocument):
                taken.add(document.id)
            yield document


def _documents(
    source: str, settings: Settings, standard_input: BinaryIO, without: Path | None
) -> Iterator[RawDocument | Rejection]:
    path = Path(source)
    if source == STANDARD_INPUT:
        yield from line_documents(standard_input, "<stdin>", settings)
    elif is_url(source):
        try:
            yield fetched_page(source, settings)
        except DocumentRejected as error:
            yield Rejection(document=None, where=source, stage="fetch", code=error.code, message=str(error))
    elif path.is_dir():
        yield from directory_documents(path, settings, without)
    else:
        yield from file_documents(path, path.name, settings)
