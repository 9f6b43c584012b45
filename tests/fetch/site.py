"""Press rooms of invented hosts on this machine, with every kind of answer, and a log of who asked.

Hosts are told apart by the `Host` header; the fixture `site` makes the resolver send every name that ends in
`.example` to this machine, and takes that one address for a public one, so that all other private addresses
are refused as ever.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from ipaddress import ip_address
from threading import Event, Thread
from typing import Self
from xml.sax.saxutils import escape, quoteattr

import pytest

from pipeline.fetch.web import addresses
from tests.fetch.server import Answer, Asked, Server, answer, handler

LOOPBACK = "127.0.0.1"

__all__ = ["LOOPBACK", "Answer", "Asked", "Site", "answer", "invented_addresses", "site"]


class Site:
    """The hosts and their pages; a context manager."""

    def __init__(self) -> None:
        """Take a free port; nothing is served before the context is entered."""
        self.requests: list[Asked] = []
        self.closing = Event()
        self._routes: dict[tuple[str, str], list[Answer]] = {}
        self._server = Server((LOOPBACK, 0), handler(self.next_answer, self.requests.append, self.closing))
        self.port = self._server.server_port

    def __enter__(self) -> Self:
        """Serve."""
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """End all answers, also the stalled ones."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def encrypted(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str, host: str | None = None) -> list[Asked]:
        """The requests for one path, in their order."""
        return [one for one in self.requests if one.path == path and host in (None, one.host)]

    # --- what is served

    def answers(self, host: str, path: str, *answers: Answer) -> str:
        """Answer one after another; the last stands. Returns the URL."""
        self._routes[host, path] = list(answers)
        return self.url(host, path)

    def page(self, host: str, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """A page; given again, it has changed (or only its headers have)."""
        return self.answers(host, path, answer(body, status, **headers))

    def gone(self, host: str, path: str, status: int = 410) -> str:
        return self.answers(host, path, Answer(status=status))

    def redirect(self, host: str, path: str, to: str, status: int = 302) -> str:
        return self.answers(host, path, Answer(status=status, headers={"location": to}))

    def robots(self, host: str, text: str, status: int = 200) -> str:
        return self.page(host, "/robots.txt", text, status, content_type="text/plain")

    def feed(self, host: str, path: str, entries: Mapping[str, str]) -> str:
        """RSS; `entries` are titles by link."""
        items = "".join(
            f"<item><title>{escape(title)}</title><link>{escape(link)}</link></item>"
            for link, title in entries.items()
        )
        body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        return self.page(host, path, body, content_type="application/rss+xml")

    def sitemap(self, host: str, path: str, changed: Mapping[str, str], zipped: bool = False) -> str:
        """A sitemap; `changed` are days of change (or nothing) by link."""
        rows = "".join(
            f"<url><loc>{escape(link)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
            for link, day in changed.items()
        )
        body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
        kind = "application/gzip" if zipped else "application/xml"
        return self.page(host, path, gzip.compress(body, mtime=0) if zipped else body, content_type=kind)

    def listing(self, host: str, path: str, links: Iterable[str]) -> str:
        """A page of links."""
        items = "".join(f"<li><a href={quoteattr(link)}>A story</a></li>" for link in links)
        return self.page(host, path, f"<html><body><ul>{items}</ul></body></html>")

    def stall(self, host: str, path: str, seconds: float, body: bytes = b"x" * 100, after: int = 50) -> str:
        """A page that stops in the middle; with `after=0`, before its first byte."""
        return self.answers(host, path, Answer(body=body, stall=seconds, stall_after=after))

    def drip(self, host: str, path: str, pause: float, body: bytes) -> str:
        """A page that comes a byte at a time."""
        return self.answers(host, path, Answer(body=body, drip=pause))

    def wrong_length(self, host: str, path: str, body: bytes, length: int) -> str:
        """A page that claims another length: a longer one is a truncated body."""
        return self.answers(host, path, Answer(body=body, length=length))

    def bomb(self, host: str, path: str, size: int) -> str:
        """A little gzip that unpacks to `size` bytes."""
        packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        block = b" " * 1_000_000
        packed = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
        return self.page(host, path, packed, content_encoding="gzip")

    def next_answer(self, host: str, path: str) -> Answer:
        """The answer whose turn it is; 404 where nothing is."""
        queue = self._routes.get((host, path))
        if not queue:
            return Answer(status=404)
        return queue.pop(0) if len(queue) > 1 else queue[0]


def invented_addresses(host: str, port: int) -> list[str]:
    """The resolver of the tests: names that end in `.example` are this machine, others are not there."""
    if host.endswith(".example"):
        return [LOOPBACK]
    if host == "localhost":
        return ["::1"]
    with suppress(ValueError):
        return [str(ip_address(host))]
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site whose hosts end in `.example`; their address counts as public."""
    is_public = addresses.is_public
    monkeypatch.setattr(addresses, "resolved", invented_addresses)
    monkeypatch.setattr(addresses, "is_public", lambda address: address == LOOPBACK or is_public(address))
    with Site() as served:
        yield served
