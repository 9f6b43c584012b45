"""Shards without a cluster: how tasks are cut, what lies on the shelf, which engine the settings name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from pipeline.article import RawDocument
from pipeline.engines import Engine, engine_for
from pipeline.engines.lines import lines_of, results_of
from pipeline.engines.shard import Cutter, task_digest
from pipeline.engines.shelf import SHELF, Place, Shelf, remove_shards
from pipeline.errors import OutputUnwritable, RecordPlace, Rejection, WrongUse
from pipeline.outcome import Cleaned, Extracted
from pipeline.settings import Settings
from pipeline.workers import CleanTask, ExtractTask, Result, Task, Workers

RAW = RawDocument(id="owl", kind="given", content="The owls moved in.", where="w", source="s")
LOST = Rejection(
    document="caf\udce9",
    where="caf\udce9.html",
    stage="validate",
    code="record_invalid",
    message="no",
    record=RecordPlace(type="role", part="text", start=3, end=9),
)
RESULTS: list[Result] = [
    Cleaned(
        document="a", article='{"id":"a","text":"Zoë"}\n'.encode(), signature=bytes(range(256)), seconds=0.5
    ),
    Cleaned(document="caf\udce9", rejection=LOST),
    Extracted(
        document="a", records=(b'{"id":"r"}\n',), rejections=(LOST,), types=Counter(role=1), seconds=2.0
    ),
    Extracted(document="b", rejections=(LOST,), rejected=True),
]


def tasks(size: int = 10) -> Iterator[tuple[Task, str]]:
    """Endless tasks, with names for digests."""
    return ((ExtractTask(b"x" * size, str(number)), str(number)) for number in count())


def taking(seconds: float) -> Cutter:
    """A cutter that has seen documents of so many seconds."""
    cutter = Cutter()
    for _ in range(40):
        cutter.learn([Extracted(document="a", seconds=seconds)])
    return cutter


@pytest.mark.parametrize(
    ("seconds", "threads", "documents"),
    [(0.1, 2, 20), (0.01, 2, 200), (10.0, 2, 1), (0.1, 1000, 200), (0.0, 2, 1000)],
)
def test_a_shard_takes_about_two_seconds_and_longer_on_a_large_cluster(
    seconds: float, threads: int, documents: int
) -> None:
    shard = taking(seconds).cut(tasks(), threads)
    assert shard is not None
    assert len(shard.tasks) == documents


def test_a_shard_holds_a_few_megabytes_and_one_document_at_least() -> None:
    cutter = taking(0.001)
    sizes = [cutter.cut(tasks(size), 2) for size in (100_000, 9_000_000)]
    assert [len(shard.tasks) for shard in sizes if shard] == [40, 1]


def test_all_tasks_are_cut_once_in_their_order() -> None:
    cutter, rest = Cutter(), iter([task for task, _ in zip(tasks(), range(50), strict=False)])
    shards = list(iter(lambda: cutter.cut(rest, 2), None))
    assert [digest for shard in shards for digest in shard.digests] == [str(number) for number in range(50)]
    assert len({shard.name for shard in shards}) == len(shards)


def test_whatever_decides_a_result_is_in_the_digest_of_its_task() -> None:
    others: list[Task] = [
        CleanTask(RAW),
        CleanTask(replace(RAW, content=b"The owls moved in.")),
        CleanTask(replace(RAW, title="Owls")),
        CleanTask(replace(RAW, listed_title="Owls")),
        CleanTask(replace(RAW, where="caf\udce9")),
        ExtractTask(b"{}", "w"),
        ExtractTask(b"{}", "v"),
    ]
    assert len({task_digest(task) for task in others}) == len(others)
    assert task_digest(CleanTask(RAW)) == task_digest(CleanTask(replace(RAW)))


def test_results_pass_through_lines_unchanged() -> None:
    assert results_of(lines_of(RESULTS)) == RESULTS
    assert len(lines_of(RESULTS).splitlines()) == len(RESULTS)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / SHELF)
    shelf.claim()
    shelf.put("owls", "v1", ("t1", "t2", "t3", "t4"), lines_of(RESULTS))
    return shelf


def test_a_shard_on_the_shelf_is_found_by_its_tasks(shelf: Shelf) -> None:
    assert shelf.get("owls", "v1") == RESULTS
    assert shelf.finished("v1") == {f"t{number + 1}": Place("owls", number) for number in range(4)}


def test_a_shard_of_another_version_is_none(shelf: Shelf) -> None:
    assert shelf.get("owls", "v2") is None
    assert shelf.finished("v2") == {}


@pytest.mark.parametrize("ending", ["jsonl", "json"])
@pytest.mark.parametrize("kept", [0, 20, None])
def test_a_shard_that_is_not_whole_is_none(
    shelf: Shelf, tmp_path: Path, ending: str, kept: int | None
) -> None:
    path = tmp_path / SHELF / f"owls.{ending}"
    path.unlink() if kept is None else path.write_bytes(path.read_bytes()[:kept])
    assert shelf.get("owls", "v1") is None
    assert shelf.finished("v1") == {}


def test_what_was_discarded_is_gone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.discard("owls")
    shelf.discard("owls")
    assert shelf.get("owls", "v1") is None
    assert [path.name for path in (tmp_path / SHELF).iterdir()] == ["owner"]


def test_the_shelf_is_removed_with_all_that_lies_on_it(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / SHELF / ".owls.jsonl.half").write_text("half")
    remove_shards(tmp_path)
    remove_shards(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_word_of_a_run_in_it_is_somebody_elses(tmp_path: Path) -> None:
    theirs = tmp_path / SHELF
    theirs.mkdir()
    (theirs / "precious.jsonl").write_text("precious")
    remove_shards(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / SHELF).symlink_to(theirs)
    remove_shards(tmp_path / "elsewhere")
    assert (theirs / "precious.jsonl").read_text() == "precious"


def test_a_shelf_that_cannot_be_made_is_said_with_its_place(tmp_path: Path) -> None:
    (tmp_path / SHELF).write_text("a file")
    with pytest.raises(OutputUnwritable, match=SHELF):
        Shelf(tmp_path / SHELF).claim()


def test_only_the_directory_of_the_run_is_its_shelf(shelf: Shelf, tmp_path: Path) -> None:
    word = shelf.claim()
    assert Shelf(tmp_path / SHELF).is_claimed(word)
    assert not shelf.is_claimed("another")
    assert not Shelf(tmp_path / "elsewhere").is_claimed(word)


def test_a_worker_that_is_late_writes_nothing_where_the_shelf_was_removed(
    shelf: Shelf, tmp_path: Path
) -> None:
    remove_shards(tmp_path)
    remove_shards(tmp_path)
    with pytest.raises(OutputUnwritable):
        shelf.put("late", "v1", ("t",), b"")
    assert list(tmp_path.iterdir()) == []


def test_the_engine_without_being_told_is_local(tmp_path: Path) -> None:
    engine: Engine = engine_for(Settings(), False, tmp_path)
    assert isinstance(engine, Workers)
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_needs_the_engine_that_joins_it(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="--engine dask"):
        engine_for(Settings(scheduler="tcp://127.0.0.1:8786"), False, tmp_path)


def test_without_the_extra_a_sentence_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.engines.find_spec", lambda name: None)
    with pytest.raises(WrongUse, match=r"pip install 'pressfacts\[cluster\]'") as caught:
        engine_for(Settings(engine="dask"), False, tmp_path)
    assert caught.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []
