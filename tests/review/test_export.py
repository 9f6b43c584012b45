"""Tests of `pipeline.review.export`: what a reviewed run leaves behind, as other programs read it."""

from __future__ import annotations

import csv
import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import OutputUnwritable, SourceMissing, WrongUse
from pipeline.records import Record
from pipeline.review.editing.amended import amended
from pipeline.review.editing.forms import values_of
from pipeline.review.editing.pieces import pieces_of
from pipeline.review.export import export
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.reviewed import ReviewedRecord
from pipeline.store import read_rows
from pipeline.validate import check_records
from tests.review.inventing import invented_run
from tests.review.making import article, record
from tests.review.runs import small_contents, small_run, written

RAIL, FORUM = "halvorsen-rail", "tallinn-forum"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return small_run(tmp_path / "run")


@pytest.fixture
def reviewed(directory: Path) -> Path:
    """The run after Ada: the release is done, with a role mended, a date rejected and an event added."""
    with Ledger.opened(directory) as ledger:
        ledger.load()
        sheet = ledger.sheet(RAIL, "ada")
        role = next(one for one in sheet.standings if one.record.type == "role")
        values = values_of(role.record) | {"since": "2025-01-01", "status": "current"}
        mended = amended(sheet.article, role, "role", values, pieces_of(role.record), sheet.standings)
        ledger.edit(role.record.id, role.seen, "ada", mended)
        date = next(one for one in sheet.standings if one.record.type == "date")
        ledger.reject(date.record.id, date.seen, "ada", "duplicate")
        ledger.add(RAIL, "ada", amended(sheet.article, None, "event", MISSED, (), sheet.standings))
        ledger.accept_rest(RAIL, "ada")
        ledger.done(RAIL, "ada")
    return directory


MISSED = {"name": "night trains", "kind": "other"}


def lines(path: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def bare(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "review"}


def test_records_that_nobody_decided_leave_as_the_run_wrote_them(directory: Path, tmp_path: Path) -> None:
    counts = export(directory, tmp_path / "out")
    assert [bare(row) for row in lines(tmp_path / "out/reviewed.jsonl")] == lines(directory / "records.jsonl")
    assert (counts.documents, counts.gold, counts.records) == (3, 0, 7)
    assert (tmp_path / "out/gold.jsonl").read_bytes() == b""


def test_every_record_leaves_as_it_stands(reviewed: Path, tmp_path: Path) -> None:
    found = (reviewed / "records.jsonl").read_bytes()
    counts = export(reviewed, tmp_path / "out")
    read = list(read_rows(str(tmp_path / "out/reviewed.jsonl"), TypeAdapter[Any](ReviewedRecord)))
    assert [(one.type, one.review.state) for one in read] == [
        ("event", "added"),
        ("date", "rejected"),
        ("date", "accepted"),
        ("speaker", "accepted"),
        ("role", "edited"),
        ("event", "unreviewed"),
        ("date", "unreviewed"),
        ("certification", "unreviewed"),
    ]
    assert counts.states == {"unreviewed": 3, "accepted": 2, "added": 1, "rejected": 1, "edited": 1}
    assert {one.review.reviewer for one in read} == {"ada", None}
    assert (read[0].rule, read[0].review.reason, read[1].review.reason) == ("review", None, "duplicate")
    assert read[4].since == "2025-01-01"
    assert (reviewed / "records.jsonl").read_bytes() == found


def test_gold_has_the_done_documents_and_the_run_can_be_scored_against_it(
    reviewed: Path, tmp_path: Path
) -> None:
    export(reviewed, tmp_path / "out")
    (row,) = lines(tmp_path / "out/gold.jsonl")
    assert row["id"] == RAIL
    assert [len(row[name]) for name in ("events", "dates", "speakers", "roles", "certifications")] == [
        1,
        1,
        1,
        1,
        0,
    ]
    files = [str(tmp_path / "out/gold.jsonl"), str(reviewed / "records.jsonl")]
    refused = CliRunner().invoke(app, ["score", *files])
    assert isinstance(refused.exception, WrongUse)
    assert "--only-gold-documents" in str(refused.exception)
    result = CliRunner().invoke(app, ["score", *files, "--only-gold-documents", "--whole-quotes"])
    assert result.exit_code == 0
    figures = {line.split()[0]: line.split()[1:4] for line in result.stdout.splitlines()[1:6]}
    assert figures["event"] == ["1", "0", "0"]
    assert figures["date"] == ["1", "2", "1"]
    assert figures["role"] == ["1", "1", "1"]
    assert figures["certification"] == ["0", "0", "0"]


def test_a_document_without_records_can_be_gold(directory: Path, tmp_path: Path) -> None:
    with Ledger.opened(directory) as ledger:
        ledger.load()
        ledger.done("quiet", "ada")
    export(directory, tmp_path / "out")
    (row,) = lines(tmp_path / "out/gold.jsonl")
    assert row == {
        "id": "quiet",
        "events": [],
        "dates": [],
        "speakers": [],
        "roles": [],
        "certifications": [],
    }


def test_each_rule_is_told_how_it_fared(reviewed: Path, tmp_path: Path) -> None:
    export(reviewed, tmp_path / "out")
    with (tmp_path / "out/rejections.csv").open() as table:
        rows = {row.pop("rule"): row for row in csv.DictReader(table)}
    assert list(rows) == ["date.test", "role.names", "speaker.quote-after"]
    assert rows["date.test"] == {
        "decided": "2",
        "accepted": "1",
        "edited": "0",
        "rejected": "1",
        "not_in_text": "0",
        "wrong_field": "0",
        "wrong_type": "0",
        "duplicate": "1",
    }
    assert rows["role.names"]["edited"] == "1"


def test_an_export_is_the_same_twice_and_takes_in_a_new_run(reviewed: Path, tmp_path: Path) -> None:
    export(reviewed, tmp_path / "out")
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    export(reviewed, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first
    extra = article("Owl Ltd grows.", id="owl")
    post: list[Record] = [record(extra, "event", {"name": "Owl Ltd"})]
    written(reviewed, [*small_contents(), (extra, post)])
    export(reviewed, tmp_path / "out")
    ids = [row["document"]["id"] for row in lines(tmp_path / "out/reviewed.jsonl")]
    assert ids == sorted(ids)
    assert "owl" in ids


def test_it_works_beside_an_open_page(reviewed: Path, tmp_path: Path) -> None:
    with Ledger.opened(reviewed) as page:
        page.sheet(RAIL, "ada")
        assert export(reviewed, tmp_path / "out").gold == 1
        page.reopen(RAIL, "ada")
        assert export(reviewed, tmp_path / "out").gold == 0


@pytest.mark.parametrize("place", ["run", "run/raw", "run/raw/deeper", "run/cache", "run/../run"])
def test_the_files_of_a_run_are_left_alone(directory: Path, place: str) -> None:
    before = sorted(path.name for path in directory.iterdir())
    with pytest.raises(WrongUse, match="a run keeps its own files there"):
        export(directory, directory.parent / place)
    assert sorted(path.name for path in directory.iterdir()) == before


def test_a_place_in_the_directory_of_the_run_will_do(directory: Path) -> None:
    assert export(directory, directory / "review").records == 7


def test_the_command_says_what_it_wrote(reviewed: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "out")
    result = CliRunner().invoke(app, ["review", "export", str(reviewed), "--to", place])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 of 3 documents are done and in gold.jsonl" in result.stderr
    assert "8 records, 3 of them open" in result.stderr
    nowhere = CliRunner().invoke(app, ["review", "export", str(reviewed)])
    assert nowhere.exit_code == 2
    assert "--to" in nowhere.stderr


def test_without_a_run_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        export(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable to root")
def test_an_earlier_export_stays_where_it_cannot_be_written_over(directory: Path, tmp_path: Path) -> None:
    export(directory, tmp_path / "out")
    (tmp_path / "out").chmod(0o500)
    try:
        with pytest.raises(OutputUnwritable):
            export(directory, tmp_path / "out")
    finally:
        (tmp_path / "out").chmod(0o700)
    assert len(lines(tmp_path / "out/reviewed.jsonl")) == 7
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_memory_does_not_grow_with_the_run(tmp_path: Path) -> None:
    peaks = []
    for documents in (20, 200):
        run = invented_run(tmp_path / str(documents), documents, documents * 10)
        with Ledger.opened(run) as ledger:
            ledger.load()
        tracemalloc.start()
        export(run, tmp_path / "out")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 3  # ten times the records; the largest document tells


def test_what_was_reviewed_is_valid_and_what_was_tampered_with_is_told(
    reviewed: Path, tmp_path: Path
) -> None:
    export(reviewed, tmp_path / "out")
    file, articles = tmp_path / "out" / "reviewed.jsonl", str(reviewed / "articles.jsonl")
    check = check_records(str(file), articles)
    assert (check.records, check.faults) == (len(lines(file)), [])
    rows = lines(file)
    rows[0]["review"]["state"] = "praised"
    rows[1]["evidence"][0]["text"] += "x"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    messages = [fault.message for fault in check_records(str(file), articles).faults]
    assert len(messages) == 2
    assert "review.state" in messages[0]
    assert "does not stand" in messages[1]
