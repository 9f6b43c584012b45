"""A server of one process that a person ends."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence

import uvicorn
from starlette.types import ASGIApp

from pipeline.listening.patience import PatientProtocol

_CONNECTIONS = 200  # at once; more get 503
_KEPT_SECONDS = 15  # that a connection without a request is kept; pages of a review ask every eight
ENDING_SECONDS = 5
"""Seconds that answers have to end when the server does."""


class Server(uvicorn.Server):
    """A server that says when it is ready, and for which a signal is a good end."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None], proxies: Sequence[str] = ()) -> None:
        """Serve an application.

        Args:
            app: what answers.
            ready: called when requests are answered.
            proxies: addresses that are believed about where a request comes from.
        """
        super().__init__(
            uvicorn.Config(
                app,
                http=PatientProtocol,
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                limit_concurrency=_CONNECTIONS,
                timeout_keep_alive=_KEPT_SECONDS,
                timeout_graceful_shutdown=ENDING_SECONDS,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End at a signal and leave it at that; the server's own way raises it again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        endings = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {
            ending: signal.signal(ending, self.handle_exit)
            for ending in endings
            if signal.getsignal(ending) is not signal.SIG_IGN  # as under nohup
        }
        try:
            yield
        finally:
            for ending, handler in before.items():
                signal.signal(ending, handler)
