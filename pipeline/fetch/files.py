"""Files and directories → raw documents.

A directory may hold fetched pages: `<name>.html` with a sidecar `<name>.json` that says under which
id and URL the page was found, and when. Its README.md and the sidecars are no documents.
"""

from __future__ import annotations

import gzip
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


def directory_documents(directory: Path, settings: Settings) -> Iterator[RawDocument | Rejection]:
    """The documents of a directory and of those below it, in the order of their paths."""
    root = directory.resolve()
    for path in sorted(root.rglob("*")):
        name = path.name.lower()
        if path.is_file() and name.endswith(ENDINGS) and name != "readme.md":
            yield from file_documents(path, f"{root.name}/{path.relative_to(root).as_posix()}", settings)


def file_documents(path: Path, source: str, settings: Settings) -> Iterator[RawDocument | Rejection]:
    """The document of a page or text file, or those of a JSON Lines file."""
    stem, ending = _split(path.name)
    try:
        if ending == _LINES:
            with _opened(path) as stream:
                yield from line_documents(stream, source, settings)
            return
        content, sidecar = _content(path, settings), _sidecar(path)
    except (OSError, EOFError, zlib.error, DocumentRejected) as error:
        code = error.code if isinstance(error, DocumentRejected) else "unreadable"
        message = str(error) if isinstance(error, DocumentRejected) else _reason(error)
        yield Rejection(document=stem, where=source, stage="fetch", code=code, message=message)
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


def _sidecar(path: Path) -> Sidecar | None:
    beside = path.with_name(_split(path.name)[0] + ".json")
    if not beside.is_file():
        return None
    try:
        return Sidecar.model_validate_json(beside.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DocumentRejected("unreadable", f"its sidecar {beside.name}: {place} {first['msg']}") from error


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else f"a broken archive: {error}"
