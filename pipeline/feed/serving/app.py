"""The application: the manifest and the files that it names, to GET and HEAD.

Names are looked up in the manifest and never joined from what a client sent, so that nothing else in the
directory, or beside it, can be read. Answers may be kept, but are to be asked for again each time: what was
forgotten goes out of a feed, and must not live on in caches for as long as a date of expiry says.
"""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.errors import StateUnknown
from pipeline.feed.changes.manifest import MANIFEST
from pipeline.feed.serving.conditions import Part, Unsatisfiable, has_already, tag, takes_gzip, wanted
from pipeline.feed.serving.named import NamedFiles
from pipeline.feed.serving.pieces import compressed, pieces_of
from pipeline.listening import Hosts

_HEADERS = {
    "cache-control": "private, no-cache",
    "vary": "accept-encoding",
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
}
_LINES, _JSON = "application/x-ndjson", "application/json"


def application(place: Path, hosts: Hosts) -> ASGIApp:
    """A server of the change feed in a directory.

    Args:
        place: the feed; deliveries may go on while it is served.
        hosts: the names that it is reached by.
    """
    named = NamedFiles(place)

    def root(_: Request) -> Response:
        return RedirectResponse(MANIFEST, 307)  # relative, for proxies that add a path before it

    def manifest(request: Request) -> Response:
        return _manifest(place, request)

    def file(request: Request) -> Response:
        return _file(place, named, request.path_params["name"], request)

    routes = [Route("/", root), Route(f"/{MANIFEST}", manifest), Route("/{name}", file)]
    return _only_under(hosts, Router(routes, redirect_slashes=False))


def _only_under(hosts: Hosts, app: ASGIApp) -> ASGIApp:
    """An application that answers under some names only."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        is_known = scope["type"] != "http" or hosts.admits(Headers(scope=scope).get("host", ""))
        answer = app if is_known else _refused(400, "the feed is not served under this name: --allow-host")
        await answer(scope, receive, send)

    return guarded


def _manifest(place: Path, request: Request) -> Response:
    try:
        content = (place / MANIFEST).read_bytes()
    except FileNotFoundError:
        return _refused(404, "nothing was fed yet")
    digest = hashlib.sha256(content).hexdigest()
    return _answer(request, io.BytesIO(content), len(content), digest, _JSON)


def _file(place: Path, named: NamedFiles, name: str, request: Request) -> Response:
    try:
        found = named.now().get(name)
    except StateUnknown:
        return _refused(503, f"{MANIFEST} is not whole, or of another version; ask again")
    if found is None:
        return _refused(404, f"the feed has no such file; {MANIFEST} names those that it has")
    try:
        stream = (place / found.file).open("rb")
    except FileNotFoundError:
        # a delivery has put the next manifest meanwhile, and removed what it does not name
        return _refused(404, f"the feed has it no more; {MANIFEST} names those that it has")
    if os.fstat(stream.fileno()).st_size != found.bytes:
        stream.close()
        return _refused(503, f"the file is not what {MANIFEST} says; ask again")
    return _answer(request, stream, found.bytes, found.sha256, _LINES)


def _answer(request: Request, stream: BinaryIO, size: int, digest: str, kind: str) -> Response:
    """All of a content, a part of it, or that the client has it already."""
    asked = request.headers
    gzip = takes_gzip(asked.get("accept-encoding", "")) and "range" not in asked
    headers = _HEADERS | {"etag": tag(digest, gzip=gzip), "content-type": kind}
    if has_already(asked.get("if-none-match", ""), digest):
        stream.close()
        return Response(status_code=304, headers=headers)
    try:
        part = _part(request, size, digest)
    except Unsatisfiable:
        stream.close()
        return Response(status_code=416, headers=_HEADERS | {"content-range": f"bytes */{size}"})
    if part:
        headers["content-range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    status, sent = (206, part) if part else (200, Part(0, size))
    headers |= {"content-encoding": "gzip"} if gzip else {"content-length": str(sent.end - sent.start)}
    if request.method == "HEAD":
        stream.close()
        return _head(status, headers)
    pieces = pieces_of(stream, sent)
    return StreamingResponse(compressed(pieces) if gzip else pieces, status, headers)


def _part(request: Request, size: int, digest: str) -> Part | None:
    """The part that a request wants, unless what it has of the file is of another content."""
    if request.method == "HEAD" or request.headers.get("if-range", tag(digest)) != tag(digest):
        return None
    return wanted(request.headers.get("range", ""), size)


def _head(status: int, headers: dict[str, str]) -> Response:
    """An answer without its content, with the length that it would have."""
    response = Response(status_code=status, headers=headers)
    if "content-length" not in headers:
        del response.headers["content-length"]
    return response


def _refused(status: int, why: str) -> Response:
    return JSONResponse({"error": why}, status, {"cache-control": "no-store"})
