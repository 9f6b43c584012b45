"""Tests of the command: every verb has help with an example, and does what the README says."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from filelock import FileLock
from typer.testing import CliRunner

from pipeline.cli import app
from tests.command import PRESSFACTS, pressfacts
from tests.corpus import RAW, ROOT

VERBS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
KEPT = {".lock", "state.sqlite"}  # what a directory has for the next run
FEW = sorted(RAW.glob("*.html"))[:3]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("run") / "out"
    pressfacts("run", *FEW, "--out", directory)
    return directory


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_an_example_and_a_place_in_the_readme(verb: str) -> None:
    command = typer.main.get_command(app).commands[verb]  # type: ignore[attr-defined]
    assert f"pressfacts {verb} " in f"{command.help} ".replace("`", " ").split("Example:")[1]
    assert f"pressfacts {verb}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_run_writes_its_four_files_and_they_are_valid(out: Path) -> None:
    names = {"articles.jsonl", "records.jsonl", "rejected.jsonl", "run.json"}
    assert {path.name for path in out.iterdir()} == names | KEPT
    run = json.loads((out / "run.json").read_text())
    assert run["counts"]["articles"] == len(FEW)
    assert len(run["model"]["sha256"]) == len(run["rules"]) == 64
    _, talk = pressfacts("validate", out / "records.jsonl")
    assert f"{sum(run['counts']['records'].values())} records, 0 faults" in talk
    assert "compared with" in talk


def test_the_order_of_records_is_the_documented_one(out: Path) -> None:
    types = ["event", "date", "speaker", "role", "certification"]
    rows = [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    keys = [
        (
            row["document"]["id"],
            types.index(row["type"]),
            min((e["in"] == "text", e["start"], e["end"]) for e in row["evidence"]),
            row["id"],
        )
        for row in rows
    ]
    assert keys
    assert keys == sorted(keys)


def test_stages_alone_give_the_same_as_a_run(out: Path, tmp_path: Path) -> None:
    articles, _ = pressfacts("clean", *FEW)
    assert articles == (out / "articles.jsonl").read_text(encoding="utf-8")
    records, _ = pressfacts("extract", "-", standard_input=articles.encode())
    assert records == (out / "records.jsonl").read_text(encoding="utf-8")
    pressfacts("fetch", *FEW, "--into", tmp_path / "raw")
    again, _ = pressfacts("clean", tmp_path / "raw")
    assert [json.loads(line)["text"] for line in again.splitlines()] == [
        json.loads(line)["text"] for line in articles.splitlines()
    ]


@pytest.mark.slow
def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    # more documents than three chunks of eight, so that they are spread over the workers
    for workers in (1, 2):
        pressfacts("run", RAW, "--out", tmp_path / str(workers), "--workers", workers, "-q")
    for name in ("articles.jsonl", "records.jsonl", "rejected.jsonl"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    assert len((tmp_path / "1" / "articles.jsonl").read_bytes().splitlines()) > 24


def test_a_second_run_has_nothing_to_do_and_status_shows_both(out: Path, tmp_path: Path) -> None:
    out = shutil.copytree(out, tmp_path / "out")
    _, talk = pressfacts("run", *FEW, "--out", out)
    assert "nothing changed" in talk
    shown, _ = pressfacts("status", out)
    assert [line.split()[0] for line in shown.splitlines()[1:3]] == ["2", "1"]
    runs = [line.split() for line in shown.splitlines()[1:3]]
    assert [run[5] for run in runs] == ["0", "3"], "new documents"
    pressfacts("status", tmp_path / "none", code=2)
    _, talk = pressfacts("run", out, "--out", out, code=2)
    assert "cannot be a source" in talk


def test_logs_in_json_have_a_message_a_document_and_the_counts(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    _, talk = pressfacts("run", FEW[0], tmp_path / "empty.txt", "--out", tmp_path / "out", "--log-json")
    messages = [json.loads(line) for line in talk.splitlines()]
    documents = [m for m in messages if m["event"] == "document" and m["stage"] == "extract"]
    assert [m["document"] for m in documents] == [FEW[0].stem]
    (warning,) = [m for m in messages if m["event"] == "rejected"]
    assert (warning["level"], warning["code"]) == ("warning", "empty")
    assert messages[-1]["event"] == "finished"
    assert messages[-1]["counts"]["articles"] == 1
    assert set(messages[-1]["seconds"]) == {"fetch", "clean", "copies", "extract", "write"}


def test_two_runs_at_once_the_second_says_so(out: Path, tmp_path: Path) -> None:
    with FileLock(out / ".lock"):
        _, talk = pressfacts("run", *FEW, "--out", out, code=3)
    assert "another" in talk


def test_forget_removes_a_document(out: Path, tmp_path: Path) -> None:
    out = shutil.copytree(out, tmp_path / "out")
    _, talk = pressfacts("forget", FEW[0].stem, out, "--dry-run")
    assert FEW[0].stem in talk
    assert "documents 1, raw pages 0" in talk
    _, talk = pressfacts("forget", FEW[0].stem, out, code=2)
    assert "--yes" in talk
    assert len((out / "articles.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    pressfacts("forget", FEW[0].stem, out, "--yes")
    articles = (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in articles] == [path.stem for path in FEW[1:]]
    pressfacts("run", *FEW, "--out", out, "-q")
    assert (out / "articles.jsonl").read_text(encoding="utf-8").splitlines() == articles


def test_validate_finds_what_was_tampered_with(out: Path, tmp_path: Path) -> None:
    shutil.copy(out / "articles.jsonl", tmp_path)
    rows = [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()[:4]]
    for row in rows:
        row["links"] = []
    rows[0]["evidence"][0]["text"] += "x"
    rows[1]["confidence"] = 2
    rows[2]["id"] = rows[3]["id"]
    (tmp_path / "records.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    faults, talk = pressfacts("validate", tmp_path / "records.jsonl", code=1)
    for words in ("does not stand", "confidence", "already stands in line 3"):
        assert words in faults
    assert "4 records, 3 faults" in talk


def test_explain_shows_rule_evidence_and_document(out: Path) -> None:
    row = json.loads((out / "records.jsonl").read_text(encoding="utf-8").splitlines()[0])
    shown, _ = pressfacts("explain", row["id"], "--in", out)
    assert row["rule"] in shown
    assert row["document"]["title"] in shown
    for piece in row["evidence"]:
        assert f"{piece['field']} in {piece['in']} {piece['start']}-{piece['end']}\n" in shown
        assert f"[{' '.join(piece['text'].split())}]" in shown
    _, talk = pressfacts("explain", "role-0000000000000000", "--in", out, code=2)
    assert "no record has the id" in talk


def test_schema_and_rules() -> None:
    schema = json.loads(pressfacts("schema")[0])
    assert set(schema["discriminator"]["mapping"]) == {"event", "date", "speaker", "role", "certification"}
    assert "role." in pressfacts("rules", "role")[0]
    assert "event." not in pressfacts("rules", "role")[0]
    pressfacts("rules", "rumour", code=2)


def test_score_and_its_floors(out: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    ids = {path.stem for path in FEW}
    lines = (ROOT / "corpus/annotated/gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold.write_text("\n".join(line for line in lines if json.loads(line)["id"] in ids), encoding="utf-8")
    table, _ = pressfacts("score", gold, out / "records.jsonl")
    assert [line.split()[0] for line in table.splitlines()][:7] == [
        "type",
        "event",
        "date",
        "speaker",
        "role",
        "certification",
        "macro",
    ]
    (tmp_path / "floors.json").write_text('{"f1": {"date": 1.01}}')
    _, talk = pressfacts("score", gold, out / "records.jsonl", "--floors", tmp_path / "floors.json", code=1)
    assert "date: F1" in talk


def test_a_run_agrees_with_itself(out: Path) -> None:
    table, _ = pressfacts("score", out / "records.jsonl", out / "records.jsonl")
    assert "macro                                               1.0000" in table
    assert "links=1.00" in table


def test_a_gold_without_a_document_is_no_score_of_nought(out: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("")
    _, talk = pressfacts("score", tmp_path / "gold.jsonl", out / "records.jsonl", code=2)
    assert "there is no document in it" in talk


def test_an_interrupt_says_so_and_leaves_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_text("earlier")
    rows = tmp_path / "rows.jsonl"
    text = "Jane Roe, chair of Owl Ltd, spoke in Leeds on 3 May 2025. " * 20
    rows.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n in range(2000)))
    command = [*PRESSFACTS, "run", str(rows), "--out", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert b"1 documents" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        talk = process.stderr.read().decode()
        assert process.wait(timeout=60) == 130
    assert "interrupted" in talk
    assert {path.name for path in tmp_path.iterdir()} == {"records.jsonl", "rows.jsonl"} | KEPT
    assert (tmp_path / "records.jsonl").read_text() == "earlier"


def test_the_readme_shows_what_the_command_prints(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```json\n")[1].split("```")[0].splitlines()
    pressfacts("run", "corpus/raw", "--out", tmp_path, "-q")
    printed = (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(shown) == 3
    assert set(shown) <= set(printed), "replace the lines of the README by those of out/records.jsonl"


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*path, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", sorted(commands(typer.main.get_command(app))), ids=" ".join)
def test_help_is_whole_on_a_narrow_terminal(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "80", "TERM": "dumb"}).output
    assert "Usage: " in shown
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("verb", [("review",), ("feed", "serve", "feed")])
def test_a_port_has_bounds(verb: tuple[str, ...]) -> None:
    assert "65536 is no port" in pressfacts(*verb, "--port", 65536, code=2)[1]


def test_the_version_is_that_of_run_json(out: Path) -> None:
    run = json.loads((out / "run.json").read_text())
    assert pressfacts("--version")[0] == f"pressfacts {run['pressfacts']}\n"
