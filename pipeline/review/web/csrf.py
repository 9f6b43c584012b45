"""Requests that another site made a browser send: refused, whatever they ask for.

A request that may change something has to come from a page of ours (as browsers say in `Sec-Fetch-Site` and
`Origin`) and to bring the token of the session, in the header `X-CSRF-Token` or in the form field `csrf`.
Other sites may link to our pages, but not build them into theirs.
"""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.review.web.bodies import SAFE
from pipeline.review.web.visitors import Visitor

HEADER = "x-csrf-token"
FIELD = "csrf"

_ELSEWHERE = "This came from another site and was refused."
_OUT_OF_DATE = "This page is out of date, and nothing was changed. Reload it and try again."


class Csrf:
    """Lets pass what a page of ours sent, and links from elsewhere, which change nothing."""

    def __init__(self, app: ASGIApp, scheme: str) -> None:
        """Wrap an application that browsers reach by `http` or `https`."""
        self._app = app
        self._scheme = scheme

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        answer = self._app if scope["type"] != "http" else self._refusal(scope) or self._app
        await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        if scope["method"] in SAFE:
            followed = headers.get("sec-fetch-mode", "navigate") == "navigate"  # a link, which is no secret
            return None if followed or _is_same_origin(headers) else PlainTextResponse(_ELSEWHERE, 403)
        own = f"{self._scheme}://{headers['host']}"
        if not _is_same_origin(headers) or headers.get("origin", own).lower() != own.lower():
            return PlainTextResponse(_ELSEWHERE, 403)
        return None if _has_token(scope, headers) else PlainTextResponse(_OUT_OF_DATE, 403)


def _is_same_origin(headers: Headers) -> bool:
    """Whether the browser does not say that another site asks; old browsers say nothing."""
    return headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _has_token(scope: Scope, headers: Headers) -> bool:
    state = scope["state"]
    visitor: Visitor = state["visitor"]
    brought = headers.get(HEADER) or state["form"].get(FIELD, "")
    return hmac.compare_digest(brought.encode(), visitor.token.encode())
