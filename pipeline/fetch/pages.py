"""One page's URL → a raw document; the only code that uses the network."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx

from pipeline.article import RawDocument
from pipeline.errors import DocumentRejected
from pipeline.fetch.urls import canonical_url, is_url, url_id
from pipeline.settings import Settings

__all__ = ["fetched_page", "is_url"]

_MAX_REDIRECTS = 5


def fetched_page(url: str, settings: Settings) -> RawDocument:
    """Fetch one page.

    Raises:
        DocumentRejected: `fetch_failed` with the reason, or `too_large`.
    """
    try:
        with (
            httpx.Client(
                timeout=settings.timeout,
                follow_redirects=True,
                max_redirects=_MAX_REDIRECTS,
                headers={"User-Agent": settings.user_agent, "Accept": "text/html,application/xhtml+xml"},
            ) as client,
            client.stream("GET", url) as response,
        ):
            response.raise_for_status()
            return _document(response, _body(response, settings.max_bytes))
    except httpx.HTTPStatusError as error:
        raise DocumentRejected("fetch_failed", f"the server answered {error.response.status_code}") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        raise DocumentRejected("fetch_failed", f"no page came: {reason}") from error


def _body(response: httpx.Response, limit: int) -> bytes:
    chunks, size = [], 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > limit:
            raise DocumentRejected("too_large", f"the page has more than the {limit} bytes of max_bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def _document(response: httpx.Response, body: bytes) -> RawDocument:
    url = canonical_url(str(response.url))
    charset = response.charset_encoding
    return RawDocument(
        id=url_id(url),
        kind="html",
        content=_decoded(body, charset) if charset else body,
        where=url,
        source=url,
        url=url,
        retrieved_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _decoded(body: bytes, charset: str) -> bytes | str:
    """The text by the header's charset, which wins over what the page says; bytes where it is wrong."""
    try:
        return body.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return body
