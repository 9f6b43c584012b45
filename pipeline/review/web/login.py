"""Logging in and out, where people log in."""

from __future__ import annotations

import threading
import time
import unicodedata
from math import ceil

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response

from pipeline.review.ledger.accounts import LONGEST_NAME
from pipeline.review.web.attempts import Attempts
from pipeline.review.web.bodies import submitted
from pipeline.review.web.ledgers import THREADS, borrowed
from pipeline.review.web.rendering import render
from pipeline.review.web.sessions import fresh_session
from pipeline.review.web.visitors import LOGIN, visitor

_AT_ONCE = THREADS // 2  # a password takes long to check: strangers must not keep all threads busy
_WRONG = "No account has this name and password."


def register(app: FastAPI) -> None:
    """Add the pages."""
    attempts = Attempts(time.monotonic)
    places = threading.BoundedSemaphore(_AT_ONCE)

    @app.get(LOGIN)
    def asked(request: Request, next: str = "/") -> Response:
        if not request.app.state.identity.logins:
            return RedirectResponse("/", 303)
        return _form(request, next)

    @app.post(LOGIN)
    def entered(request: Request) -> Response:
        if not request.app.state.identity.logins:
            return RedirectResponse("/", 303)
        if not places.acquire(blocking=False):
            return _refused(request, 1.0)
        try:
            return _entered(request, attempts)
        finally:
            places.release()

    @app.post("/logout")
    def left(request: Request) -> Response:
        who = visitor(request)
        if who.session.name is not None:
            with borrowed(request) as ledger:
                ledger.accounts.end_sessions(who.session.name)
        who.session = fresh_session()
        return RedirectResponse(LOGIN, 303)


def _entered(request: Request, attempts: Attempts) -> Response:
    form = submitted(request)
    name = unicodedata.normalize("NFC", form.get("name", "")).strip()
    address = request.client.host if request.client else ""
    key = name.casefold()[:LONGEST_NAME]
    wait = attempts.begin(key, address)
    if wait:
        return _refused(request, wait)
    with borrowed(request) as ledger:
        stamp = ledger.accounts.verified(name, form.get("password", ""))
    if stamp is None:
        return _form(request, form.get("next", "/"), name, _WRONG, 401)
    attempts.succeeded(key, address)
    # another id: a session that was planted before the log-in is worth nothing after it
    visitor(request).session = fresh_session(name, stamp)
    return RedirectResponse(safe_next(form.get("next", "/")), 303)


def _refused(request: Request, wait: float) -> Response:
    seconds = ceil(wait)
    message = f"Too many attempts. Try again in {seconds} second{'s' if seconds > 1 else ''}."
    answer = _form(
        request, submitted(request).get("next", "/"), submitted(request).get("name", ""), message, 429
    )
    answer.headers["retry-after"] = str(seconds)
    return answer


def _form(
    request: Request, next: str, name: str = "", error: str | None = None, status: int = 200
) -> Response:
    return render(request, "login.html", status, next=safe_next(next), name=name, error=error)


def safe_next(address: str) -> str:
    r"""A page of ours to go on to: never another site, however it is disguised.

    >>> [safe_next(a) for a in ("/document?id=a", "//evil.example", "/\\evil.example", "https://evil.example")]
    ['/document?id=a', '/', '/', '/']
    """
    ours = address.startswith("/") and address[1:2] not in {"/", "\\"}
    return address if ours and address.isascii() and address.isprintable() else "/"
