"""Keeping raw documents: the bytes as they came, with a sidecar, so that later stages need no network.

What is kept reads back as the same documents when its directory is a source. A page of the web is named
after its URL: `<url_id>.html` (`.txt` for a plain text) with `<url_id>.json`, and read back by it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from pipeline.article import RawDocument
from pipeline.errors import DocumentRejected
from pipeline.fetch.fetched import Fetched, PageKind
from pipeline.fetch.media import charset_of
from pipeline.fetch.sidecar import Sidecar, sidecar_of
from pipeline.fetch.urls import url_id
from pipeline.store import whole_file, whole_files

_ENDINGS = {"html": ".html", "text": ".txt", "markdown": ".md"}
_PAGES: tuple[tuple[PageKind, str], ...] = (("html", ".html"), ("text", ".txt"))
_PAGE_NAME = re.compile(r"[0-9a-f]{16}")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")


def keep_page(fetched: Fetched, directory: Path) -> Path:
    """Write a fetched page and its sidecar, in the place of an earlier one; both are synced.

    Raises:
        OutputUnwritable: they cannot be written; what stood there stands.
    """
    name = url_id(fetched.url)
    path = directory / f"{name}{_ENDINGS[fetched.kind]}"
    directory.mkdir(parents=True, exist_ok=True)
    _write(path, fetched.content, sidecar_for(fetched))
    for stale in _page_files(directory, name):
        if stale != path:
            stale.unlink(missing_ok=True)
    return path


def sidecar_for(fetched: Fetched) -> Sidecar:
    """The sidecar of a fetched page."""
    return Sidecar(
        id=fetched.document,
        url=fetched.canonical,
        page=fetched.url,
        final_url=fetched.final_url,
        origin=fetched.source,
        listed_title=fetched.title,
        listed_published=fetched.published,
        status=fetched.status,
        content_type=fetched.content_type,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        retrieved_at=fetched.retrieved_at,
        sha256=fetched.sha256,
    )


def stored_page(directory: Path, url: str) -> RawDocument:
    """The page that was kept for a URL.

    Raises:
        DocumentRejected: `unreadable`, where none is, or page and sidecar do not belong together.
    """
    name = url_id(url)
    for kind, ending in _PAGES:
        try:
            content = (directory / f"{name}{ending}").read_bytes()
            sidecar = sidecar_of(directory / f"{name}.json", content)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DocumentRejected("unreadable", error.strerror or str(error)) from error
        if sidecar is not None:
            return page_document(content, sidecar, kind)
    raise DocumentRejected("unreadable", "there is no page with a sidecar of its own in the raw store")


def kept_pages(directory: Path) -> Iterator[RawDocument]:
    """Every page of a raw store that belongs together with its sidecar, by name."""
    for path in sorted(directory.glob("*.json")):
        for kind, ending in _PAGES:
            page = path.with_suffix(ending)
            content = page.read_bytes() if page.is_file() else b""
            if content and (sidecar := sidecar_of(path, content)):
                yield page_document(content, sidecar, kind)


def page_document(content: bytes, sidecar: Sidecar, kind: PageKind) -> RawDocument:
    """A page of the web as a raw document; its place is the URL that was asked for."""
    place = sidecar.page or sidecar.url or sidecar.id
    return RawDocument(
        id=sidecar.id,
        kind=kind,
        content=content,
        where=place,
        source=place,
        url=sidecar.url,
        listed_title=sidecar.listed_title,
        listed_published=sidecar.listed_published,
        retrieved_at=sidecar.retrieved_at,
        charset=charset_of(sidecar.content_type),
        origin=sidecar.origin or "",
    )


def is_kept(url: str, directory: Path) -> bool:
    """Whether a page is in the store."""
    return any(path.is_file() for path in _page_files(directory, url_id(url)))


def remove_strangers(urls: Iterable[str], directory: Path) -> None:
    """Remove pages of other URLs: what a kill has left before, or after, anybody knew of it."""
    known = set(map(url_id, urls))
    for path in directory.iterdir() if directory.is_dir() else ():
        name = path.name.partition(".")[0]
        if _PAGE_NAME.fullmatch(name) and name not in known:
            path.unlink()


def _page_files(directory: Path, name: str) -> Iterator[Path]:
    return (directory / f"{name}{ending}" for _, ending in _PAGES)


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
        listed_title=raw.listed_title,
        listed_published=raw.listed_published,
        content_type=f"text/{raw.kind}; charset={raw.charset}" if raw.charset else None,
        retrieved_at=raw.retrieved_at,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    _write(path, content, sidecar)
    return path


def _write(path: Path, content: bytes, sidecar: Sidecar) -> None:
    row = orjson.dumps(sidecar.model_dump(mode="json"), option=orjson.OPT_INDENT_2) + b"\n"
    with whole_files([path, path.with_suffix(".json")]) as (page, beside):
        page.write(content)
        beside.write(row)


def _keep_line(raw: RawDocument, path: Path) -> Path:
    row = {"id": raw.id, "url": raw.url, "title": raw.title, "published": raw.published, "text": raw.content}
    with whole_file(path) as stream:
        stream.write(orjson.dumps({name: value for name, value in row.items() if value is not None}) + b"\n")
    return path
