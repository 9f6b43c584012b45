"""URLs: which strings are some, and the id that a document gets from its URL."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urldefrag

from courlan import normalize_url

_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def is_url(source: str) -> bool:
    """Whether a source is the URL of a page.

    >>> is_url("https://news.example/a"), is_url("corpus/raw")
    (True, False)
    """
    return bool(_SCHEME.match(source))


def canonical_url(url: str) -> str:
    """The URL in one spelling: lower-case host, no fragment, no tracking parameters.

    >>> canonical_url("HTTPS://News.Example/a?utm_source=x#top")
    'https://news.example/a'

    Raises:
        ValueError: it is no URL of a page.
    """
    if not is_url(url):
        raise ValueError(f"no URL of a page: {url[:80]!r}")
    return str(normalize_url(urldefrag(url).url, strict=False, trailing_slash=True))


def url_id(url: str) -> str:
    """The id of a document that has no other: a digest of its canonical URL, 16 hexadecimal digits."""
    return hashlib.sha256(canonical_url(url).encode()).hexdigest()[:16]
