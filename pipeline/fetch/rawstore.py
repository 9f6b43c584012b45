"""Keeping raw documents: the bytes as they came, with a sidecar, so that later stages need no network.

What is kept reads back as the same documents when its directory is a source.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import orjson

from pipeline.article import RawDocument
from pipeline.fetch.files import Sidecar
from pipeline.store import whole_file

_ENDINGS = {"html": ".html", "text": ".txt", "markdown": ".md"}
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


def keep_raw(raw: RawDocument, directory: Path) -> Path:
    """Write a raw document under a name that its id gives, and its sidecar beside it.

    An id that is no plain file name is replaced by its digest, so that no page can choose a path.
    """
    is_safe = _SAFE.fullmatch(raw.id) and raw.id.lower() != "readme"
    name = raw.id if is_safe else hashlib.sha256(raw.id.encode()).hexdigest()[:16]
    if raw.kind == "given":
        return _keep_line(raw, directory / f"{name}.jsonl")
    content = raw.content if isinstance(raw.content, bytes) else raw.content.encode()
    path = directory / f"{name}{_ENDINGS[raw.kind]}"
    sidecar = Sidecar(
        id=raw.id,
        url=raw.url,
        title=raw.title,
        published=raw.published,
        retrieved_at=raw.retrieved_at,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    for place, data in ((path, content), (directory / f"{name}.json", sidecar.model_dump_json().encode())):
        with whole_file(place) as stream:
            stream.write(data)
    return path


def _keep_line(raw: RawDocument, path: Path) -> Path:
    row = {"id": raw.id, "url": raw.url, "title": raw.title, "published": raw.published, "text": raw.content}
    with whole_file(path) as stream:
        stream.write(orjson.dumps({name: value for name, value in row.items() if value is not None}) + b"\n")
    return path
