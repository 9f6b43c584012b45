"""Patience with slow clients: a request has to come within a time, and its head within a size.

The server waits for the bytes of a request as long as they trickle, and for an answer to be taken as long as
the connection stands; a few hundred clients that send a byte now and then, or do not read what they asked
for, would keep everybody else out.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 32_000
"""Bytes of request line and headers that are kept while they come; applications may be stricter later."""
SECONDS = 20.0
"""Seconds that a request may take to come, from the connection or its first byte to its last."""
TAKING_SECONDS = 60.0
"""Seconds in which a client has to take the piece of an answer that is on its way."""


class PatientProtocol(HttpToolsProtocol):
    """The server's protocol, with an end to its patience."""

    _deadline: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _head: int | None = 0  # bytes of a head that is not complete; None behind it

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # so that whatever is not taken is noticed
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came, and give up on a head that does not end."""
        super().data_received(data)
        if self._head is not None:
            self._head += len(data)
            if self._head > MAX_HEAD:
                self.transport.close()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request on a connection that is kept."""
        super().on_message_begin()
        self._head = 0
        if self._deadline is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The head has come whole."""
        self._head = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request has come whole."""
        self._stop_waiting()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what is sent."""
        super().pause_writing()
        self._taking = self.loop.call_later(TAKING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has taken it."""
        self._stop_waiting_to_take()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection has ended."""
        self._stop_waiting()
        self._stop_waiting_to_take()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _stop_waiting_to_take(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
