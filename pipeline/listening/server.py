"""A server of one process that a person ends."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator

import uvicorn


class Server(uvicorn.Server):
    """A server that says when it is ready, and for which a signal is a good end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        """Serve by a configuration, and call `ready` when requests are answered."""
        super().__init__(config)
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
