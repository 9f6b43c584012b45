"""Whatever step of writing a run is killed at, the next one ends with the bytes of an undisturbed run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.state import State
from pipeline.state.publishing import FILES
from tests.state.killing import forget, kill_at, steps_of, work
from tests.state.making import lines_of


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("undisturbed")
    work(directory)
    return directory


def _files(directory: Path) -> dict[str, bytes]:
    return {name: (directory / name).read_bytes() for name in FILES}


def _told(directory: Path) -> list[object]:
    """What the state says, but for how often a run was continued."""
    with State.opened(directory) as state:
        rows = [state.documents.document(id) for id in "abcd"]
        pages = [state.pages.page(f"https://own.example/{id}") for id in "abc"]
        counts = [run.counts for run in state.runs.last(9)]
        return [rows, pages, state.totals(), counts, state.documents.awaiting()]


def test_the_steps_are_those_that_write(tmp_path: Path) -> None:
    steps = steps_of("work", tmp_path)
    assert steps.count("COMMIT") > 8
    assert [step for step in steps if step.startswith("replace")] == [f"replace {name}" for name in FILES] * 2
    assert steps.count("fsync") == 2 * (len(FILES) + 1)  # each file, and the directory


def test_a_killed_run_ends_as_if_undisturbed(tmp_path: Path, undisturbed: Path) -> None:
    count = len(steps_of("work", tmp_path / "counted"))
    directories = [(tmp_path / str(step), step) for step in range(1, count + 1)]
    kill_at("work", directories)
    for directory, step in directories:
        _whole_or_not_at_all(directory)
        work(directory)
        assert _files(directory) == _files(undisturbed), step
        assert _told(directory) == _told(undisturbed), step
        assert not [
            path for path in directory.iterdir() if path.name.startswith(".") and path.name != ".lock"
        ]


def _whole_or_not_at_all(directory: Path) -> None:
    for name in FILES:
        if (directory / name).exists():
            lines_of(directory / name)  # every line is one


def test_a_run_that_is_killed_again_and_again(tmp_path: Path, undisturbed: Path) -> None:
    kill_at("work", [(tmp_path, step) for step in (9, 7, 12, 5, 16, 3, 14)])
    work(tmp_path)
    assert _files(tmp_path) == _files(undisturbed)


def test_a_killed_forgetting_is_done_or_undone(tmp_path: Path, undisturbed: Path) -> None:
    wanted = tmp_path / "wanted"
    shutil.copytree(undisturbed, wanted)
    steps = steps_of("forget", wanted)
    assert {"VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} & set(steps)
    directories = [(tmp_path / str(step), step) for step in range(1, len(steps) + 1)]
    for directory, _ in directories:
        shutil.copytree(undisturbed, directory)
    kill_at("forget", directories)
    for directory, step in directories:
        with State.opened(directory) as state:
            forgotten = state.tombstones.is_forgotten(id="a")
            assert forgotten == (state.documents.document("a") is None)
            assert state._database.value("SELECT 1 FROM meta WHERE key = 'rewrite'") is None
        forget(directory)
        assert _files(directory) == _files(wanted), steps[step - 1]
        assert b"Other words" not in b"".join(path.read_bytes() for path in directory.iterdir())
