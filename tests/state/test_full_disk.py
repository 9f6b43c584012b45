"""A disk that is full: the state says so, keeps what it had, and goes on when there is room."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import OutputUnwritable
from pipeline.state import State
from pipeline.state.publishing import FILES
from tests.state.making import (
    article_line,
    begin,
    next_run,
    put_done,
    read_document,
    signature_for,
    states_of,
)


def _words(seed: int, size: int = 40_000) -> str:
    return random.Random(seed).randbytes(size).hex()


def _fill_up(state: State) -> None:
    """Leave no room in the file beyond the pages that it has."""
    pages = state._database.value("PRAGMA page_count")
    state._database.value(f"PRAGMA max_page_count = {pages + 1}")


def _make_room(state: State) -> None:
    state._database.value("PRAGMA max_page_count = 1000000")


def _put_large(state: State) -> None:
    state.documents.put_cleaned(read_document("a", "b"), article_line("a", _words(2)), signature_for(2))


def _put_many(state: State) -> None:
    with state._database.transaction():
        for number in range(50):
            put_done(state, f"new-{number}", _words(number))


@pytest.mark.parametrize("put", [_put_large, _put_many])
def test_what_does_not_fit_leaves_what_was_there(tmp_path: Path, put: Callable[[State], None]) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        put_done(state, "a", _words(1, 100))
        state.publish()
        next_run(state)
        before = (state.documents.document("a"), state.totals())
        _fill_up(state)
        with pytest.raises(OutputUnwritable, match="full"):
            put(state)
        assert (state.documents.document("a"), state.totals()) == before
        assert not state.publish()
        _make_room(state)
        put(state)
        assert state.publish()
    with State.opened(tmp_path) as state:
        assert state.documents.document("a")


def _fill_with_tombstones(state: State) -> None:
    with contextlib.suppress(OutputUnwritable):
        for part in range(1000):
            with state._database.transaction():
                for number in range(50):
                    state.tombstones.add("url", f"https://own.example/{part}/{number}")
        raise AssertionError("there is always room")


def test_who_goes_on_behind_a_full_disk_is_told(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        _fill_up(state)
        with pytest.raises(OutputUnwritable, match="undid the transaction"):
            _put_undeterred(state)
        assert states_of(state) == {}


def _put_undeterred(state: State) -> None:
    with state._database.transaction():
        with contextlib.suppress(OutputUnwritable):
            _put_large(state)
        _make_room(state)
        put_done(state, "b")


def test_forgetting_needs_room_or_changes_nothing(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        put_done(state, "a", _words(1))
        _fill_up(state)
        _fill_with_tombstones(state)
        try:
            state.forget(id="a")
        except OutputUnwritable:
            assert not state.tombstones.is_forgotten(id="a")
            assert state.documents.article("a")
        else:
            assert state.tombstones.is_forgotten(id="a")
            assert state.documents.document("a") is None


_LIMITED = """
import resource, sys
from pathlib import Path
from pipeline.errors import OutputUnwritable
from pipeline.state import State
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    with State.opened(Path(sys.argv[1])) as state:
        {job}
except OutputUnwritable as error:
    print(error)
    sys.exit(error.exit_code)
"""


def _limited(directory: Path, limit: int, job: str) -> tuple[int, str]:
    """Do a job in a process that cannot write files larger than a limit; how it ended, and what it said."""
    command = [sys.executable, "-c", _LIMITED.format(job=job), str(directory), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def test_files_that_do_not_fit_leave_the_earlier_ones(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        put_done(state, "a")
        state.publish()
        earlier = [(tmp_path / name).read_bytes() for name in FILES]
        for number in range(100):  # in the file of the state, words repeat less than in the published one
            put_done(state, f"b{number}", f"{number} " + "All that was said of it was said before. " * 500)
    size = (tmp_path / "state.sqlite").stat().st_size
    code, said = _limited(tmp_path, max(size, 1_000_000) + 100_000, "state.publish()")
    assert (code, "could not be written" in said) == (3, True), said
    assert [(tmp_path / name).read_bytes() for name in FILES] == earlier
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".articles")]
    with State.opened(tmp_path) as state:
        assert state.publish()
    assert len((tmp_path / "articles.jsonl").read_bytes().splitlines()) == 101


@pytest.mark.parametrize("limit", [0, 100, 5_000, 60_000, 200_000])
def test_a_state_that_cannot_be_made(tmp_path: Path, limit: int) -> None:
    code, said = _limited(tmp_path, limit, "state.begin('f', [], '2031-05-01T06:00:00+00:00')")
    assert code == 3, said
    assert "written" in said
    with State.opened(tmp_path) as state:  # and nothing is left that is in the way
        assert begin(state) == 1


def test_a_log_that_grows_too_large(tmp_path: Path) -> None:
    job = """
        from tests.state.making import put_done
        import random
        state.begin("f", [], "2031-05-01T06:00:00+00:00")
        for number in range(2000):
            put_done(state, f"d{number:04}", random.Random(number).randbytes(20_000).hex())
"""
    State.opened(tmp_path).close()
    code, said = _limited(tmp_path, 6_000_000, job)
    assert (code, "state.sqlite: could not be written" in said) == (3, True), said
    with State.opened(tmp_path) as state:
        done = state.totals().articles
        assert 50 < done < 1000
        waiting = state.documents.awaiting()
        assert waiting in ([], [f"d{done:04}"])
        begin(state)
        assert state.publish()
    assert len((tmp_path / "articles.jsonl").read_bytes().splitlines()) == done
