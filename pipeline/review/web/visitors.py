"""The visitor of each request: the session of the browser, and who that is.

Every request but those for files of the page passes here, so that no page can forget to ask who is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.review.web.assets import is_asset
from pipeline.review.web.identity import Identity
from pipeline.review.web.ledgers import Ledgers
from pipeline.review.web.sessions import Session, Sessions, fresh_session

LOGIN = "/login"

# asks for the same page again, this time as one of ours
_AGAIN = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>pressfacts</title></head>
<body><p><a href="">Go on to the page</a></p></body>
</html>
"""


@dataclass(slots=True)
class Visitor:
    """Who sent a request; a handler that logs somebody in or out puts another `session` here."""

    session: Session
    token: str
    reviewer: str | None
    renewed: bool


def visitor(request: Request) -> Visitor:
    """The visitor of a request."""
    found: Visitor = request.scope["state"]["visitor"]
    return found


def reviewer(request: Request) -> str:
    """The name that signs what this request decides."""
    name = visitor(request).reviewer
    if name is None:
        raise PermissionError("a page for which nobody has to log in has no reviewer")
    return name


class Visitors:
    """Finds out who sent a request, and asks them to log in where people log in."""

    def __init__(self, app: ASGIApp, sessions: Sessions, identity: Identity, ledgers: Ledgers) -> None:
        """Wrap an application."""
        self._app = app
        self._sessions = sessions
        self._identity = identity
        self._ledgers = ledgers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or is_asset(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if _hides_cookies(scope, headers) and self._sessions.read(headers.get("cookie")) is None:
            await HTMLResponse(_AGAIN)(scope, receive, send)
            return
        who = await self._visitor(headers.get("cookie"))
        scope.setdefault("state", {})["visitor"] = who
        began = who.session
        # another site's form comes without our cookie: a new one would end the session that the browser has
        asks = scope["method"] == "GET"

        async def remembered(message: Message) -> None:
            changed = who.session is not began or (who.renewed and asks)
            if message["type"] == "http.response.start" and changed:
                MutableHeaders(scope=message).append("set-cookie", self._sessions.header(who.session))
            await send(message)

        allowed = who.reviewer is not None or scope["path"] == LOGIN
        answer = self._app if allowed else _asked_to_log_in(scope)
        await answer(scope, receive, remembered)

    async def _visitor(self, cookies: str | None) -> Visitor:
        found = self._sessions.read(cookies)
        session, renewed = found or (fresh_session(), True)
        name = self._identity.reviewer
        if name is None and session.name is not None:
            if await run_in_threadpool(self._stamp, session.name) == session.stamp:
                name = session.name
            else:
                session, renewed = fresh_session(), True
        return Visitor(session, self._sessions.token(session), name, renewed)

    def _stamp(self, name: str) -> str | None:
        with self._ledgers.borrowed() as ledger:
            return ledger.accounts.stamp(name)


def _hides_cookies(scope: Scope, headers: Headers) -> bool:
    """Whether a link of another site led here: browsers keep our cookies to themselves then.

    To take such a visitor for a new one would end the session that the browser has.
    """
    elsewhere = headers.get("sec-fetch-site") == "cross-site"
    return elsewhere and headers.get("sec-fetch-mode") == "navigate" and scope["method"] == "GET"


def _asked_to_log_in(scope: Scope) -> ASGIApp:
    """To the log-in and back; what a script asked for is refused, so that a page keeps what was typed."""
    if scope["method"] != "GET" or Headers(scope=scope).get("hx-request"):
        return PlainTextResponse(
            "You are not logged in any more. Log in in another tab, then try again.", 401
        )
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    return RedirectResponse(f"{LOGIN}?next={quote(wanted, safe='/')}", 303)
