"""Sources → raw documents: files, directories, web archives, JSON Lines, standard input, the web.

>>> check_sources(["no/such/place"])
Traceback (most recent call last):
...
pipeline.errors.SourceMissing: no/such/place: there is no such file or directory
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from pipeline.article import RawDocument
from pipeline.errors import Rejection, SourceMissing
from pipeline.fetch.files import ENDINGS, directory_documents, file_documents
from pipeline.fetch.jsonlines import line_documents
from pipeline.fetch.sources import STANDARD_INPUT, Source, as_text, sources_of
from pipeline.settings import Settings

__all__ = ["check_sources", "raw_documents"]


def check_sources(sources: Sequence[Source | str]) -> None:
    """See that every local source exists and is of a known kind, before anything is written.

    A string is a source as an argument of the command names it.

    Raises:
        SourceMissing: one does not exist, or has an ending that no reader knows.
        WrongUse: one is no URL that can be asked for.
    """
    for source in _as_sources(sources):
        path = Path(source.place)
        if source.place == STANDARD_INPUT or source.is_remote:
            continue
        if not _is_there(path):
            raise SourceMissing(f"{as_text(source.place)}: there is no such file or directory")
        if not path.is_dir() and not path.name.lower().endswith(ENDINGS):
            kinds = ", ".join(ENDINGS)
            raise SourceMissing(f"{as_text(source.place)}: its kind is not known; there are {kinds}")


def _as_sources(sources: Sequence[Source | str]) -> list[Source]:
    named = iter(sources_of([source for source in sources if isinstance(source, str)]))
    return [source if isinstance(source, Source) else next(named) for source in dict.fromkeys(sources)]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a directory above it may not be entered
        return False


def raw_documents(
    sources: Sequence[Source | str], settings: Settings, standard_input: BinaryIO, without: Path | None = None
) -> Iterator[RawDocument | Rejection]:
    """Every document of the sources, in their order; one that cannot be read is a rejection.

    Each carries the name of its source as `origin`. Of two documents with one id the first stands. A
    directory `without` is passed over where it lies inside a source: a run does not read what it wrote.
    """
    output = without.resolve() if without else None
    taken: set[str] = set()
    for source in _as_sources(sources):
        for document in _documents(source, settings, standard_input, output):
            if isinstance(document, Rejection):
                yield document.model_copy(update={"origin": source.name})
            elif document.id in taken:
                yield _duplicate(document, source.name)
            else:
                taken.add(document.id)
                yield replace(document, origin=source.name)


def _duplicate(document: RawDocument, origin: str) -> Rejection:
    return Rejection(
        document=document.id,
        where=document.where,
        stage="fetch",
        code="duplicate_id",
        message=f"the id {document.id!r} was already taken in this run; the first stands",
        origin=origin,
    )


def _documents(
    source: Source, settings: Settings, standard_input: BinaryIO, without: Path | None
) -> Iterable[RawDocument | Rejection]:
    path = Path(source.place)
    if source.place == STANDARD_INPUT:
        return line_documents(standard_input, "<stdin>", settings)
    if source.is_remote:
        from pipeline.fetch.once import fetched_once  # with all that speaks HTTP and reads feeds

        return fetched_once(source, settings)
    if path.is_dir():
        return directory_documents(path, settings, without)
    return file_documents(path, as_text(path.name), settings)
