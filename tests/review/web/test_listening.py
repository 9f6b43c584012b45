"""Addresses, ports, and one server on a directory."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import DirectoryLocked, OutputUnwritable, WrongUse
from pipeline.listening import Address, address_of, listening, resolved
from pipeline.locks import sign
from pipeline.review.web.listening import LOCK_FILE, alone, is_served

LOCAL = Address(socket.AF_INET, "127.0.0.1")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("::ffff:192.0.2.7", False),
        ("192.0.2.7", False),
    ],
)
def test_an_address_is_of_this_machine_alone_or_not(host: str, local: bool) -> None:
    assert resolved(host).is_local is local


@pytest.mark.parametrize("host", ["", "256.1.1.1.invalid", "a" * 300, "http://127.0.0.1"])
def test_an_address_that_is_none_is_wrong_use(host: str) -> None:
    with pytest.raises(WrongUse, match="is no address"):
        resolved(host)


def test_a_taken_port_gives_the_next_that_is_free() -> None:
    with closing(listening(LOCAL, 0)) as first:
        taken = first.getsockname()[1]
        with closing(listening(LOCAL, taken)) as second:
            assert taken < second.getsockname()[1] <= taken + 100


def test_the_last_port_has_none_after_it() -> None:
    with closing(listening(LOCAL, 65535)), pytest.raises(WrongUse, match="is free"):
        listening(LOCAL, 65535)


def test_an_address_of_another_machine_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match=r"192\.0\.2\.7"):
        listening(resolved("192.0.2.7"), 0)


def test_the_address_to_open_is_one_that_a_browser_takes() -> None:
    with closing(listening(LOCAL, 0)) as bound:
        assert address_of(bound) == f"http://127.0.0.1:{bound.getsockname()[1]}/"
    with closing(listening(resolved("0.0.0.0"), 0)) as bound:
        assert address_of(bound) == f"http://{socket.gethostname()}:{bound.getsockname()[1]}/"


def test_a_second_server_is_told_where_the_first_is(tmp_path: Path) -> None:
    assert not is_served(tmp_path)
    with alone(tmp_path):
        sign(tmp_path / LOCK_FILE, "http://127.0.0.1:8421/")
        assert is_served(tmp_path)
        with (
            pytest.raises(DirectoryLocked, match=r"http://127\.0\.0\.1:8421/ \(process \d+"),
            alone(tmp_path),
        ):
            pass
        (tmp_path / LOCK_FILE).write_text("no JSON")
        with pytest.raises(DirectoryLocked, match=r"is being reviewed already$"), alone(tmp_path):
            pass
    assert not is_served(tmp_path)


def test_a_directory_that_cannot_be_locked_is_said(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).mkdir()
    with pytest.raises(OutputUnwritable, match="cannot be locked"), alone(tmp_path):
        pass
