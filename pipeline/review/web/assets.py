"""The files of the page: style sheets, scripts, pictures; read once and served from memory.

An address holds a digest of all files (`/static/<digest>/review.css`), so that a browser may keep a file for
good and still gets a new one after an upgrade, also where one script imports another.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from pipeline.review.web.bodies import SAFE

PREFIX = "/static/"

_DIRECTORY = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class _Asset:
    content: bytes
    media_type: str


class Assets:
    """All files of the page, by their path below `static/`."""

    def __init__(self) -> None:
        """Read them."""
        self._files = {
            path.relative_to(_DIRECTORY).as_posix(): _asset(path)
            for path in sorted(_DIRECTORY.rglob("*"))
            if path.suffix in _TYPES
        }
        whole = hashlib.sha256()
        for name, asset in self._files.items():
            whole.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(asset.content).digest())
        self._digest = whole.hexdigest()[:_DIGITS]

    def address(self, name: str) -> str:
        """The address of a file for a template.

        Raises:
            KeyError: there is no such file.
        """
        if name not in self._files:
            raise KeyError(name)
        return f"{PREFIX}{self._digest}/{name}"

    def answer(self, digest: str, name: str, known: str | None) -> Response:
        """The file, or that the browser's copy (`known`, its If-None-Match) is still the file.

        Raises:
            HTTPException: 404 for a file or a digest that we do not have.
        """
        asset = self._files.get(name)
        if asset is None or digest != self._digest:
            raise HTTPException(404)
        headers = {"cache-control": "public, max-age=31536000, immutable", "etag": f'"{digest}"'}
        if known is not None and f'"{digest}"' in known:
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.media_type, headers=headers)


def _asset(path: Path) -> _Asset:
    return _Asset(path.read_bytes(), _TYPES[path.suffix])


def is_asset(scope: Scope) -> bool:
    """Whether a request asks for a file of the page, which needs neither session nor login."""
    path: str = scope["path"]
    return path.startswith(PREFIX) and scope["method"] in SAFE


def register(app: FastAPI, assets: Assets) -> None:
    """Serve the files."""

    @app.get(PREFIX + "{digest}/{name:path}")
    async def asset(request: Request, digest: str, name: str) -> Response:
        return assets.answer(digest, name, request.headers.get("if-none-match"))
