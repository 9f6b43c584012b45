"""Workers are started before a run knows its work only where there is some for certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.errors import ModelMissing
from pipeline.workers import Result, Task, Workers
from tests.batch.pressroom import PressRoom
from tests.batch.runs import QUICK, ran

PAGE = "corpus/raw/copper-hill-emergency-agency.txt"


class Noting:
    """Counts how often it was told to expect work, and may be interrupted at the first task."""

    def __init__(self, workers: Workers) -> None:
        """Let others do the work."""
        self._workers = workers
        self.expected = 0
        self.is_interrupted = False

    def __enter__(self) -> Noting:
        """The engine."""
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing was started."""

    def expect(self) -> None:
        self.expected += 1

    def groups(self, tasks: Iterable[Task]) -> Iterator[Sequence[Result]]:
        if self.is_interrupted:
            raise KeyboardInterrupt
        yield from self._workers.groups(tasks)


@pytest.fixture
def noting(workers: Workers) -> Noting:
    return Noting(workers)


def test_the_first_run_over_a_file_expects_work_and_the_second_none(noting: Noting, tmp_path: Path) -> None:
    ran(tmp_path, PAGE, engine=noting)
    ran(tmp_path, PAGE, engine=noting)
    assert noting.expected == 1


def test_full_expects_work(noting: Noting, tmp_path: Path) -> None:
    ran(tmp_path, PAGE, engine=noting)
    ran(tmp_path, PAGE, engine=noting, full=True)
    assert noting.expected == 2


def test_a_run_that_was_broken_off_is_expected_to_have_left_work(noting: Noting, tmp_path: Path) -> None:
    noting.is_interrupted = True
    with pytest.raises(KeyboardInterrupt):
        ran(tmp_path, PAGE, engine=noting)
    noting.is_interrupted = False
    ran(tmp_path, PAGE, engine=noting)
    assert noting.expected == 2


def test_what_a_feed_brings_is_waited_for(room: PressRoom, noting: Noting, tmp_path: Path) -> None:
    ran(tmp_path, room.feed, engine=noting)
    assert noting.expected == 0


def test_nothing_is_written_or_started_without_a_model(noting: Noting, tmp_path: Path) -> None:
    settings = QUICK.model_copy(update={"model": "no_such_model"})
    with pytest.raises(ModelMissing):
        ran(tmp_path / "out", PAGE, settings=settings, engine=noting)
    assert noting.expected == 0
    assert not (tmp_path / "out").exists()
