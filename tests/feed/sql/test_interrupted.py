"""Deliveries that end in the middle: the database is as it was before, and the next call goes on."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

import pytest

from pipeline.errors import TargetUnreachable
from pipeline.feed.sql import deliver
from tests.feed.sql.contents import said
from tests.feed.sql.interrupting import at, in_child, killed_at, steps_of, watched
from tests.feed.sql.runs import ALL, Run
from tests.feed.sql.server import Server

CLIENT_STEPS, SERVER_STEPS = 12, 3
EXIT_UNWRITABLE = 3


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "run", 20)


def _change(run: Run) -> None:
    """A document goes, one comes, a record changes."""
    run.remove(min(run.articles))
    run.add(50)
    run.all_of("role")[0]["title"] = "Harbour Master"


def _some_steps(run: Run, other: str, number: int) -> list[int]:
    """Steps all over the delivery of a change, among them the last one."""
    run.deliver(other)
    _change(run)
    last = steps_of(lambda: run.deliver(other, confirm=True))
    return sorted({*range(1, last, last // number), last})


@pytest.mark.slow
def test_a_client_that_is_killed(run: Run, url: str, tmp_path: Path) -> None:
    run.deliver(url)
    before = said(url)
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    for step in _some_steps(run, other, CLIENT_STEPS):
        killed_at(step, lambda: run.deliver(url, confirm=True))
        assert said(url) == before, step
    run.deliver(url, confirm=True)
    assert said(url) == said(other)


def test_a_first_delivery_that_is_killed_leaves_nothing(run: Run, url: str) -> None:
    killed_at(60, lambda: run.deliver(url))
    assert run.deliver(url).unchanged == 0
    assert not run.deliver(url).is_change


@pytest.mark.slow
def test_a_server_that_dies(run: Run, server: Server, tmp_path: Path) -> None:
    url = server.new_database()
    run.deliver(url)
    before = said(url)
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    for step in _some_steps(run, other, SERVER_STEPS):
        with watched(at(step, server.stop)), pytest.raises(TargetUnreachable, match=r"ada@"):
            run.deliver(url, confirm=True)
        server.start()
        assert said(url) == before, step
    run.deliver(url, confirm=True)
    assert said(url) == said(other)


def test_a_server_that_sends_us_away(run: Run, server: Server) -> None:
    url = server.new_database()
    everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pressfacts'"
    with watched(at(30, lambda: server.execute(everybody))), pytest.raises(TargetUnreachable):
        run.deliver(url)
    assert run.deliver(url).unchanged == 0


def test_a_disk_that_is_full(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    url = f"sqlite:///{path}"
    run.deliver(url)
    before = said(url)
    for number in range(100, 200):
        run.add(number)

    def without_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        run.deliver(f"sqlite:///{tmp_path / 'other.sqlite'}")  # gives the ids while there is room
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 50_000,) * 2)
        deliver(run.directory, url, ALL)

    assert in_child(without_room) == EXIT_UNWRITABLE
    assert said(url) == before
    assert run.deliver(url).added > 0
