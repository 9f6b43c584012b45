"""The command: `review` and `review user`, as a user runs them."""

from __future__ import annotations

import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from pipeline.listening.server import ENDING_SECONDS
from pipeline.review.ledger import Ledger
from tests.command import PRESSFACTS, pressfacts
from tests.review.runs import small_run

PASSWORD = "correct horse battery\n"
REVIEW = (*PRESSFACTS, "review")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A small run."""
    return small_run(tmp_path / "out")


def review(*arguments: object, entered: str = "", code: int = 0) -> tuple[str, str]:
    """Run a verb that ends by itself; its output and its talk."""
    return pressfacts("review", *arguments, standard_input=entered.encode(), code=code)


@contextmanager
def opened(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The page as the command opens it: the process, its address, the line that says so."""
    with subprocess.Popen(
        [*REVIEW, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.match(r"(http://\S+/)  ", line)
            assert found, process.communicate(timeout=20)[1] if process.poll() else line
            yield process, found[1], line
        finally:
            process.kill()


def ended(process: subprocess.Popen[str], by: signal.Signals) -> tuple[int, str]:
    process.send_signal(by)
    _, talk = process.communicate(timeout=20)
    return process.returncode, talk


def add(run: Path, name: str = "anna") -> None:
    review("user", "add", name, run, "--password-stdin", entered=PASSWORD)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_page_opens_and_a_signal_ends_it_without_a_word(run: Path, by: signal.Signals) -> None:
    with opened(run, "--port", 0, "--reviewer", "Jane Roe") as (process, address, line):
        assert "reviewing as Jane Roe" in line
        page = httpx.get(address + "nowhere")
        assert page.status_code == 404
        assert "Jane Roe" in page.text
        assert ended(process, by) == (0, "")


def test_it_opens_in_two_seconds(run: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with opened(run, "--port", 0) as (process, _, _):
        assert ended(process, signal.SIGTERM)[0] == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # time of the processor, so that a machine that is busy with other things does not count
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2


def test_two_reviewers_work_independently_from_when_it_is_said_to_when_it_is_taken_back(run: Path) -> None:
    for option, double in ((None, False), ("--double", True), (None, True), ("--single", False)):
        with opened(run, "--port", 0, *([option] if option else [])) as (_, address, _):
            assert ("/differences" in httpx.get(address).text) is double
        with Ledger.opened(run) as ledger:
            assert ledger.double is double


def test_an_end_does_not_wait_for_an_open_page(run: Path) -> None:
    def seconds() -> float:
        with opened(run, "--port", 0) as (process, address, _), httpx.Client(base_url=address) as client:
            client.get("/")
            begun = time.monotonic()
            assert ended(process, signal.SIGTERM)[0] == 0
            return time.monotonic() - begun

    # on a busy machine an end may take long, but hardly three times in a row
    assert any(seconds() < ENDING_SECONDS for _ in range(3))


def test_an_export_says_how_much_there_is_unless_it_is_to_be_quiet(run: Path, tmp_path: Path) -> None:
    assert "0 of 3 documents are done" in review("export", run, "--to", tmp_path / "reviewed")[1]
    assert review("export", run, "--to", tmp_path / "reviewed", "--quiet") == ("", "")


def test_a_directory_has_one_page_at_a_time(run: Path) -> None:
    with opened(run, "--port", 0) as (_, address, _):
        _, talk = review(run, "--port", 0, code=3)
        assert address in talk
        assert httpx.get(address + "nowhere").status_code == 404
    with opened(run, "--port", 0) as (_, address, _):
        assert httpx.get(address + "nowhere").status_code == 404, "a page that was killed leaves no lock"


def test_a_taken_port_gives_the_next_and_says_so(run: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with opened(run, "--port", port) as (process, address, _):
            assert int(address.rstrip("/").rsplit(":", 1)[1]) > port
            assert f"port {port} is taken" in ended(process, signal.SIGTERM)[1]


def test_what_does_not_fit_together_is_wrong_use(run: Path, tmp_path: Path) -> None:
    assert "no run" in review(tmp_path / "none", code=2)[1] or "articles.jsonl" in review(tmp_path, code=2)[1]
    assert not (tmp_path / "review.sqlite").exists()
    assert "user add" in review(run, "--host", "0.0.0.0", code=2)[1]
    assert "user add" in review(run, "--behind-tls", code=2)[1]
    assert "is no address" in review(run, "--host", "no.such.host.invalid", code=2)[1]
    assert "can be seen" in review(run, "--reviewer", "", code=2)[1]
    add(run)
    assert "--reviewer" in review(run, "--reviewer", "Jane", code=2)[1]


def test_with_accounts_everybody_logs_in_also_here(run: Path) -> None:
    add(run)
    with opened(run, "--port", 0) as (_, address, line):
        assert "everybody logs in" in line
        answer = httpx.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/")


def test_others_are_served_with_accounts_and_a_warning(run: Path) -> None:
    add(run)
    with opened(run, "--port", 0, "--host", "0.0.0.0", "--allow-host", "review.example") as (
        process,
        address,
        _,
    ):
        port = address.rstrip("/").rsplit(":", 1)[1]
        for host, status in (("review.example", 303), ("10.0.0.7", 303), ("rebound.example", 400)):
            answer = httpx.get(f"http://127.0.0.1:{port}/", headers={"host": host})
            assert answer.status_code == status, host
        assert "in the clear" in ended(process, signal.SIGTERM)[1]


def test_behind_tls_there_is_no_warning_and_cookies_are_secure(run: Path) -> None:
    add(run)
    with opened(run, "--port", 0, "--behind-tls", "--allow-host", "review.example") as (process, address, _):
        answer = httpx.get(address + "login", headers={"host": "review.example"})
        assert answer.status_code == 200
        assert "; Secure" in answer.headers["set-cookie"]
        assert ended(process, signal.SIGTERM) == (0, "")


def test_accounts_come_and_go(run: Path) -> None:
    assert review("user", "list", run) == ("", "")
    add(run, "anna")
    add(run, "ben")
    assert review("user", "list", run)[0] == "anna\nben\n"
    assert "already" in review("user", "add", "Anna", run, "--password-stdin", entered=PASSWORD, code=2)[1]
    assert (
        "12 to 1000" in review("user", "add", "cleo", run, "--password-stdin", entered="short\n", code=2)[1]
    )
    assert "--password-stdin" in review("user", "add", "cleo", run, code=2)[1]
    review("user", "password", "ben", run, "--password-stdin", entered="another password\n")
    assert (
        "no such account"
        in review("user", "password", "cleo", run, "--password-stdin", entered=PASSWORD, code=2)[1]
    )
    review("user", "remove", "anna", run)
    assert "no such account" in review("user", "remove", "anna", run, code=2)[1]
    assert review("user", "list", run)[0] == "ben\n"


def test_the_first_account_says_that_an_open_page_does_not_know_of_it(run: Path) -> None:
    with opened(run, "--port", 0):
        _, talk = review("user", "add", "anna", run, "--password-stdin", entered=PASSWORD)
        assert "open it again" in talk
        _, talk = review("user", "add", "ben", run, "--password-stdin", entered=PASSWORD)
        assert "open it again" not in talk


def test_a_directory_that_is_called_like_a_verb_can_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_run(tmp_path / "user")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    with opened("./user", "--port", 0) as (_, address, _):
        assert httpx.get(address + "nowhere").status_code == 404


def test_without_a_directory_it_is_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_run(tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    with opened("--port", 0) as (_, address, _):
        assert httpx.get(address + "nowhere").status_code == 404


def test_the_help_of_the_verb_names_its_options_and_its_verbs() -> None:
    shown, _ = review("--help")
    for word in ("--host", "--reviewer", "--behind-tls", "DIR", "user"):
        assert word in shown
    assert "pressfacts review user add" in review("user", "add", "--help")[0]


def test_the_other_verbs_do_not_load_the_page() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "typer" in done.stderr
    for name in ("fastapi", "starlette", "uvicorn", "jinja2", "argon2", "pipeline.review"):
        assert not re.search(rf"\| +{re.escape(name)}\b", done.stderr), name
