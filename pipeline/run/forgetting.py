"""Forgetting: a document, or all that names a person, leaves every file of an output directory.

The HTTP cache and finished shards go first, then the state, and last each raw page that the state does not
know any more: so a call that was killed can be repeated, and finds what it has to remove.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import orjson

from pipeline.article import RawDocument
from pipeline.engines import remove_shards
from pipeline.errors import DocumentRejected, SourceMissing, WrongUse
from pipeline.fetch.rawstore import kept_pages, remove_strangers
from pipeline.fetch.urls import canonical_url, is_url
from pipeline.run.batch import CACHE, RAW, RUN_FILE, Batch
from pipeline.state import Forgotten, State
from pipeline.state.opening import STATE_FILE
from pipeline.state.tombstones import name_words, names_person
from pipeline.store import whole_file

_TAG = re.compile(r"<[^<>]*>")


def forget(what: str, directory: Path, dry_run: bool = False) -> Forgotten:
    """Remove the document with a URL or an id, else every document that names a person.

    Args:
        what: a URL, a document's id, or a person's name.
        directory: the output directory.
        dry_run: only say what would go.

    Raises:
        SourceMissing: there is no state in the directory.
        DirectoryLocked: a run works on it.
        WrongUse: it is no URL, no id of a document, and no name of a person either.
    """
    if not (directory / STATE_FILE).is_file():  # opening would make one
        raise SourceMissing(f"{directory}: there is no state of a run in it")
    with State.opened(directory) as state:
        if not dry_run:
            remove_shards(directory)  # first: they may hold documents that the state does not know yet
        named = _named(what, state)
        if dry_run:
            return state.found(**named, urls=_pages_naming(state, named))
        gone = _remove(state, named)
        state.publish()
        _describe_anew(state)
        return gone


def drop(batch: Batch) -> None:
    """Remove the documents of this run that name a person who was forgotten."""
    if batch.dropped:
        found = batch.state.found(ids=batch.dropped)
        _forget_urls(batch.cache, found.urls)
        batch.state.forget(ids=batch.dropped)
        _sweep(batch.state)


def words_of_page(raw: RawDocument) -> str:
    """What can be read in a page, menus and attributes too, with its tags and without them."""
    content = raw.content if isinstance(raw.content, str) else _decoded(raw.content, raw.charset)
    return unescape(f"{raw.listed_title or ''}\n{content}\n{_TAG.sub(' ', content)}")


def _decoded(content: bytes, charset: str | None) -> str:
    from pipeline.clean.decoding import decode  # with libraries that a run without forgotten persons spares

    try:
        return decode(content, charset)
    except DocumentRejected:  # no text; what of it can be read is searched all the same
        return content.decode(errors="replace")


def _named(what: str, state: State) -> dict[str, str]:
    """What is meant: a URL, the id of a document that is there, else a person."""
    if is_url(what):
        try:
            return {"url": canonical_url(what)}
        except ValueError as error:
            raise WrongUse(f"{what}: {error}") from error
    # one that is forgotten already: the call was perhaps killed before the files were written
    if state.documents.document(what) or state.tombstones.is_forgotten(id=what):
        return {"id": what}
    if len(what.split()) < 2:
        raise WrongUse(f"{what}: no document has this id, and one word is too little for a person's name")
    return {"person": what}


def _remove(state: State, named: dict[str, str]) -> Forgotten:
    """Remove from the cache, then from the state, then the raw pages that it knows no more."""
    urls = _pages_naming(state, named)
    if "person" in named:
        _remove_cache(state.directory / CACHE)
    else:
        _forget_urls(state.directory / CACHE, state.found(**named, urls=urls).urls)
    gone = state.forget(**named, urls=urls)
    _sweep(state)
    return gone


def _forget_urls(cache: Path, urls: Iterable[str]) -> None:
    """Remove the answers of some URLs from the HTTP cache."""
    from pipeline.fetch.web.forgetting import forget_urls  # with all that speaks HTTP

    forget_urls(cache, urls)


def _remove_cache(cache: Path) -> None:
    """Remove the HTTP cache: feeds and listings in it may name a person; without it, pages come once more."""
    from pipeline.fetch.web.cache import remove_cache  # with all that speaks HTTP

    remove_cache(cache)


def _sweep(state: State) -> None:
    remove_strangers(state.pages.urls(), state.directory / RAW)


def _pages_naming(state: State, named: dict[str, str]) -> list[str]:
    """The URLs of the raw pages that name a person, also where their article does not."""
    words = name_words(named.get("person", ""))
    if not words:
        return []
    pages = kept_pages(state.directory / RAW)
    return [page.where for page in pages if names_person(words_of_page(page), words)]


def _describe_anew(state: State) -> None:
    """Take the names of sources and the counts that the state still has into `run.json`."""
    path, last = state.directory / RUN_FILE, state.runs.last(1)
    if last and path.is_file():
        row = orjson.loads(path.read_bytes()) | {"sources": last[0].sources, "counts": last[0].counts}
        with whole_file(path) as stream:
            stream.write(orjson.dumps(row, option=orjson.OPT_INDENT_2) + b"\n")
