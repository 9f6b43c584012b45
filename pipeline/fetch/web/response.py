"""What a URL answered, as the rest of the package sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HTML = "text/html,application/xhtml+xml,*/*;q=0.5"
ANY = "*/*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """The answer to one URL, after redirects, with its body unpacked."""

    url: str
    """The canonical URL of what was asked."""

    final_url: str
    """The canonical URL of what answered, after redirects."""

    status: int
    """200, or 203 where a proxy changed the page."""

    headers: Mapping[str, str]
    """By name in lower case; of a repeated one, the last.

    `date` and `cache-control` are as the cache took them: a date of our own for a wrong one, `no-cache` where
    the server does not say for how long the page is fresh, and an hour where it says more; `expires` is left
    out."""

    content: bytes
    """The body with its content encodings undone; never more than the limit of the settings."""

    retrieved_at: str
    """When these bytes came from the server: ISO 8601 in UTC, to the second."""
