"""Only what is new: the second run, pages that change, vanish, or stand at two places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.batch.pressroom import FEED, HOST, PressRoom
from tests.batch.runs import QUICK, Ran, bytes_of, rows, verdicts


def test_a_second_run_asks_only_whether_anything_changed(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    first = run(tmp_path, room.feed)
    before, modified = bytes_of(tmp_path), (tmp_path / "records.jsonl").stat().st_mtime_ns
    assert verdicts(first) == {"fetched": 3, "new": 3}
    room.site.requests.clear()
    second = run(tmp_path, room.feed)
    assert verdicts(second) == {"fetched": 3, "unchanged": 3}
    assert not second.written
    assert bytes_of(tmp_path) == before
    assert (tmp_path / "records.jsonl").stat().st_mtime_ns == modified
    assert {asked.path for asked in room.site.requests} >= {FEED, *room.texts}
    assert all(asked.is_conditional for asked in room.site.requests)
    assert {asked.status for asked in room.site.requests} == {304}


def test_an_updated_page_changes_exactly_its_own_records(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    run(tmp_path, room.feed)
    before = {name: rows(tmp_path, name) for name in ("articles", "records")}
    path = sorted(room.texts)[1]
    room.update(path, "Ruth Abel, mayor of Lowmoor, spoke at the opening on 9 January 2024.")
    assert verdicts(run(tmp_path, room.feed)) == {"fetched": 3, "unchanged": 2, "updated": 1}
    (changed,) = [row["id"] for row in rows(tmp_path, "articles") if row["url"] == room.url(path)]
    for name, key in (("articles", "id"), ("records", "document")):
        old = [row for row in before[name] if _document(row, key) != changed]
        assert [row for row in rows(tmp_path, name) if _document(row, key) != changed] == old
    assert "Ruth Abel" in {row.get("person") for row in rows(tmp_path, "records")}


def _document(row: dict[str, Any], key: str) -> str:
    return str(row["id"] if key == "id" else row["document"]["id"])


def test_a_page_that_vanished_is_gone_and_keeps_its_records(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    run(tmp_path, room.feed)
    records = (tmp_path / "records.jsonl").read_bytes()
    room.withdraw(sorted(room.texts)[0])
    assert verdicts(run(tmp_path, room.feed))["gone"] == 1
    states = {row["url"]: row["state"] for row in rows(tmp_path, "articles")}
    assert states[room.url(sorted(room.texts)[0])] == "gone"
    assert sorted(states.values()) == ["gone", "live", "live"]
    assert (tmp_path / "records.jsonl").read_bytes() == records
    assert rows(tmp_path, "rejected") == []


def test_a_failed_page_is_named_and_comes_in_the_next_run(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    path = sorted(room.texts)[2]
    room.site.page(HOST, path, "", 500)
    run(tmp_path, room.feed, settings=QUICK.model_copy(update={"attempts": 1}))
    (row,) = rows(tmp_path, "rejected")
    assert (row["code"], row["where"]) == ("fetch_failed", room.url(path))
    room.update(path, "All is well again.")
    assert verdicts(run(tmp_path, room.feed))["new"] == 1
    assert rows(tmp_path, "rejected") == []
    assert len(rows(tmp_path, "articles")) == 3


def test_a_copy_at_another_place_is_one_document_with_two_urls(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    run(tmp_path, room.feed)
    wire = PressRoom(room.site, host="wire.example")
    wire.publish(0, 3)
    path = sorted(wire.texts)[0]
    done = run(tmp_path, room.feed, wire.url(path))
    assert verdicts(done)["duplicate"] == 1
    urls = [row["urls"] for row in rows(tmp_path, "articles") if room.url(path) in row["urls"]]
    assert urls == [[room.url(path), wire.url(path)]]
    assert len(rows(tmp_path, "articles")) == 3


@pytest.mark.slow
def test_copies_in_one_run_do_not_depend_on_workers_or_order(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    wire = PressRoom(room.site, host="a-wire.example")
    wire.publish(0, 3)
    run(tmp_path / "1", room.feed, wire.feed)
    run(tmp_path / "2", wire.feed, room.feed, settings=QUICK.model_copy(update={"workers": 2}), engine=None)
    one, two = rows(tmp_path / "1", "articles"), rows(tmp_path / "2", "articles")
    assert [row["id"] for row in one] == [row["id"] for row in two]
    assert len(one) == 3
    assert [row["urls"] for row in one] == [row["urls"] for row in two]


def test_full_works_on_everything_again_and_changes_nothing(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    run(tmp_path, room.feed)
    before = bytes_of(tmp_path)
    room.site.requests.clear()
    summary = run(tmp_path, "corpus/raw/copper-hill-emergency-agency.txt", full=True)
    assert not room.site.requests, "the raw pages are read from the disk"
    assert verdicts(summary) == {"new": 1}
    kept = {row["id"] for row in rows(tmp_path, "articles")} - {"copper-hill-emergency-agency"}
    assert len(kept) == 3
    articles = (tmp_path / "articles.jsonl").read_bytes().splitlines()
    assert set(before["articles.jsonl"].splitlines()) <= set(articles)


def test_a_local_copy_of_a_fetched_page_does_not_take_its_place(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    url = room.url(sorted(room.texts)[0])
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps({"url": url, "text": "Jane Roe, chair of Owl Ltd, spoke in Leeds."}))
    run(tmp_path / "out", room.feed, str(lines))
    before = bytes_of(tmp_path / "out")
    assert [row["code"] for row in rows(tmp_path / "out", "rejected")] == ["duplicate_id"]
    assert not run(tmp_path / "out", str(lines), room.feed).written
    assert bytes_of(tmp_path / "out") == before


def test_a_night_of_redirects_costs_no_article(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    run(tmp_path, room.feed)
    before = {name: content for name, content in bytes_of(tmp_path).items() if name != "rejected.jsonl"}
    served = {path: list(room.texts[path]) for path in room.texts}
    soon = room.site.page(room.host, "/soon.html", "<p>We are back soon, said Jane Roe of Owl Ltd.</p>")
    for path in served:
        room.site.redirect(room.host, path, soon)
    run(tmp_path, room.feed)
    after = bytes_of(tmp_path)
    assert {name: after[name] for name in before} == before
    assert [row["code"] for row in rows(tmp_path, "rejected")] == ["fetch_failed"] * 3
    for path in served:
        room.update(path, "The site is back.")
    assert verdicts(run(tmp_path, room.feed))["updated"] == 3
    assert rows(tmp_path, "rejected") == []
