"""What a change feed says when a run says something else, or people do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.errors import DeletionGuard, WrongUse
from pipeline.feed.changes import deliver, delta_lines, read_manifest
from pipeline.feed.sources import Selection
from pipeline.review.ledger import Ledger
from tests.feed.press import Document, Press, Sentence

SURE = Selection(min_confidence=0.5)
ROLE, DATE, QUOTE = Sentence("role", 0), Sentence("date", 3), Sentence("quote", 1)


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """A run of one page with three facts, which was fed."""
    press = Press()
    press.documents["tram"] = Document([ROLE, DATE, QUOTE])
    fed(press, tmp_path)
    return press


def fed(
    press: Press, root: Path, selection: Selection = SURE, *, confirm: bool = True
) -> list[dict[str, Any]]:
    """Feed a run as it is now; the new lines about facts."""
    press.write(root / "out")
    manifest = read_manifest(root / "feed") if (root / "feed").exists() else None
    deliver(root / "out", root / "feed", selection, confirm=confirm)
    rows = map(orjson.loads, delta_lines(root / "feed", since=manifest.sequence if manifest else 0))
    return [row for row in rows if "fact" in row]


def test_the_first_delta_adds_all(tmp_path: Path) -> None:
    press = Press()
    press.documents["tram"] = Document([ROLE, DATE, replace(QUOTE, confidence=0.4)])
    rows = fed(press, tmp_path)
    assert sorted((row["op"], row["fact"]["record"]["type"]) for row in rows) == [
        ("add", "date"),
        ("add", "role"),
    ]
    assert {row["fact"]["review"]["state"] for row in rows} == {"unreviewed"}
    assert {row["fact"]["source"]["name"] for row in rows} == {"Meridian Newswire"}


@pytest.mark.parametrize(
    "changed",
    [
        lambda one: [replace(ROLE, confidence=0.7), *one[1:]],
        lambda one: [replace(one[1], choice=9), *one],  # other offsets for all that follows
    ],
    ids=["confidence", "offsets"],
)
def test_how_a_fact_was_found_is_no_news(
    press: Press, tmp_path: Path, changed: Callable[[list[Sentence]], list[Sentence]]
) -> None:
    press.documents["tram"].sentences = changed(press.documents["tram"].sentences)
    assert [row["op"] for row in fed(press, tmp_path)] in ([], ["add"])


def test_another_reading_of_the_same_words_is_a_change(press: Press, tmp_path: Path) -> None:
    press.documents["tram"].sentences[1] = replace(DATE, reading=1)
    [row] = fed(press, tmp_path)
    before, after = row["fact"]["before"], row["fact"]["after"]
    assert (row["op"], before["fact_id"]) == ("change", after["fact_id"])
    assert (before["record"]["value"], after["record"]["value"]) == ("2025-10-04", "2025-10")
    assert before["record"]["id"] != after["record"]["id"]


def test_another_status_is_a_change(press: Press, tmp_path: Path) -> None:
    press.documents["tram"].sentences[0] = replace(ROLE, reading=1)
    [row] = fed(press, tmp_path)
    assert [row["fact"][at]["record"]["status"] for at in ("before", "after")] == ["current", "incoming"]


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (lambda page: page.sentences.pop(), "page_withdrawn"),
        (lambda page: setattr(page, "is_gone", True), "page_withdrawn"),
        (lambda page: page.sentences.append(replace(page.sentences.pop(), is_found=False)), "not_found"),
        (
            lambda page: page.sentences.append(replace(page.sentences.pop(), confidence=0.4)),
            "below_threshold",
        ),
    ],
)
def test_why_a_fact_went(
    press: Press, tmp_path: Path, happens: Callable[[Document], object], reason: str
) -> None:
    happens(press.documents["tram"])
    rows = fed(press, tmp_path)
    assert rows
    assert {row["op"] for row in rows} == {"retract"}
    assert {row["fact"]["reason"] for row in rows} == {reason}


def test_a_document_that_the_run_has_no_more_is_withdrawn(press: Press, tmp_path: Path) -> None:
    press.documents = {"ferry": Document([DATE])}
    assert sorted(row["fact"].get("reason", row["op"]) for row in fed(press, tmp_path)) == [
        "add",
        *["page_withdrawn"] * 3,
    ]


def test_a_page_that_comes_back_has_its_facts_again(press: Press, tmp_path: Path) -> None:
    before = {
        row["fact"]["fact_id"] for row in map(orjson.loads, delta_lines(tmp_path / "feed")) if "fact" in row
    }
    for is_gone in (True, False):
        press.documents["tram"].is_gone = is_gone
        rows = fed(press, tmp_path)
    assert {row["fact"]["fact_id"] for row in rows} == before


def test_a_fact_that_was_lost_comes_back_as_another(press: Press, tmp_path: Path) -> None:
    press.documents["tram"].sentences[1] = replace(DATE, is_found=False)
    [lost] = fed(press, tmp_path)
    press.documents["tram"].sentences[1] = DATE
    [found] = fed(press, tmp_path)
    assert found["op"] == "add"
    assert found["fact"]["fact_id"] != lost["fact"]["fact_id"]


def test_what_people_decide_is_fed(press: Press, tmp_path: Path) -> None:
    press.write(tmp_path / "out")
    with Ledger.opened(tmp_path / "out") as ledger:
        ledger.load()
        standings = {one.record.type: one for one in ledger.sheet("tram", None).standings}
        ledger.accept(standings["role"].record.id, standings["role"].seen, "ada")
        ledger.reject(standings["date"].record.id, standings["date"].seen, "ada", "wrong_field")
        speaker = standings["speaker"].record.model_copy(update={"kind": "statement", "quote": None})
        ledger.edit(speaker.id, standings["speaker"].seen, "ada", speaker)
    said = {}
    for row in fed(press, tmp_path, Selection()):
        fact = row["fact"].get("after", row["fact"])
        said[row["op"], fact.get("reason") or fact["review"]["state"]] = fact
    assert set(said) == {("change", "accepted"), ("change", "edited"), ("retract", "rejected_in_review")}
    assert said["change", "edited"]["record"]["kind"] == "statement"
    assert said["change", "accepted"]["review"]["reviewer"] == "ada"


@pytest.mark.parametrize("was", ["accepted", "edited", "added"])
def test_what_was_decided_of_words_that_the_page_has_no_more_is_withdrawn(
    press: Press, tmp_path: Path, was: str
) -> None:
    [role] = [row for row in press.records("tram") if row.type == "role"]
    if was == "added":
        press.documents["tram"].sentences[0] = replace(ROLE, is_found=False)
        fed(press, tmp_path)
    with Ledger.opened(tmp_path / "out") as ledger:
        ledger.load()
        if was == "added":
            ledger.add("tram", "ada", role)
        elif was == "edited":
            edited = role.model_copy(update={"status": "outgoing"})
            ledger.edit(role.id, ledger.standing(role.id, None).seen, "ada", edited)
        else:
            ledger.accept(role.id, ledger.standing(role.id, None).seen, "ada")
    [row] = fed(press, tmp_path)
    assert row["fact"].get("after", row["fact"])["review"]["state"] == was
    press.documents["tram"].sentences.pop(0)
    [row] = fed(press, tmp_path)
    assert (row["op"], row["fact"].get("reason")) == ("retract", "page_withdrawn")


def test_planned_certificates_stay_planned(press: Press, tmp_path: Path) -> None:
    press.documents["mill"] = Document([Sentence("certificate", 0, reading=1)])
    [row] = fed(press, tmp_path)
    assert (row["op"], row["fact"]["record"]["status"]) == ("add", "planned")


def test_entities_come_with_the_facts_that_name_them(press: Press, tmp_path: Path) -> None:
    rows = [row for row in map(orjson.loads, delta_lines(tmp_path / "feed")) if "entity" in row]
    assert sorted(row["entity"]["name"] for row in rows) == [
        "Beatriz Quiroga",
        "Etienne Cailleau",
        "Halvorsen Rail",
    ]
    [quiroga] = [row["entity"] for row in rows if row["entity"]["tenures"]]
    assert [tenure["title"] for tenure in quiroga["tenures"]] == ["chief executive"]
    press.documents["tram"].sentences.pop()
    fed(press, tmp_path)
    manifest = read_manifest(tmp_path / "feed")
    assert manifest
    assert manifest.snapshot.entities == 2


def test_a_source_that_loses_too_much_stops_the_feed(tmp_path: Path) -> None:
    press = Press()
    press.documents = {f"page-{number:02}": Document([ROLE, DATE]) for number in range(20)}
    fed(press, tmp_path)
    del press.documents["page-07"]
    fed(press, tmp_path, confirm=False)  # 2 of 40
    before = {path.name: path.read_bytes() for path in (tmp_path / "feed").iterdir()}
    del press.documents["page-08"]
    with pytest.raises(
        DeletionGuard,
        match=r"2 of 38 facts of Beacon Wire would be withdrawn \(2 page_withdrawn\), more than 5 %",
    ):
        fed(press, tmp_path, confirm=False)
    assert {path.name: path.read_bytes() for path in (tmp_path / "feed").iterdir()} == before
    assert len(fed(press, tmp_path, confirm=True)) == 2


def test_a_place_where_a_run_keeps_its_files_is_no_place_for_a_feed(press: Press, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="a run keeps its own files there"):
        deliver(tmp_path / "out", tmp_path / "out", SURE)
