"""Opening books: fresh, older, newer, broken, another program's, several at once; what it must not cost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import StateUnknown
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.book import lines_where
from pipeline.review.ledger.opening import REVIEW_FILE
from pipeline.review.ledger.schema import SCHEMA
from tests.review.cards import ANN, BEN, DOCUMENT, card, states
from tests.review.runs import small_run


def of_first_version(directory: Path) -> None:
    """A book as version 1 left it, with a run taken in and two decisions: what it had of today's."""
    small_run(directory)
    with Ledger.opened(directory) as today:
        today.load()
        seen = card(today)
        today.reject(seen.record.id, seen.seen, BEN, "duplicate")
        today.accept(seen.record.id, card(today).seen, ANN)
    path = directory / REVIEW_FILE
    path.rename(directory / "today.sqlite")
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in SCHEMA.statements(0, 1):
        connection.execute(statement)
    connection.execute("DELETE FROM meta")
    connection.execute("ATTACH ? AS today", (str(directory / "today.sqlite"),))
    for table in ("meta", "documents", "versions", "records", "decisions"):
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}")
    connection.close()


def version(directory: Path) -> int:
    connection = sqlite3.connect(directory / REVIEW_FILE)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return int(found)


def test_an_older_book_is_brought_up_to_date(tmp_path: Path) -> None:
    of_first_version(tmp_path)
    assert version(tmp_path) == 1
    with Ledger.opened(tmp_path) as ledger:
        assert version(tmp_path) == SCHEMA.version == 2
        assert ledger.is_current()
        assert (card(ledger).state, card(ledger).reviewer) == ("accepted", ANN)
        ledger.undo(ANN)
        assert (card(ledger).state, card(ledger).reviewer) == ("rejected", BEN)
        ledger.set_double(True)
        assert card(ledger, reviewer=BEN).state == "rejected"


def test_a_migration_that_fails_leaves_the_older_book(tmp_path: Path) -> None:
    of_first_version(tmp_path)
    connection = sqlite3.connect(tmp_path / REVIEW_FILE)
    connection.execute("CREATE TABLE finished (x)")  # in the way of the second version
    connection.close()
    before = (tmp_path / REVIEW_FILE).read_bytes()
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Ledger.opened(tmp_path)
    assert version(tmp_path) == 1
    connection = sqlite3.connect(tmp_path / REVIEW_FILE)
    connection.execute("DROP TABLE finished")
    connection.close()
    assert before
    with Ledger.opened(tmp_path) as ledger:
        assert states(ledger).count("accepted") == 1


def test_a_newer_book_is_refused_and_left_alone(tmp_path: Path) -> None:
    with Ledger.opened(small_run(tmp_path)) as ledger:
        ledger.load()
        ledger._database.execute(f"PRAGMA user_version = {SCHEMA.version + 1}")
    before = (tmp_path / REVIEW_FILE).read_bytes()
    with pytest.raises(StateUnknown, match=r"later version \(schema 3, this one knows 2\); install"):
        Ledger.opened(tmp_path)
    assert (tmp_path / REVIEW_FILE).read_bytes() == before


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    small_run(tmp_path)
    connection = sqlite3.connect(tmp_path / REVIEW_FILE)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = (tmp_path / REVIEW_FILE).read_bytes()
    with pytest.raises(StateUnknown, match="is no review of pressfacts"):
        Ledger.opened(tmp_path)
    assert (tmp_path / REVIEW_FILE).read_bytes() == before


@pytest.mark.parametrize("content", [b"no database " * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_told(tmp_path: Path, content: bytes) -> None:
    (small_run(tmp_path) / REVIEW_FILE).write_bytes(content)
    with pytest.raises(StateUnknown, match="broken"):
        Ledger.opened(tmp_path)


def test_many_may_open_a_fresh_book_at_once(tmp_path: Path) -> None:
    small_run(tmp_path)

    def opened(_: int) -> bool:
        with Ledger.opened(tmp_path) as ledger:
            ledger.load()
            return states(ledger) == ["unreviewed"] * 4

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(opened, range(8)))
    with Ledger.opened(tmp_path) as ledger:
        assert not list(lines_where(ledger._database, "1"))
        assert ledger.sheet(DOCUMENT, ANN).revision == 0


def test_every_decision_waits_for_the_disk(ledger: Ledger) -> None:
    assert ledger._database.value("PRAGMA synchronous") == 2  # FULL
    assert ledger._database.value("PRAGMA journal_mode") == "wal"
    assert ledger._database.value("PRAGMA secure_delete") == 1


def test_review_needs_no_language_model() -> None:
    """Two seconds until the page is there leave no room for one."""
    code = (
        "import pkgutil, importlib, sys, pipeline.review\n"
        "for module in pkgutil.walk_packages(pipeline.review.__path__, 'pipeline.review.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(sorted({'spacy', 'thinc', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
