"""A feed into Parquet is whole or as it was, is not touched in vain, and loses no source by accident."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import DeletionGuard, DirectoryLocked, ExtraMissing, StateUnknown, WrongUse
from pipeline.feed.delivered import Delivered
from pipeline.feed.locking import locked
from pipeline.feed.parquet import deliver, swapping
from pipeline.feed.sources import Selection
from tests.feed.dying import killed_copies, on_full_disk, steps_of
from tests.feed.making import invented_run
from tests.feed.newsroom import EVERYTHING, contents, newsroom_run
from tests.review.runs import written

pytest.importorskip("pyarrow", reason="needs the extra `parquet`")

Seen = dict[str, tuple[bytes, int, int]]


def seen(place: Path) -> Seen:
    """Every file with its content, time and number."""
    return {
        path.relative_to(place).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def said(place: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {name: content for name, (content, _, _) in seen(place).items()}


def strays(root: Path) -> list[str]:
    return [path.name for path in root.iterdir() if path.name.startswith(".tables")]


def test_the_second_delivery_touches_nothing(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feeds" / "tables"
    assert deliver(directory, place, EVERYTHING) == Delivered(added=15)
    before = seen(place)
    number = place.stat().st_ino
    assert deliver(directory, place, EVERYTHING) == Delivered(unchanged=15)
    assert seen(place) == before
    assert place.stat().st_ino == number
    assert [path.name for path in place.parent.iterdir()] == ["tables"]


def test_the_same_run_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        deliver(newsroom_run(tmp_path / name), tmp_path / f"{name}.tables", EVERYTHING)
    assert said(tmp_path / "one.tables") == said(tmp_path / "two.tables")


def test_bytes_do_not_depend_on_how_much_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = invented_run(tmp_path / "out", 400)
    monkeypatch.setattr("pipeline.feed.parquet.files._ROW_GROUP", 5)
    deliver(directory, tmp_path / "one", EVERYTHING)
    monkeypatch.setattr("pipeline.feed.parquet.spilling._HELD", 7)
    deliver(directory, tmp_path / "two", EVERYTHING)
    assert said(tmp_path / "one") == said(tmp_path / "two")


def test_what_changes_is_counted_and_other_files_stay(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "tables"
    deliver(directory, place, EVERYTHING)
    before = seen(place)
    congress, awards = contents()
    congress[1][0] = congress[1][0].model_copy(update={"place": "Porto"})
    written(directory, [congress, awards])
    assert deliver(directory, place, EVERYTHING) == Delivered(changed=1, unchanged=14)
    after = seen(place)
    changed = {"datapackage.json", "events/month=2026-04/events.parquet"}
    assert {name for name in before if before[name] != after[name]} == changed


def test_a_fact_that_moves_to_another_month_is_changed(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "tables"
    deliver(directory, place, EVERYTHING)
    (article, records), awards = contents()
    update = {"published": "2026-05-02"}
    moved = [one.model_copy(update={"document": one.document.model_copy(update=update)}) for one in records]
    written(directory, [(article.model_copy(update=update), moved), awards])
    assert deliver(directory, place, EVERYTHING) == Delivered(changed=9, unchanged=6)
    assert {path.name for path in place.glob("*/month=*")} == {"month=2026-05", "month=unknown"}


def test_a_page_that_is_gone_is_gone_from_the_tables(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "tables"
    deliver(directory, place, EVERYTHING)
    (congress, records), awards = contents()
    written(directory, [(congress.model_copy(update={"state": "gone"}), records), awards])
    assert deliver(directory, place, EVERYTHING, confirm=True) == Delivered(retracted=9, unchanged=6)
    new = tmp_path / "new"
    deliver(directory, new, EVERYTHING)
    assert said(place) == said(new)


def test_a_source_that_would_lose_much_stops_the_delivery(tmp_path: Path) -> None:
    directory, place = invented_run(tmp_path / "out", 400), tmp_path / "tables"
    deliver(directory, place, Selection(min_confidence=0.5))
    before = seen(place)
    with pytest.raises(DeletionGuard, match=r"\d+ of \d+ facts of .+ would be withdrawn"):
        deliver(directory, place, Selection(min_confidence=0.95))
    assert seen(place) == before
    assert strays(tmp_path) == []
    assert deliver(directory, place, Selection(min_confidence=0.95), confirm=True).retracted


def test_what_lies_in_the_place_is_left_alone(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "tables"
    with pytest.raises(WrongUse, match="is the run's own directory"):
        deliver(directory, directory, EVERYTHING)
    with pytest.raises(WrongUse, match="is a file"):
        deliver(directory, directory / "run.json", EVERYTHING)
    with pytest.raises(WrongUse, match="has files of others"):
        deliver(directory, tmp_path, EVERYTHING)
    deliver(directory, place, EVERYTHING)
    (place / "notes.txt").write_text("mine")
    before = seen(place)
    with pytest.raises(WrongUse, match=r"has files of others, as notes\.txt"):
        deliver(directory, place, EVERYTHING)
    assert seen(place) == before


@pytest.mark.parametrize("name", ["datapackage.json", "events/month=2026-04/events.parquet"])
def test_damage_is_told(tmp_path: Path, name: str) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "tables"
    deliver(directory, place, EVERYTHING)
    size = (place / name).stat().st_size
    (place / name).write_bytes(b"?" * size)
    with pytest.raises(StateUnknown, match="feed into an empty directory"):
        deliver(directory, place, EVERYTHING)
    (place / name).unlink()
    with pytest.raises((StateUnknown, WrongUse)):
        deliver(directory, place, EVERYTHING)


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = newsroom_run(tmp_path / "out")
    for name in [name for name in sys.modules if name.startswith("pipeline.feed.parquet.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'pressfacts\[parquet\]'"):
        deliver(directory, tmp_path / "tables", EVERYTHING)
    assert not (tmp_path / "tables").exists()


def test_one_feed_at_a_time(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "tables"
    deliver(directory, place, EVERYTHING)
    with locked(place), pytest.raises(DirectoryLocked):
        deliver(directory, place, EVERYTHING)


@pytest.mark.parametrize("can_exchange", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_delivery_that_is_killed_leaves_the_old_tables_or_the_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(swapping, "exchanged", lambda one, other: False)
    start = tmp_path / "start"
    newsroom_run(start / "out")
    deliver(start / "out", start / "tables", EVERYTHING)
    written(start / "out", contents()[1:])

    def fed(root: Path) -> Delivered:
        return deliver(root / "out", root / "tables", EVERYTHING, confirm=True)

    whole = shutil.copytree(start, tmp_path / "whole")
    steps = steps_of(partial(fed, whole))
    assert steps["sync"]
    old, new = said(start / "tables"), said(whole / "tables")
    for root in killed_copies(start, steps, fed):
        if can_exchange or (root / "tables").exists():
            assert said(root / "tables") in (old, new)
        fed(root)
        assert said(root / "tables") == new
        assert strays(root) == []


def test_a_full_disk_leaves_the_tables_as_they_were(tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "tables"
    deliver(directory, place, EVERYTHING)
    before = seen(place)
    (congress, records), awards = contents()
    written(directory, [(congress, records[:1]), awards])
    deliver(directory, tmp_path / "elsewhere", EVERYTHING)  # ids are given, so that only the feed is written
    for size in (200, 12_000):
        answer = on_full_disk(partial(deliver, directory, place, EVERYTHING, confirm=True), size)
        assert "OutputUnwritable" in answer
        assert seen(place) == before
        assert strays(tmp_path) == []
