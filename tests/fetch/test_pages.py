"""Tests of `pipeline.fetch.pages`, against a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from pipeline.errors import DocumentRejected
from pipeline.fetch.pages import fetched_page
from pipeline.settings import Settings

PAGES = {"/page": (200, "text/html; charset=iso-8859-1", "<p>Zoë</p>".encode("latin-1"))}


class Handler(BaseHTTPRequestHandler):
    """Serves the pages above, a redirect, a loop, and a page that is too long."""

    def do_GET(self) -> None:
        if self.path in ("/moved", "/loop"):
            self.send_response(302)
            self.send_header("Location", "/page" if self.path == "/moved" else "/loop")
            self.end_headers()
            return
        body = b"x" * 5000 if self.path == "/long" else b""
        status, kind, body = PAGES.get(self.path, (200 if body else 404, "text/html", body))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Be silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_decoded_by_its_header(site: str) -> None:
    raw = fetched_page(f"{site}/page", Settings())
    assert raw.content == "<p>Zoë</p>"
    assert raw.url == f"{site}/page"
    assert raw.retrieved_at is not None


def test_a_redirect_gives_the_page_that_was_reached(site: str) -> None:
    assert fetched_page(f"{site}/moved", Settings()).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [("/none", "fetch_failed", "404"), ("/loop", "fetch_failed", "redirect"), ("/long", "too_large", "1000")],
)
def test_what_gives_no_page_is_said(site: str, path: str, code: str, message: str) -> None:
    with pytest.raises(DocumentRejected, match=message) as caught:
        fetched_page(site + path, Settings(max_bytes=1000))
    assert caught.value.code == code


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(DocumentRejected) as caught:
        fetched_page("http://127.0.0.1:1/page", Settings(timeout=2))
    assert caught.value.code == "fetch_failed"
