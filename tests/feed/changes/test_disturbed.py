"""A delivery that is killed, finds the disk full or is not alone leaves the feed as it was or shall be."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import DirectoryLocked, StateUnknown
from pipeline.feed.changes import deliver, delta_lines, read_manifest, replayed
from pipeline.feed.identity.forgetting import forget_fed
from pipeline.feed.locking import locked
from pipeline.feed.sources import Selection
from tests.feed.dying import KINDS, killed_at, on_full_disk, steps_of
from tests.feed.press import SENTENCES, Document, Press, Sentence, forget

SELECTION = Selection(min_confidence=0.5)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was fed, and of which something was changed and something forgotten since."""
    root, press = tmp_path_factory.mktemp("changed"), Press()
    for number in range(18):
        press.documents[f"page-{number}"] = Document([Sentence(kind, number) for kind in SENTENCES])
    press.write(root / "out")
    feed(root)
    press.documents["page-3"].sentences[1:] = [Sentence("date", 8), Sentence("quote", 2)]
    press.documents["page-9"] = Document([Sentence("role", 2)])
    subject = forget(press, root / "out", document="page-1")
    forget_fed(root / "out", subject)
    return root


def feed(root: Path) -> object:
    return deliver(root / "out", root / "feed", SELECTION, confirm=True)


def copied(root: Path, to: Path) -> Path:
    return shutil.copytree(root, to)


def contents(place: Path) -> dict[str, bytes]:
    """The files of a feed; the id that is drawn for one that is begun is left out."""
    files = (path for path in place.iterdir() if path.name != ".feed.lock")
    return {path.name: re.sub(rb'"feed-[0-9a-f]{16}"', b"", path.read_bytes()) for path in files}


def identities(directory: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(directory / "feed.sqlite")) as connection:
        tables = "SELECT id, facts FROM documents", "SELECT * FROM forgotten", "SELECT * FROM entities"
        return [row for table in tables for row in connection.execute(f"{table} ORDER BY 1")]


@pytest.fixture(scope="module")
def undisturbed(changed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, fed by a call that nobody disturbs."""
    root = copied(changed, tmp_path_factory.mktemp("undisturbed") / "root")
    feed(root)
    return root


def test_a_delivery_that_is_killed_at_any_write_step_is_made_good_by_the_next(
    changed: Path, undisturbed: Path, tmp_path: Path
) -> None:
    steps = steps_of(partial(feed, copied(changed, tmp_path / "counted")))
    assert set(steps) == set(KINDS)
    for kind, number in every(steps):
        root = copied(changed, tmp_path / f"{kind}-{number}")
        killed_at(partial(feed, root), kind, number)
        check_is_whole(root / "feed", changed, undisturbed)
        feed(root)
        assert contents(root / "feed") == contents(undisturbed / "feed"), (kind, number)
        assert identities(root / "out") == identities(undisturbed / "out"), (kind, number)


def every(steps: Counter[str]) -> list[tuple[str, int]]:
    return [(kind, number) for kind in KINDS for number in range(1, steps[kind] + 1)]


def check_is_whole(place: Path, before: Path, after: Path) -> None:
    """See that who reads the feed finds either what it was or what it becomes."""
    manifest = read_manifest(place)
    assert manifest
    assert manifest in (read_manifest(before / "feed"), read_manifest(after / "feed"))
    assert b"".join(replayed(delta_lines(place))) == (place / manifest.snapshot.file).read_bytes()


def test_the_first_delivery_too(undisturbed: Path, tmp_path: Path) -> None:
    fresh = copied(undisturbed, tmp_path / "fresh")
    shutil.rmtree(fresh / "feed")
    (fresh / "out" / "feed.sqlite").unlink()
    whole = copied(fresh, tmp_path / "whole")
    for kind, number in (
        (k, n) for k, total in steps_of(partial(feed, whole)).items() for n in range(1, total + 1)
    ):
        root = copied(fresh, tmp_path / f"{kind}-{number}")
        killed_at(partial(feed, root), kind, number)
        feed(root)
        assert contents(root / "feed") == contents(whole / "feed")
        assert identities(root / "out") == identities(whole / "out")


@pytest.mark.parametrize(("least", "full"), [(1_000, "state.sqlite"), (40_000, "delta.jsonl")])
def test_a_full_disk_leaves_the_feed_as_it_was(
    changed: Path, undisturbed: Path, tmp_path: Path, least: int, full: str
) -> None:
    root = copied(changed, tmp_path / "root")
    if full == "delta.jsonl":  # another feed has seen to it
        deliver(root / "out", root / "elsewhere", SELECTION)
    assert full in on_full_disk(partial(feed, root), least)
    for size in range(least, 300_000, 5_000):
        answer = on_full_disk(partial(feed, root), size)
        if answer == "done":
            break
        assert "OutputUnwritable" in answer
        assert contents(root / "feed") == contents(changed / "feed")
    else:
        pytest.fail("there was never enough room")
    assert contents(root / "feed") == contents(undisturbed / "feed")


def test_a_full_disk_beside_a_run_without_a_state(tmp_path: Path) -> None:
    press = Press()
    press.documents["tram"] = Document([Sentence("role", 1)])
    press.write(tmp_path / "out")
    answer = on_full_disk(partial(feed, tmp_path), 1_000)
    assert "OutputUnwritable" in answer
    assert "feed.sqlite" in answer
    feed(tmp_path)


@pytest.mark.parametrize("name", ["out", "feed"])
def test_two_at_once_are_told_so(changed: Path, tmp_path: Path, name: str) -> None:
    root = copied(changed, tmp_path / "root")
    with locked(root / name), pytest.raises(DirectoryLocked, match=f"{name}: another feed works on it"):
        feed(root)
    feed(root)


def test_what_a_killed_delivery_left_is_removed(changed: Path, undisturbed: Path, tmp_path: Path) -> None:
    root = copied(changed, tmp_path / "root")
    (root / "feed" / "000002.delta.jsonl").write_bytes(b'{"op":"add","fact":{"fact_id":"fact-00')
    (root / "feed" / ".000002.snapshot.jsonl.x7_q2kzp").write_bytes(b'{"fact_id"')
    feed(root)
    assert contents(root / "feed") == contents(undisturbed / "feed")


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def altered(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Halvorsen", b"Halverson"))


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("000001.delta.jsonl", shortened, "000001.delta.jsonl: has .* bytes and not"),
        ("000001.delta.jsonl", Path.unlink, "000001.delta.jsonl: is missing"),
        ("000001.snapshot.jsonl", altered, "000001.snapshot.jsonl: is not what manifest.json says"),
        ("manifest.json", shortened, "is no manifest of a change feed"),
    ],
)
def test_a_feed_that_is_not_whole_is_left_alone(
    changed: Path, tmp_path: Path, name: str, spoil: Callable[[Path], None], said: str
) -> None:
    root = copied(changed, tmp_path / "root")
    spoil(root / "feed" / name)
    before = contents(root / "feed")
    with pytest.raises(StateUnknown, match=said):
        feed(root)
    assert contents(root / "feed") == before
    shutil.rmtree(root / "feed")
    shutil.copytree(changed / "feed", root / "feed")
    feed(root)


def test_deltas_without_their_manifest_are_left_alone(undisturbed: Path, tmp_path: Path) -> None:
    root = copied(undisturbed, tmp_path / "root")
    (root / "feed" / "manifest.json").unlink()
    with pytest.raises(StateUnknown, match=r"has deltas and no manifest\.json"):
        feed(root)
