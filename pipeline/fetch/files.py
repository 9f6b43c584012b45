"""Files and directories → raw documents.

A directory may hold fetched pages: `<name>.html` with a sidecar `<name>.json` that says under which
id and URL the page was found, and when. Its README.md and the sidecars are no documents.
"""

from __future__ import annotations

import gzip
import logging
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.article import RawDocument, RawKind
from pipeline.errors import DocumentRejected, Rejection
from pipeline.fetch.jsonlines import line_documents
from pipeline.fetch.media import charset_of
from pipeline.fetch.sidecar import sidecar_of
from pipeline.fetch.sources import as_text
from pipeline.fetch.warc import warc_documents
from pipeline.settings import Settings

log = logging.getLogger(__name__)

_KINDS: dict[str, RawKind] = {".html": "html", ".htm": "html", ".txt": "text", ".md": "markdown"}
_LINES = ".jsonl"
_ARCHIVE = ".warc"
_MANY = (_LINES, _ARCHIVE)
ENDINGS = tuple(ending + zipped for ending in (*_KINDS, *_MANY) for zipped in ("", ".gz"))


def directory_documents(
    directory: Path, settings: Settings, without: Path | None = None
) -> Iterator[RawDocument | Rejection]:
    """The documents of a directory and of those below it, in the order of their paths.

    Hidden directories are passed over, and so is `without`, the place of a run's own output. A directory
    that cannot be read is a rejection; of files of other kinds, the log has the endings.
    """
    root = directory.resolve()
    closed: list[OSError] = []
    found: list[Path] = []
    others: Counter[str] = Counter()
    for place, below, names in os.walk(root, onerror=closed.append):
        below[:] = [n for n in below if not n.startswith(".") and Path(place, n) != without]
        found += (Path(place, name) for name in names if name.lower().endswith(ENDINGS))
        others.update(_ending(name) for name in names if not name.lower().endswith((*ENDINGS, ".json")))
    for error in closed:
        where = _source(root, Path(error.filename))
        yield Rejection(
            document=None, where=where, stage="fetch", code="unreadable", message=error.strerror or str(error)
        )
    if others:
        log.warning(
            "%s: passed over %d files of other kinds: %s", root.name, others.total(), ", ".join(others)
        )
    for path in sorted(found):
        if path.name.lower() != "readme.md":
            yield from file_documents(path, _source(root, path), settings)


def _ending(name: str) -> str:
    return as_text(Path(name).suffix or name)


def _source(root: Path, path: Path) -> str:
    """The place of a file in messages and articles: relative, and without bytes that are no text."""
    parts = (root.name, *path.relative_to(root).parts)
    return as_text("/".join(part for part in parts if part))


def file_documents(path: Path, source: str, settings: Settings) -> Iterator[RawDocument | Rejection]:
    """The document of a page or text file, or those of a JSON Lines file or a web archive."""
    name, ending = _split(path.name)
    try:
        if ending == _LINES:
            with _opened(path) as stream:
                yield from line_documents(stream, source, settings)
        elif ending == _ARCHIVE:
            with path.open("rb") as stream:
                yield from warc_documents(stream, source, settings)
        else:
            yield _document(path, as_text(name), _KINDS[ending], source, settings)
    except (OSError, EOFError, zlib.error, DocumentRejected) as error:
        code = error.code if isinstance(error, DocumentRejected) else "unreadable"
        message = str(error) if isinstance(error, DocumentRejected) else _reason(error)
        document = None if ending in _MANY else as_text(name)
        yield Rejection(document=document, where=source, stage="fetch", code=code, message=message)


def _document(path: Path, name: str, kind: RawKind, source: str, settings: Settings) -> RawDocument:
    """The document of a page or text file, with what its sidecar says."""
    content = _content(path, settings)
    sidecar = sidecar_of(path.with_name(_split(path.name)[0] + ".json"), content)
    if sidecar is None:
        return RawDocument(id=name, kind=kind, content=content, where=source, source=source)
    return RawDocument(
        id=sidecar.id,
        kind=kind,
        content=content,
        where=source,
        source=source,
        url=sidecar.url,
        title=sidecar.title,
        published=sidecar.published,
        listed_title=sidecar.listed_title,
        listed_published=sidecar.listed_published,
        retrieved_at=sidecar.retrieved_at,
        charset=charset_of(sidecar.content_type),
    )


def _split(name: str) -> tuple[str, str]:
    """A file's name without its endings, and the ending that tells its kind."""
    name = name[:-3] if name.lower().endswith(".gz") else name
    stem, _, ending = name.rpartition(".")
    return stem or name, f".{ending.lower()}"


def _opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb"))


def _content(path: Path, settings: Settings) -> bytes:
    with _opened(path) as stream:
        content = stream.read(settings.max_bytes + 1)
    if len(content) > settings.max_bytes:
        raise DocumentRejected("too_large", f"it has more than the {settings.max_bytes} bytes of max_bytes")
    return content


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else f"a broken archive: {error}"
