"""The application: its layers and its pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from pipeline.listening import Hosts
from pipeline.review.web import (
    article,
    assets,
    bulk,
    deciding,
    differences,
    editing,
    failures,
    histories,
    login,
    originals,
    overview,
    queue,
    rendering,
    rules,
)
from pipeline.review.web.assets import Assets
from pipeline.review.web.bodies import Bodies
from pipeline.review.web.csrf import Csrf
from pipeline.review.web.freshness import Freshness
from pipeline.review.web.identity import Identity
from pipeline.review.web.ledgers import THREADS, Ledgers
from pipeline.review.web.security import Security
from pipeline.review.web.sessions import Sessions
from pipeline.review.web.visitors import Visitors

PAGES = (login, queue, article, deciding, editing, originals, histories, bulk, overview, rules, differences)
"""The modules of pages, each with its `register(app)`."""

_FIRST_SECONDS = 1.0  # that a small run gets to be taken in before the page is said to be ready


class _Application(FastAPI):
    """An application whose every answer, also that of a failure in a layer, passes `Security`."""

    def __init__(self, hosts: Hosts, middleware: list[Middleware]) -> None:
        super().__init__(
            title="pressfacts review",
            middleware=middleware,
            lifespan=_running,
            openapi_url=None,
        )
        self._hosts = hosts

    def build_middleware_stack(self) -> ASGIApp:
        return Security(super().build_middleware_stack(), self._hosts)


def create_app(
    ledgers: Ledgers,
    identity: Identity,
    sessions: Sessions,
    *,
    hosts: Hosts | None = None,
    https: bool = False,
) -> FastAPI:
    """The application over the ledgers of a directory.

    Args:
        ledgers: the ledgers to work with; the caller closes them.
        identity: who signs decisions.
        sessions: what signs cookies.
        hosts: the names under which the page is served; else those of this machine alone.
        https: whether browsers reach the page by https.
    """
    app = _Application(
        hosts or Hosts(),
        [
            Middleware(Bodies),
            Middleware(Visitors, sessions=sessions, identity=identity, ledgers=ledgers),
            Middleware(Csrf, scheme="https" if https else "http"),
        ],
    )
    files = Assets()
    app.state.ledgers = ledgers
    assets.register(app, files)
    rendering.register(app, files, identity, Freshness(ledgers))
    failures.register(app)
    for pages in PAGES:
        pages.register(app)
    return app


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    """While the server runs: as many handlers side by side as are of use, and a ledger that has the run."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    freshness: Freshness = app.state.freshness
    freshness.look()
    freshness.wait(_FIRST_SECONDS)
    yield
    freshness.stop()
