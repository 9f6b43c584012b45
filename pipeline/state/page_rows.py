"""What goes into the table of pages, what comes out of it, and when the two differ."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Literal

import orjson

PageStatus = Literal["live", "gone", "failed"]
"""`gone`: the server says it is no more; `failed`: it never gave a page, and is tried again."""

PageChange = Literal["new", "changed", "unchanged"]

_KEY_BYTES = 8
_TOLD_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it was fetched.

    `listed` is what the listing said of its last change, `title` and `published` what it said of the article;
    of the latter only a digest is kept.
    """

    url: str
    document: str
    canonical: str
    final_url: str
    origin: str
    sha256: str
    retrieved_at: str
    listed: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A page as the state knows it; what only a fetched page has is None for one that never came.

    `title` and `published` are what the listing said, until the page comes; then the raw store has them.
    """

    url: str
    document: str | None
    canonical: str | None
    final_url: str | None
    origin: str
    sha256: str | None
    status: PageStatus
    listed: str | None
    told: str | None
    title: str | None
    published: str | None
    retrieved_at: str | None
    first_run: int
    changed_run: int
    first_seen: str | None


def key_of(url: str) -> int:
    """The key of a URL: eight bytes of its digest, as many as an id has that is made from a URL."""
    return int.from_bytes(hashlib.sha256(url.encode(errors="replace")).digest()[:_KEY_BYTES], signed=True)


def told(page: Page) -> bytes | None:
    """The digest of what a listing says of an article."""
    if page.title is None and page.published is None:
        return None
    return hashlib.sha256(orjson.dumps([page.title, page.published])).digest()[:_TOLD_BYTES]


def differs(known: PageRow, page: Page) -> bool:
    """Whether a page says anything new; what a listing no longer tells is no news."""
    now = told(page)
    return (now is not None and now.hex() != known.told) or (
        (known.sha256, known.document, known.canonical, known.final_url)
        != (page.sha256, page.document, page.canonical, page.final_url)
    )


def page_row(row: sqlite3.Row) -> PageRow:
    """A row of pages, joined with the start of its first run."""
    came = row["sha256"] is not None
    return PageRow(
        url=row["url"],
        document=row["document"],
        canonical=row["canonical"] or (row["url"] if came else None),
        final_url=row["final_url"] or (row["url"] if came else None),
        origin=row["origin"],
        sha256=row["sha256"].hex() if came else None,
        status=row["status"],
        listed=row["listed"],
        told=row["told"].hex() if row["told"] else None,
        title=row["title"],
        published=row["published"],
        retrieved_at=row["retrieved_at"],
        first_run=row["first_run"],
        changed_run=row["changed_run"],
        first_seen=row["started"],
    )
