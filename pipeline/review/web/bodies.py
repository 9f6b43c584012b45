"""The bodies of requests: forms of a bounded size, read as a whole before anything looks at them.

Nothing is uploaded to this application: a form as browsers send it by default is all that it takes. Reading
it in one place means that a body without a length, or one that never ends, is bounded for every route.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import Headers, ImmutableMultiDict
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 1_000_000
"""Bytes of a form; the longest quotation and its evidence have some ten thousand."""
MAX_FIELDS = 500
"""Fields of a form; a record with its evidence has some dozens."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

_FORM = "application/x-www-form-urlencoded"

Form = ImmutableMultiDict[str, str]


def submitted(request: Request) -> Form:
    """The form that came with a request; empty where none did."""
    form: Form = request.scope["state"].get("form") or ImmutableMultiDict()
    return form


class Bodies:
    """Reads the form of each request that may change something into `scope["state"]["form"]`."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            body = await _body(headers, receive)
            scope.setdefault("state", {})["form"] = _form(headers, body)
        except _Refused as refused:
            await PlainTextResponse(str(refused), refused.status)(scope, receive, send)
        except _Gone:
            pass
        else:
            await self._app(scope, _replayed(body, receive), send)


class _Refused(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Gone(Exception):
    """The client went away before its body had come."""


async def _body(headers: Headers, receive: Receive) -> bytes:
    stated = headers.get("content-length", "0")
    if not stated.isdecimal() or len(stated) > len(str(MAX_BODY)) or int(stated) > MAX_BODY:
        raise _Refused(413, "The form is too large.")
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise _Refused(413, "The form is too large.")
        if not message.get("more_body", False):
            return bytes(body)


def _form(headers: Headers, body: bytes) -> Form:
    """The fields of a form; bytes that are no UTF-8 become U+FFFD."""
    if not body:
        return ImmutableMultiDict()
    if headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise _Refused(415, "Only forms are taken.")
    try:
        fields = parse_qsl(
            body.decode("ascii", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError as error:
        raise _Refused(413, "The form has too many fields.") from error
    return ImmutableMultiDict(fields)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """What the application receives: the body that was read, then whatever comes."""
    rest: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return rest.pop() if rest else await receive()

    return received
