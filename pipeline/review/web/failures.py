"""What is said when something fails: a page for people, a line for scripts, and never a traceback."""

from __future__ import annotations

import http

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from pipeline.errors import PipelineError, StateUnknown, WrongUse
from pipeline.review.errors import (
    Groundless,
    NothingToUndo,
    OutOfDate,
    Stale,
    Undecided,
    UnknownDocument,
    UnknownRecord,
)
from pipeline.review.web.rendering import render

_STATUS: tuple[tuple[type[PipelineError], int], ...] = (
    (UnknownDocument, 404),
    (UnknownRecord, 404),
    (Stale, 409),
    (OutOfDate, 409),
    (Groundless, 409),
    (Undecided, 409),
    (NothingToUndo, 409),
    (WrongUse, 400),
    (StateUnknown, 500),
)
_UNAVAILABLE = 503  # what cannot be read or written now: nothing was changed, and it may work again
_NOT_FOUND = "There is no such page."
_INTERNAL = "Something went wrong here; what you decided before is kept. The server's log says what it was."


def failed(request: Request, status: int, message: str) -> Response:
    """An answer that says what went wrong: a page, or the words alone where a script asked."""
    if request.headers.get("hx-request") or "visitor" not in request.scope.get("state", {}):
        return PlainTextResponse(message, status)
    return render(request, "failure.html", status, heading=http.HTTPStatus(status).phrase, message=message)


def register(app: FastAPI) -> None:
    """Answer errors."""

    @app.exception_handler(PipelineError)
    def ours(request: Request, error: PipelineError) -> Response:
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), _UNAVAILABLE)
        return failed(request, status, str(error))

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        message = _NOT_FOUND if error.status_code == 404 else str(error.detail)
        answer = failed(request, error.status_code, message)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    def incomplete(request: Request, error: RequestValidationError) -> Response:
        wrong = ", ".join(str(row["loc"][-1]) for row in error.errors())
        return failed(
            request, 400, f"The request lacks something, or has something that it should not: {wrong}"
        )

    @app.exception_handler(Exception)
    def internal(request: Request, error: Exception) -> Response:
        return failed(request, 500, _INTERNAL)
