"""The way of one page through its redirects: only to http(s), not in a circle, and not too far."""

from __future__ import annotations

import httpx

from pipeline.errors import DocumentRejected
from pipeline.fetch.urls import canonical_url, is_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Hops:
    """The URLs of a page so far; `url` is the one to ask."""

    def __init__(self, url: str, most: int) -> None:
        """Begin at a URL, and follow `most` redirects.

        Raises:
            DocumentRejected: it is no http(s) URL, or cannot be read as one.
        """
        self._most = most
        self.first = _canonical(url)
        self._urls = [_parsed(self.first)]

    @property
    def url(self) -> httpx.URL:
        """The URL to ask next."""
        return self._urls[-1]

    def goes_on(self, status: int, location: str) -> bool:
        """Whether an answer is a redirect; then `url` is where it leads to.

        The place is taken as it was given, and not in its canonical spelling: a page that redirects to itself
        with a tracking parameter would never be reached.

        Raises:
            DocumentRejected: `address_refused` for a place that is not http(s); `fetch_failed` for a circle
                and for too many.
        """
        if status not in _REDIRECTS or not location:
            return False
        place = self._joined(location)
        way = " → ".join(str(url)[:200] for url in [*self._urls, place])
        if place in self._urls:
            raise DocumentRejected("fetch_failed", f"the redirects go in a circle: {way}")
        if len(self._urls) > self._most:
            raise DocumentRejected("fetch_failed", f"more than {self._most} redirects: {way}")
        self._urls.append(place)
        return True

    def _joined(self, location: str) -> httpx.URL:
        try:
            place = self.url.join(location)
        except (httpx.InvalidURL, ValueError) as error:
            raise DocumentRejected("fetch_failed", f"a redirect to no URL: {location[:80]!r}") from error
        if not is_url(str(place)):
            raise DocumentRejected(
                "address_refused", f"a redirect to {str(place)[:80]}, which is no http(s) URL"
            )
        return _parsed(str(place))


def _canonical(url: str) -> str:
    if not is_url(url):
        raise DocumentRejected("address_refused", f"{url[:80]} is no http(s) URL")
    try:
        return canonical_url(url)
    except ValueError as error:
        raise DocumentRejected("fetch_failed", f"{url[:80]} is no URL: {error}") from error


def _parsed(url: str) -> httpx.URL:
    """A URL to ask: without fragment, user name and password, and such that it has a canonical spelling."""
    try:
        parsed = httpx.URL(url).copy_with(fragment=None, userinfo=b"")
        if not parsed.host:  # to read it is an error for a name that is no IDNA
            raise ValueError("it names no host")
        canonical_url(str(parsed))  # knows hosts and ports that are none, where httpx does not
    except (httpx.InvalidURL, ValueError) as error:
        raise DocumentRejected("fetch_failed", f"{url[:80]} is no URL: {error}") from error
    return parsed
