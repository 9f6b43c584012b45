"""A feed of one file is whole or as it was, is not touched in vain, and loses no source by accident."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import DeletionGuard, OutputUnwritable, SourceMissing, WrongUse
from pipeline.feed import calendar, ftm, schemaorg
from pipeline.feed.delivered import Delivered
from pipeline.feed.sources import Selection
from tests.feed.dying import killed_copies, on_full_disk, steps_of
from tests.feed.making import invented_run
from tests.feed.newsroom import EVERYTHING, Deliver, contents, newsroom_run
from tests.review.runs import written

FORMS = {"schemaorg": schemaorg.deliver, "ftm": ftm.deliver, "calendar": calendar.deliver}


@pytest.fixture(params=FORMS, name="deliver")
def _deliver(request: pytest.FixtureRequest) -> Deliver:
    return FORMS[request.param]


def seen(place: Path) -> tuple[bytes, int, int]:
    stat = place.stat()
    return place.read_bytes(), stat.st_mtime_ns, stat.st_ino


def test_the_second_delivery_does_not_touch_the_file(deliver: Deliver, tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feeds" / "feed"
    first = deliver(directory, place, EVERYTHING)
    assert first.added
    assert first == Delivered(added=first.added)
    before = seen(place)
    assert deliver(directory, place, EVERYTHING) == Delivered(unchanged=first.added)
    assert seen(place) == before
    assert [path.name for path in place.parent.iterdir()] == ["feed"]


@pytest.mark.parametrize("id", ["2026  spring", " harbour ", "\u200b", "a\nb\\n;c,", "é" * 2_000])
def test_a_document_is_known_again_whatever_its_id(deliver: Deliver, tmp_path: Path, id: str) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feed"
    documents = [(one.model_copy(update={"id": f"{id}{one.id}"}), found) for one, found in contents()]
    renamed = [
        (
            one,
            [
                record.model_copy(update={"document": record.document.model_copy(update={"id": one.id})})
                for record in found
            ],
        )
        for one, found in documents
    ]
    written(directory, renamed)
    first = deliver(directory, place, EVERYTHING)
    before = seen(place)
    assert deliver(directory, place, EVERYTHING) == Delivered(unchanged=first.added)
    assert seen(place) == before


def test_the_same_run_elsewhere_gives_the_same_bytes(deliver: Deliver, tmp_path: Path) -> None:
    places = []
    for name in ("one", "two"):
        directory, place = newsroom_run(tmp_path / name), tmp_path / f"{name}.feed"
        deliver(directory, place, EVERYTHING)
        places.append(place.read_bytes())
    assert places[0] == places[1]


def test_what_changes_is_counted(deliver: Deliver, tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feed"
    total = deliver(directory, place, EVERYTHING).added
    congress, awards = contents()
    congress[1][0] = congress[1][0].model_copy(update={"place": "Porto"})
    written(directory, [congress, awards])
    assert deliver(directory, place, EVERYTHING) == Delivered(changed=1, unchanged=total - 1)
    del congress[1][0]
    written(directory, [congress, awards])
    assert deliver(directory, place, EVERYTHING, confirm=True).retracted == 1


def test_a_page_that_is_gone_is_gone_from_the_feed(deliver: Deliver, tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feed"
    deliver(directory, place, EVERYTHING)
    assert b"Harbour Pilots" in place.read_bytes()
    (congress, records), awards = contents()
    written(directory, [(congress.model_copy(update={"state": "gone"}), records), awards])
    deliver(directory, place, EVERYTHING, confirm=True)
    assert b"Harbour Pilots" not in place.read_bytes()


def test_a_link_stays_and_the_file_behind_it_is_written(deliver: Deliver, tmp_path: Path) -> None:
    directory, served, place = newsroom_run(tmp_path / "out"), tmp_path / "www" / "feed", tmp_path / "feed"
    place.symlink_to(served)
    deliver(directory, place, EVERYTHING)
    assert place.is_symlink()
    before = served.read_bytes()
    (congress, records), awards = contents()
    written(directory, [(congress, [records[0].model_copy(update={"place": "Porto"}), *records[1:]]), awards])
    deliver(directory, place, EVERYTHING)
    assert place.is_symlink()
    assert served.read_bytes() != before


def test_what_is_no_file_is_not_written_to(deliver: Deliver, tmp_path: Path) -> None:
    directory, pipe, ring = newsroom_run(tmp_path / "out"), tmp_path / "pipe", tmp_path / "ring"
    os.mkfifo(pipe)
    ring.symlink_to(ring)
    for place, message in ((pipe, "is no file"), (ring, "leads nowhere")):
        with pytest.raises(WrongUse, match=message):
            deliver(directory, place, EVERYTHING)
    assert pipe.is_fifo()


def test_a_source_that_would_lose_much_stops_the_delivery(deliver: Deliver, tmp_path: Path) -> None:
    directory, place = invented_run(tmp_path / "out", 400), tmp_path / "feed"
    deliver(directory, place, Selection(min_confidence=0.5))
    before = seen(place)
    with pytest.raises(DeletionGuard, match=r"\d+ of \d+ facts of .+ would be withdrawn"):
        deliver(directory, place, Selection(min_confidence=0.95))
    assert seen(place) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".feed")] == []
    assert deliver(directory, place, Selection(min_confidence=0.95), confirm=True).retracted


@pytest.mark.parametrize(
    "content", [b"not ours\n", b'{"id": 3}\n', b"[1]\n", b"BEGIN:VCALENDAR\r\n", b"\xff\n"]
)
def test_a_file_of_others_is_left_as_it_is(deliver: Deliver, tmp_path: Path, content: bytes) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feed"
    place.write_bytes(content)
    with pytest.raises(WrongUse, match="is left as it is"):
        deliver(directory, place, EVERYTHING)
    assert place.read_bytes() == content


def test_bad_places_and_runs_are_told(deliver: Deliver, tmp_path: Path) -> None:
    directory = newsroom_run(tmp_path / "out")
    with pytest.raises(WrongUse, match="is a directory; name a file"):
        deliver(directory, tmp_path, EVERYTHING)
    with pytest.raises(OutputUnwritable):
        deliver(directory, directory / "run.json" / "feed", EVERYTHING)
    with pytest.raises(WrongUse, match="is left as it is"):
        deliver(directory, directory / "records.jsonl", EVERYTHING)
    with pytest.raises(WrongUse, match="nobody has reviewed this run"):
        deliver(directory, tmp_path / "feed", Selection())
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceMissing):
        deliver(tmp_path / "empty", tmp_path / "feed", EVERYTHING)
    assert not (tmp_path / "feed").exists()


def test_a_delivery_that_is_killed_leaves_the_old_file_or_the_new_one(
    deliver: Deliver, tmp_path: Path
) -> None:
    start = tmp_path / "start"
    newsroom_run(start / "out")
    deliver(start / "out", start / "feed", EVERYTHING)
    written(start / "out", contents()[1:])

    def fed(root: Path) -> Delivered:
        return deliver(root / "out", root / "feed", EVERYTHING, confirm=True)

    whole = shutil.copytree(start, tmp_path / "whole")
    steps = steps_of(partial(fed, whole))
    assert steps["rename"]
    for root in killed_copies(start, steps, fed):
        assert (root / "feed").read_bytes() in ((start / "feed").read_bytes(), (whole / "feed").read_bytes())
        fed(root)
        assert (root / "feed").read_bytes() == (whole / "feed").read_bytes()
        assert [path.name for path in root.iterdir() if path.name.startswith(".feed")] == []


def test_a_full_disk_leaves_the_file_as_it_was(deliver: Deliver, tmp_path: Path) -> None:
    directory, place = newsroom_run(tmp_path / "out"), tmp_path / "feed"
    deliver(directory, place, EVERYTHING)
    before = seen(place)
    (congress, records), awards = contents()
    written(directory, [(congress, records[:1]), awards])
    deliver(directory, tmp_path / "elsewhere", EVERYTHING)  # ids are given, so that only the feed is written
    said = on_full_disk(partial(deliver, directory, place, EVERYTHING, confirm=True), 200)
    assert "OutputUnwritable" in said
    assert seen(place) == before
