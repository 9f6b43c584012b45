"""The verb feed: every target from the command line, twice, and what is said where one cannot go on."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import pytest

from tests.command import pressfacts
from tests.feed.newsroom import newsroom_run
from tests.feed.press import Document, Press, Sentence

FILES = {"schemaorg": "facts.jsonld", "ftm": "facts.ftm.json", "ics": "events.ics"}
SURE = ("--min-confidence", "0.5")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return newsroom_run(tmp_path / "out")


def contents(place: Path) -> dict[str, tuple[bytes, int]]:
    """The files at a place with their bytes and times of writing; locks are none."""
    files = [place] if place.is_file() else sorted(place.iterdir())
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files if path.suffix != ".lock"
    }


@pytest.mark.parametrize(("verb", "name"), [*FILES.items(), ("jsonl", "feed")])
def test_twice_is_once(out: Path, tmp_path: Path, verb: str, name: str) -> None:
    place = tmp_path / name
    _, said = pressfacts("feed", verb, out, "--to", place, *SURE)
    assert said.startswith(f"{place}: ")
    assert " 0 facts added" not in said
    before = contents(place)
    _, said = pressfacts("feed", verb, out, "--to", place, *SURE)
    assert ": 0 facts added, 0 changed, 0 retracted, " in said
    assert contents(place) == before


def test_a_database(out: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'facts.sqlite'}"
    _, said = pressfacts("feed", "sql", out, "--to", url, *SURE)
    assert said.startswith(f"{url}: 15 facts added")
    assert pressfacts("feed", "sql", out, "--to", url, *SURE, "-q") == ("", "")
    with sqlite3.connect(tmp_path / "facts.sqlite") as database:
        assert database.execute("SELECT count(*) FROM facts").fetchone() == (15,)
    database.close()


def test_the_guard_stops_with_3_until_it_is_told(tmp_path: Path) -> None:
    press = Press()
    press.documents["tram"] = Document([Sentence("role", 0), Sentence("date", 3)])
    press.write(tmp_path / "out")
    call = ("feed", "jsonl", tmp_path / "out", "--to", tmp_path / "feed", *SURE)
    pressfacts(*call)
    before = contents(tmp_path / "feed")
    press.documents["tram"].sentences.pop()
    press.write(tmp_path / "out")
    _, said = pressfacts(*call, code=3)
    assert "1 of 2 facts" in said
    assert "--confirm" in said
    assert contents(tmp_path / "feed") == before
    _, said = pressfacts(*call, "--confirm")
    assert "1 retracted" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("jsonl", "nowhere", "--to", "feed"), "nowhere"),
        (("sql", "out", "--to", "mysql://ada:secret@db/facts"), "sqlite:///FILE"),
        (("jsonl", "out"), "--to"),
        (("jsonl", "out", "--to", "feed"), "nobody has reviewed this run"),
        (("sql", "out", "--to", "facts.db"), "did you mean sqlite:///facts.db?"),
        (("ics", "out", "--to", "https://press.example/e.ics", *SURE), "is a URL"),
        (("jsonl", "out", "--to", "out/run.json", *SURE), "is a file; name a directory"),
        (("jsonl", "out", "--to", "out"), "a run keeps its own files there"),
        (("jsonl", "out", "--to", "feed", "--min-confidence", "1.2"), "--min-confidence"),
        (("jsonl", "out", "--to", "feed", "--min-confidence", "nan"), "--min-confidence"),
    ],
)
def test_wrong_use(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.chdir(tmp_path)
    _, said = pressfacts("feed", *arguments, code=2)
    assert message in said
    assert "secret" not in said
    assert not (tmp_path / "feed").exists()


@pytest.mark.parametrize("verb", ["jsonl", "parquet"])
def test_where_other_files_lie_nothing_is_left(out: Path, tmp_path: Path, verb: str) -> None:
    if verb == "parquet":
        pytest.importorskip("pyarrow", reason="needs the extra parquet")
    place = tmp_path / "notes"
    place.mkdir()
    (place / "tram.txt").write_text("The depot opens on Monday.")
    _, said = pressfacts("feed", verb, out, "--to", place, *SURE, code=2)
    assert "has files of others, as tram.txt; name another directory" in said
    assert [path.name for path in place.iterdir()] == ["tram.txt"]


def test_a_port_that_is_taken_is_not_changed_for_another(out: Path, tmp_path: Path) -> None:
    pressfacts("feed", "jsonl", out, "--to", tmp_path / "feed", *SURE)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        _, said = pressfacts("feed", "serve", tmp_path / "feed", "--port", port, code=2)
    assert f"--port {port}: is taken; name another one" in said


def test_tables(out: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra parquet")
    place = tmp_path / "tables"
    _, said = pressfacts("feed", "parquet", out, "--to", place, *SURE)
    assert said.startswith(f"{place}: 15 facts added")


@pytest.mark.parametrize(
    ("verb", "to", "library", "extra"),
    [
        ("sql", "postgresql://db.invalid/f", "psycopg", "postgres"),
        ("parquet", "tables", "pyarrow", "parquet"),
    ],
)
def test_a_library_that_is_missing_is_named_with_the_command(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, to: str, library: str, extra: str
) -> None:
    (tmp_path / f"{library}.py").write_text("raise ImportError('not installed')\n")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(__file__).parents[2]}")
    monkeypatch.chdir(tmp_path)
    _, said = pressfacts("feed", verb, out, "--to", to, *SURE, code=3)
    assert f"pip install 'pressfacts[{extra}]'" in said


@pytest.mark.parametrize("verb", ["jsonl", "sql", "parquet", "schemaorg", "ftm", "ics", "serve"])
def test_every_target_has_help_with_an_example(verb: str) -> None:
    shown, _ = pressfacts("feed", verb, "--help")
    assert f"pressfacts feed {verb} " in shown.split("Example:")[1]
