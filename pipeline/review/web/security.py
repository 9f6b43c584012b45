"""What every answer carries and what no request gets past: the outermost layer of the application.

The policy allows scripts and styles from our own files alone, and nothing inline: an article that smuggled
markup past the templates could still run nothing and load nothing. The check of the Host header is against
DNS rebinding: a page of another site whose name is made to lead to this machine.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.listening import Hosts

MAX_URL = 8_000
"""Bytes of a path with its query; a queue's filter has a few hundred."""
MAX_HEADERS = 16_000
"""Bytes of all headers of a request."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # not no-referrer: with it browsers send `Origin: null` with our own forms, which could not be checked
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Security:
    """Checks the head of each request and adds the headers of security to each answer, whatever made it."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        """Wrap an application that is served under these names."""
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message))
            await send(message)

        answer = self._refusal(scope) or self._app
        await answer(scope, receive, secured)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > MAX_URL:
            return PlainTextResponse("The address is too long.", 414)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADERS:
            return PlainTextResponse("The headers are too long.", 431)
        named = Headers(scope=scope).getlist("host")
        if len(named) != 1 or not self._hosts.admits(named[0]):
            return PlainTextResponse(
                "The page is not served under this name. Use the address that pressfacts review printed, "
                "or start it with --allow-host NAME.",
                400,
            )
        return None


def _add_headers(headers: MutableHeaders) -> None:
    for name, value in _HEADERS.items():
        headers[name] = value
    # pages hold what people decided and may not stay on a shared machine; files of the page bring their own
    headers.setdefault("cache-control", "no-store")
