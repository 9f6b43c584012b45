"""Files and directories → raw documents.

A directory may hold fetched pages: `<name>.html` with a sidecar `<name>.json` that says under which
id and URL the page was found, and when. Its README.md and the sidecars are no documents.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.article import RawDocument, RawKind
from pipeline.errors import DocumentRejected, Rejection
from pipeline.fetch.jsonlines import line_documents
from pipeline.settings import Settings

_KINDS: dict[str, RawKind] = {".html": "html", ".htm": "html", ".txt": "text", ".md": "markdown"}
_LINES = ".jsonl"
ENDINGS = tuple(ending + zipped for ending in (*_KINDS, _LINES) for zipped in ("", ".gz"))


class Sidecar(BaseModel):
    """What is known of a stored page: the JSON file beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, description="the document's id")
    url: str | None = Field(default=None, description="where the page was found")
    title: str | None = Field(default=None, description="the headline, where the source gave one")
    published: str | None = Field(default=None, description="day of publication, where the source gave one")
    status: int | None = Field(default=None, description="HTTP status")
    content_type: str | None = Field(default=None, description="Content-Type header")
    retrieved_at: str | None = Field(default=None, description="when it was fetched, ISO 8601 in UTC")
    sha256: str = Field(description="digest of the stored bytes")


def directory_documents(
    directory: Path, settings: Settings, without: Path | None = None
) -> Iterator[RawDocument | Rejection]:
    """The documents of a directory and of those below it, in the order of their paths.

    Hidden directories are passed over, and so is `without`, the place of a run's own output. A directory
    that cannot be read is a rejection.
    """
    root = directory.resolve()
    closed: list[OSError] = []
    found: list[Path] = []
    for place, below, names in os.walk(root, onerror=closed.append):
        below[:] = [n for n in below if not n.startswith(".") and Path(place, n) != without]
        found += (Path(place, name) for name in names if name.lower().endswith(ENDINGS))
    for error in closed:
        where = _source(root, Path(error.filename))
        yield Rejection(
            document=None, where=where, stage="fetch", code="unreadable", message=error.strerror or str(error)
        )
    for path in sorted(found):
        if path.name.lower() != "readme.md":
            yield from file_documents(path, _source(root, path), settings)


def _source(root: Path, path: Path) -> str:
    """The place of a file in messages and articles: relative, and without bytes that are no text."""
    parts = (root.name, *path.relative_to(root).parts)
    return _as_text("/".join(part for part in parts if part))


def _as_text(name: str) -> str:
    """A file's name, with U+FFFD for each byte of it that is no UTF-8."""
    return re.sub("[\ud800-\udfff]", "\ufffd", name)


def file_documents(path: Path, source: str, settings: Settings) -> Iterator[RawDocument | Rejection]:
    """The document of a page or text file, or those of a JSON Lines file."""
    name, ending = _split(path.name)
    stem = _as_text(name)
    try:
        if ending == _LINES:
            with _opened(path) as stream:
                yield from line_documents(stream, source, settings)
            return
        content = _content(path, settings)
        sidecar = _sidecar(path, content)
    except (OSError, EOFError, zlib.error, DocumentRejected) as error:
        code = error.code if isinstance(error, DocumentRejected) else "unreadable"
        message = str(error) if isinstance(error, DocumentRejected) else _reason(error)
        document = None if ending == _LINES else stem
        yield Rejection(document=document, where=source, stage="fetch", code=code, message=message)
        return
    yield RawDocument(
        id=sidecar.id if sidecar else stem,
        kind=_KINDS[ending],
        content=content,
        where=source,
        source=source,
        url=sidecar.url if sidecar else None,
        title=sidecar.title if sidecar else None,
        published=sidecar.published if sidecar else None,
        retrieved_at=sidecar.retrieved_at if sidecar else None,
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


def _sidecar(path: Path, content: bytes) -> Sidecar | None:
    """The sidecar beside a page; a JSON file that does not speak of these bytes is none."""
    beside = path.with_name(_split(path.name)[0] + ".json")
    if not beside.is_file():
        return None
    try:
        sidecar = Sidecar.model_validate_json(beside.read_bytes())
    except ValidationError:
        return None
    return sidecar if sidecar.sha256 == hashlib.sha256(content).hexdigest() else None


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else f"a broken archive: {error}"
