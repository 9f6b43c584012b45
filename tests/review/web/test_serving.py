"""The real server: limits of size and time, and what reaches it through a proxy."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from pipeline.listening import Address, Server, listening, patience
from pipeline.review.web import attempts
from pipeline.review.web.bodies import MAX_BODY
from pipeline.review.web.serving import Wanted
from tests.review.web.pages import PASSWORD, application, token_in

LOCAL = Address(socket.AF_INET, "127.0.0.1")
PATIENCE = 0.6  # seconds, in place of twenty
Serve = Callable[..., str]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """A function that serves the page of a run by the real server, and gives its address."""
    monkeypatch.setattr(patience, "SECONDS", PATIENCE)
    monkeypatch.setattr(attempts, "FREE_FOR_ADDRESS", 2)
    monkeypatch.setattr(attempts, "FIRST_WAIT", 600.0)
    with contextlib.ExitStack() as stack:

        def served(run: Path, reviewer: str | None = "jane", **options: object) -> str:
            wanted = Wanted(directory=run, **options)  # type: ignore[arg-type]
            app = stack.enter_context(application(run, reviewer, https=wanted.behind_tls))
            bound = stack.enter_context(listening(LOCAL, 0))
            address = f"http://127.0.0.1:{bound.getsockname()[1]}"
            ready = threading.Event()
            server = Server(app, ready.set, wanted.believed)
            thread = threading.Thread(target=server.run, args=([bound],))
            thread.start()
            stack.callback(thread.join, 20)
            stack.callback(setattr, server, "should_exit", True)
            assert ready.wait(20)
            return address

        yield served


def spoken(address: str, *pieces: bytes, pause: float = 0.0) -> bytes:
    """Everything that the server answers to these bytes until it closes the connection."""
    host, port = address.removeprefix("http://").split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
        with contextlib.suppress(ConnectionResetError):
            while received := connection.recv(65536):
                answer += received
    return answer


def head(address: str, *lines: str, method: str = "POST", path: str = "/login") -> bytes:
    host = address.removeprefix("http://")
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode()


def test_the_server_serves_the_page(serve: Serve, run: Path) -> None:
    answer = httpx.get(serve(run) + "/nowhere")
    assert answer.status_code == 404
    assert "reviewing as <bdi>jane</bdi>" in answer.text
    assert "server" not in answer.headers
    assert "content-security-policy" in answer.headers


def test_a_client_that_sends_its_head_byte_by_byte_is_left(serve: Serve, run: Path) -> None:
    address = serve(run)
    trickle = [b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", *[b"y"] * 30]
    assert spoken(address, *trickle, pause=PATIENCE / 10) == b""


def test_a_client_that_says_nothing_is_left(serve: Serve, run: Path) -> None:
    assert spoken(serve(run)) == b""


def test_a_client_whose_form_never_ends_is_left_and_its_thread_is_free(serve: Serve, run: Path) -> None:
    address = serve(run)
    slow = head(address, "Content-Type: application/x-www-form-urlencoded", "Content-Length: 100000") + b"a=1"
    threads = [threading.Thread(target=spoken, args=(address, slow)) for _ in range(20)]
    for thread in threads:
        thread.start()
    assert httpx.get(address + "/nowhere", timeout=5).status_code == 404, "others are served meanwhile"
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def test_a_head_that_does_not_end_is_cut_off(serve: Serve, run: Path) -> None:
    address = serve(run)
    endless = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 10_000_000
    begun = time.monotonic()
    assert b"200" not in spoken(address, endless)
    assert time.monotonic() - begun < 15  # of the twenty that the other end waits
    assert httpx.get(address + "/nowhere").status_code == 404


def test_a_long_head_is_refused(serve: Serve, run: Path) -> None:
    address = serve(run)
    assert httpx.get(address + "/", headers={"x-much": "y" * 20_000}).status_code == 431
    assert httpx.get(address + "/?q=" + "y" * 9_000).status_code == 414


def test_a_body_that_is_too_large_is_refused_before_it_has_come(serve: Serve, run: Path) -> None:
    address = serve(run)
    stated = head(
        address, "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {MAX_BODY + 1}"
    )
    assert spoken(address, stated).startswith(b"HTTP/1.1 413 ")


def test_a_body_in_chunks_is_refused_at_the_limit(serve: Serve, run: Path) -> None:
    address = serve(run)
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    opening = head(address, "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked")
    answer = spoken(address, opening, *[chunk] * (MAX_BODY // 65536 + 1))
    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "lines",
    [
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Transfer-Encoding: chunked, identity"],
        ["Content-Length: +5"],
        ["X\0: y"],
        ["X : y"],
    ],
)
def test_a_request_that_could_be_read_in_two_ways_is_refused(
    serve: Serve, run: Path, lines: list[str]
) -> None:
    address = serve(run)
    answer = spoken(
        address, head(address, *lines) + b"0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1") == 1


def test_a_request_without_a_host_or_with_two_is_refused(serve: Serve, run: Path) -> None:
    address = serve(run)
    assert b" 400 " in spoken(address, b"GET / HTTP/1.0\r\n\r\n")
    both = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert b" 400 " in spoken(address, both)


def test_there_are_no_web_sockets(serve: Serve, run: Path) -> None:
    address = serve(run)
    asked = head(
        address,
        "Connection: Upgrade, close",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        method="GET",
        path="/",
    )
    assert b" 101 " not in spoken(address, asked)


def test_several_requests_on_one_connection_have_their_time_each(serve: Serve, run: Path) -> None:
    with httpx.Client(base_url=serve(run)) as client:
        for _ in range(3):
            assert client.get("/nowhere").status_code == 404
            time.sleep(PATIENCE * 0.7)


def test_without_a_proxy_nobody_is_believed_about_where_they_come_from(serve: Serve, accounts: Path) -> None:
    address = serve(accounts, None)
    assert answers(address, "X-Forwarded-For") == [401, 401, 429, 429]


def test_behind_a_proxy_the_addresses_that_it_names_are_counted(serve: Serve, accounts: Path) -> None:
    address = serve(accounts, None, behind_tls=True)
    assert answers(address, "X-Forwarded-For") == [401] * 4


def test_only_the_proxy_that_was_named_is_believed(serve: Serve, accounts: Path) -> None:
    address = serve(accounts, None, behind_tls=True, proxies=("192.0.2.1",))
    assert answers(address, "X-Forwarded-For") == [401, 401, 429, 429]


def answers(address: str, header: str) -> list[int]:
    """The answers to wrong passwords for many names, each said to come from another address."""
    with httpx.Client(base_url=address) as client:
        page = client.get("/login")
        cookie = page.headers["set-cookie"].split(";")[0]  # a browser would not send a secure one here
        return [
            client.post(
                "/login",
                data={"name": f"name {number}", "password": PASSWORD + "x", "csrf": token_in(page.text)},
                headers={header: f"10.0.0.{number}", "cookie": cookie},
            ).status_code
            for number in range(4)
        ]
