"""What crawling hands over: a page that came, or why none did."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import Code, DocumentRejected, PageGone, PipelineError, Rejection
from pipeline.fetch.canonical import canonical_of
from pipeline.fetch.listings.entry import Entry
from pipeline.fetch.media import form_of, media_type
from pipeline.fetch.urls import url_id
from pipeline.fetch.web.response import Response

PageKind = Literal["html", "text"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page that came.

    `url` is the canonical spelling of the URL that was asked for, `final_url` where redirects led,
    `canonical` what the page calls itself, and `document` the id that this gives. `source` is the name
    of the source; `title`, `published` (a day) and `listed` are what its listing said of the page.
    `retrieved_at` is when the server sent these bytes, ISO 8601; `sha256` is their digest.
    """

    url: str
    final_url: str
    canonical: str
    document: str
    source: str
    title: str | None = None
    published: str | None = None
    listed: str | None = None
    content: bytes
    sha256: str
    kind: PageKind = "html"
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    status: int = 200
    retrieved_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A URL that gave nothing; `gone` says that the server knows a page no more (404, 410).

    `title`, `published` and `listed` are what its listing said of it, as with a page that came.
    """

    url: str
    source: str
    title: str | None = None
    published: str | None = None
    listed: str | None = None
    code: Code
    message: str
    is_listing: bool = False
    gone: bool = False

    @property
    def rejection(self) -> Rejection:
        """The failure as a line of `rejected.jsonl`."""
        return Rejection(document=None, where=self.url, stage="fetch", code=self.code, message=self.message)


def fetched_page(response: Response, entry: Entry, source: str, listings: Container[str] = ()) -> Fetched:
    """The page in a response.

    Args:
        response: what came.
        entry: what the listing said of it.
        source: the name of the source.
        listings: URLs of listings, which no page of them may be called.

    Raises:
        DocumentRejected: `fetch_failed`, for what is neither a page nor a text.
    """
    headers = response.headers
    content_type = headers.get("content-type")
    canonical = canonical_of(
        response.final_url, response.content, content_type, headers.get("link"), listings
    )
    return Fetched(
        url=entry.url,
        final_url=response.final_url,
        canonical=canonical,
        document=url_id(canonical),
        source=source,
        title=entry.title,
        published=entry.published,
        listed=entry.listed,
        content=response.content,
        sha256=hashlib.sha256(response.content).hexdigest(),
        kind=_kind(response.content, content_type),
        content_type=content_type,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        status=response.status,
        retrieved_at=response.retrieved_at,
    )


def _kind(content: bytes, content_type: str | None) -> PageKind:
    form = form_of(content, content_type)
    if form in ("html", "text"):
        return "html" if form == "html" else "text"
    came = media_type(content_type) or f"content of the form {form}"
    raise DocumentRejected("fetch_failed", f"what came is neither a page nor a text, but {came}")


def failure(error: DocumentRejected, entry: Entry, source: str, *, is_listing: bool = False) -> Failure:
    """What is kept of an error, and of what the listing said of the URL."""
    return Failure(
        url=entry.url,
        source=source,
        title=entry.title,
        published=entry.published,
        listed=entry.listed,
        code=error.code,
        message=str(error),
        is_listing=is_listing,
        gone=isinstance(error, PageGone) and not is_listing,
    )


@contextmanager
def costs_only(url: str) -> Iterator[None]:
    """Let what nobody expected of a URL cost that URL: headers and pages say things that no test foresaw.

    Raises:
        DocumentRejected: `internal`, for an error that is a bug of ours or of a library; the log has it.
    """
    try:
        yield
    except PipelineError:
        raise
    except Exception as error:
        log.exception("%s: a bug in pressfacts; what is there is left out", url)
        message = f"{type(error).__name__}: {error}; this is a bug in pressfacts"
        raise DocumentRejected("internal", message) from error
