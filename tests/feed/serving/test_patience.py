"""Clients that do not take what they asked for are left, so that others are served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import httpx
import pytest
from starlette.responses import Response

from pipeline.listening import Address, Server, listening, patience, server
from pipeline.listening.patience import PatientProtocol

LOCAL = Address(socket.AF_INET, "127.0.0.1")
CONTENT = bytes(24_000_000)  # more than the system keeps for a client that does not read
WAIT = 20


@contextmanager
def serving(left: threading.Event) -> Iterator[int]:
    """The port of a server of a large content; the event tells that a connection has ended."""

    class Watched(PatientProtocol):
        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            left.set()

    ready = threading.Event()
    with listening(LOCAL, 0) as bound:
        with patch.object(server, "PatientProtocol", Watched):
            watched = Server(Response(CONTENT), ready.set)
        thread = threading.Thread(target=watched.run, args=([bound],))
        thread.start()
        try:
            assert ready.wait(WAIT)
            yield bound.getsockname()[1]
        finally:
            watched.should_exit = True
            thread.join(WAIT)


def test_a_client_that_does_not_take_its_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TAKING_SECONDS", 0.3)
    left = threading.Event()
    with serving(left) as port, socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert left.wait(WAIT)


def test_one_that_takes_it_has_all_and_may_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TAKING_SECONDS", 2.0)  # enough to take it in, however busy the machine
    left = threading.Event()
    with serving(left) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        assert client.get("/").content == CONTENT
        time.sleep(2.2)
        assert not left.is_set(), "the wait for the first answer to be taken has ended with it"
        assert client.get("/").content == CONTENT
