"""Tests of `pipeline.state.opening` and `pipeline.state.schema`."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import DirectoryLocked, OutputUnwritable, SourceMissing, StateUnknown
from pipeline.state import State
from pipeline.state.document_rows import packed_bands
from pipeline.state.runs import packed_figures
from pipeline.state.schema import SCHEMA
from tests.state.making import begin, finish, lines_of, next_run, put_done, read_document, rejection

_HOLDER = """
import sys, time
from collections.abc import Callable
from pathlib import Path
from pipeline.state import State
state = State.opened(Path(sys.argv[1]))
state.begin("f", ["room"], "2031-05-01T06:00:00+00:00")
print("open", flush=True)
time.sleep(60)
"""


def _holder(directory: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(directory)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    return holder


def test_a_second_run_is_told_who_works_there(tmp_path: Path) -> None:
    holder = _holder(tmp_path)
    try:
        with pytest.raises(DirectoryLocked, match=rf"process {holder.pid}, since 20\d\d-"):
            State.opened(tmp_path)
        with State.reading(tmp_path) as state:  # to look is allowed
            assert [run.number for run in state.runs.last(5)] == [1]
    finally:
        holder.kill()
        holder.wait()


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    holder = _holder(tmp_path)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with State.opened(tmp_path) as state:
        assert begin(state) == 1
        assert state.runs.last(1)[0].resumed == 1


def test_a_process_keeps_itself_out_too(tmp_path: Path) -> None:
    with State.opened(tmp_path), pytest.raises(DirectoryLocked, match=f"process {os.getpid()}"):
        State.opened(tmp_path)
    State.opened(tmp_path).close()


def test_an_opening_that_fails_gives_the_lock_back(tmp_path: Path) -> None:
    broken = tmp_path / "state.sqlite"
    broken.write_bytes(b"no database" * 1000)
    with pytest.raises(StateUnknown):
        State.opened(tmp_path)
    broken.unlink()
    State.opened(tmp_path).close()


def test_a_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputUnwritable):
        State.opened(tmp_path / "file" / "out")


def test_leftovers_of_a_killed_run_go(tmp_path: Path) -> None:
    (tmp_path / ".articles.jsonl.k3x9_a").write_bytes(b"half")
    (tmp_path / ".articles.jsonl").write_bytes(b"somebody's own")
    State.opened(tmp_path).close()
    assert {path.name for path in tmp_path.iterdir()} == {".lock", ".articles.jsonl", "state.sqlite"}


def test_pages_that_were_being_kept_when_a_run_was_killed_go(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    kept = ["0123456789abcdef.html", ".0123456789abcdef.html", ".htaccess", ".note.html.tidy-copy"]
    for name in (*kept, ".0123456789abcdef.html.k3x9_abc", ".0123456789abcdef.json.k3x9_abd"):
        (raw / name).write_bytes(b"half")
    with State.reading(_finished(tmp_path)):
        assert len(list(raw.iterdir())) == 6  # the run that has the lock may be writing them
    State.opened(tmp_path).close()
    assert {path.name for path in raw.iterdir()} == set(kept)


def _finished(directory: Path) -> Path:
    """The directory with a state, and what lay in its raw store before."""
    State.opened(directory / "other").close()
    (directory / "other" / "state.sqlite").rename(directory / "state.sqlite")
    return directory


def _first_version(directory: Path) -> None:
    """A state as version 1 left it, with one run and one article."""
    connection = sqlite3.connect(directory / "state.sqlite")
    for statement in SCHEMA.statements(0, 1):
        connection.execute(statement)
    connection.execute("INSERT INTO fingerprints VALUES (1, 'old')")
    figures = packed_figures({"sources": ["room"], "counts": {"articles": 1}, "seconds": {}})
    connection.execute("INSERT INTO runs VALUES (1, '2031-01-01', '2031-01-02', 1, ?)", (figures,))
    started = (
        "INSERT INTO documents VALUES (?1, ?2, 'room', ?2, 'given', NULL, x'00', 1, 1, 1, 1, 'cleaned', "
    )
    for document, id in enumerate("xy", 1):
        values = (document, id, packed_bands([document, 7]))
        connection.execute(started + "NULL, NULL, NULL, NULL, ?3)", values)
        connection.executemany("INSERT INTO bands VALUES (?, ?)", [(document, document), (7, document)])
    connection.commit()
    connection.close()


def _version(directory: Path) -> int:
    connection = sqlite3.connect(directory / "state.sqlite")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.close()
    return version


def test_the_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    _first_version(tmp_path)
    with State.opened(tmp_path) as state:
        assert begin(state, 2) == 2
        put_done(state, "a")
        first = state.runs.last(2)[1]
        assert (first.fingerprint, first.resumed, first.counts) == ("old", 0, {"articles": 1})
        assert [row.id for row in state.copies.sharing([7], "2031-05-01")] == ["x", "y"]
        state.documents.put_unclean(read_document("x"), rejection("x"))
        assert [row.id for row in state.copies.sharing([1, 7], "2031-05-01")] == ["y"]
        state.forget(id="a")
        assert state.tombstones.is_forgotten(id="a")
    assert _version(tmp_path) == SCHEMA.version == 2


def test_only_a_run_brings_a_state_up_to_date(tmp_path: Path) -> None:
    _first_version(tmp_path)
    with pytest.raises(StateUnknown, match="the next run brings it up to date"):
        State.reading(tmp_path)
    assert _version(tmp_path) == 1


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    _first_version(tmp_path)
    connection = sqlite3.connect(tmp_path / "state.sqlite")
    connection.execute("CREATE TABLE tombstones (other)")  # so that the second step cannot be taken
    connection.close()
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        State.opened(tmp_path)
    connection = sqlite3.connect(tmp_path / "state.sqlite")
    assert "resumed" not in {row[1] for row in connection.execute("PRAGMA table_info(runs)")}
    connection.close()
    assert _version(tmp_path) == 1


@pytest.mark.parametrize("opened", [State.opened, State.reading])
def test_a_later_version_is_refused(tmp_path: Path, opened: Callable[[Path], State]) -> None:
    State.opened(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "state.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StateUnknown, match=r"later version \(schema 99, this one knows 2\)") as refused:
        opened(tmp_path)
    assert refused.value.exit_code == 3
    assert _version(tmp_path) == 99


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "state.sqlite")
    connection.execute("CREATE TABLE recipes (cake)")
    connection.close()
    with pytest.raises(StateUnknown, match="no state of pressfacts"):
        State.opened(tmp_path)


@pytest.mark.parametrize("cut", [100, 30_000])
def test_a_broken_file_is_named(tmp_path: Path, cut: int) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        for number in range(50):
            put_done(state, f"d{number}", str(number) * 5000)
    path = tmp_path / "state.sqlite"
    content = path.read_bytes()
    path.write_bytes(content[:cut] + b"\xff" * (len(content) - cut))
    with pytest.raises(StateUnknown, match=r"state\.sqlite: is broken"), State.opened(tmp_path) as state:
        state.publish()


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="no run has written there"):
        State.reading(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        put_done(state, "a")
        state.publish()
        finish(state)
    with State.reading(tmp_path) as state:
        assert state.totals().articles == 1
        with pytest.raises(OutputUnwritable, match="readonly"):
            state.begin("f", [], "2031-05-02T06:00:00+00:00")


def test_what_is_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        put_done(state, "a")
    with State.opened(tmp_path) as state:
        row = state.documents.document("a")
        assert row is not None
        assert (row.state, row.first_run, row.types) == ("done", 1, {"date": 1})
        begin(state)
        state.publish()
        next_run(state)
    assert [line["id"] for line in lines_of(tmp_path / "articles.jsonl")] == ["a"]
