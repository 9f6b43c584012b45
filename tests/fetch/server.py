"""A server on this machine that answers as it is told, also wrongly, and notes who asked."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event


@dataclass(slots=True)
class Asked:
    """One request as it came; `at` and `ended` are seconds of the monotonic clock.

    `port` is the other end's: requests on one connection have the same.
    """

    host: str
    path: str
    headers: Mapping[str, str]
    status: int
    at: float
    port: int = 0
    ended: float | None = None

    @property
    def is_conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered: `length` is claimed, silence lasts `stall` seconds, `raw` replaces everything."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    stall: float = 0.0
    stall_after: int = 0
    drip: float = 0.0
    raw: bytes = b""


def answer(body: str | bytes = b"", status: int = 200, **headers: str) -> Answer:
    """A page of HTML with a strong ETag; `last_modified="…"` names a header, an empty text leaves it out."""
    content = body.encode() if isinstance(body, str) else body
    named = {name.lower().replace("_", "-"): value for name, value in headers.items()}
    if status == 200:
        named.setdefault("etag", f'"{hashlib.sha256(content).hexdigest()[:12]}"')
        named.setdefault("content-type", "text/html; charset=utf-8")
    return Answer(body=content, status=status, headers=named)


class Server(ThreadingHTTPServer):
    """A server that does not wait for stalled answers when it is closed."""

    block_on_close = False
    daemon_threads = True
    request_queue_size = 64


def handler(
    answered: Callable[[str, str], Answer], noted: Callable[[Asked], None], closing: Event
) -> type[BaseHTTPRequestHandler]:
    """A request handler: what is answered to a host and path, who hears of it, and what ends all stalls."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            host = headers.get("host", "").rsplit(":", 1)[0].lower()
            given = answered(host, self.path)
            if _is_unchanged(given, headers):
                given = Answer(status=304, headers=given.headers)
            asked = Asked(host, self.path, headers, given.status, time.monotonic(), self.client_address[1])
            noted(asked)
            try:
                self._send(given)
            except OSError:  # whoever asked has gone
                self.close_connection = True
            asked.ended = time.monotonic()

        def _send(self, given: Answer) -> None:
            if given.raw:
                self.wfile.write(given.raw)
                self.close_connection = True
                return
            if given.stall and not given.stall_after:
                closing.wait(given.stall)
            self.send_response_only(given.status)
            if "date" not in given.headers:
                self.send_header("date", self.date_time_string())
            for name, value in given.headers.items():
                if value:
                    self.send_header(name, value)
            if given.status != 304:
                length = len(given.body) if given.length is None else given.length
                self.send_header("Content-Length", str(length))
                self.close_connection = length > len(given.body)
            self.end_headers()
            self._send_body(given)

        def _send_body(self, given: Answer) -> None:
            if given.drip:
                for byte in given.body:
                    self.wfile.write(bytes([byte]))
                    if closing.wait(given.drip):
                        return
                return
            self.wfile.write(given.body[: given.stall_after])
            if given.stall and given.stall_after:
                closing.wait(given.stall)
            self.wfile.write(given.body[given.stall_after :])

        def log_message(self, format: str, *args: object) -> None:
            """Be silent."""

    return Handler


def _is_unchanged(given: Answer, headers: Mapping[str, str]) -> bool:
    """Whether a conditional request is answered by 304 (RFC 9110, 13.2.2)."""
    if given.status != 200:
        return False
    if "if-none-match" in headers:
        return given.headers.get("etag") == headers["if-none-match"]
    return given.headers.get("last-modified") == headers.get("if-modified-since", "none")
