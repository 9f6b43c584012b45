"""Databases that are not there, are not a feed's, are of another version, or may not be written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.errors import (
    DirectoryLocked,
    ExtraMissing,
    OutputUnwritable,
    PipelineError,
    StateUnknown,
    TargetUnreachable,
    WrongUse,
)
from pipeline.feed.sql.address import address
from pipeline.feed.sql.opening import opened
from pipeline.feed.sql.schema import VERSION, bring_up_to_date, version_of
from pipeline.feed.sql.tables import DELIVERIES, KINDS, RETRACTIONS
from tests.feed.sql.contents import connection, rows
from tests.feed.sql.runs import Run
from tests.feed.sql.server import Server

SECRET = "s3cr3t"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "run", 3)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ada@db.example/facts",
        "facts.sqlite",
        "sqlite://facts.sqlite",
        "sqlite:///",
        f"postgresql://ada:{SECRET}@rest@db.example/facts",
        f"postgresql://ada:half/{SECRET}@db.example/facts",
        f"postgresql://ada:1/{SECRET}@db.example/facts",
        f"postgresql://ada:half#{SECRET}@db.example/facts",
        f"postgresql://ada:half?{SECRET}@db.example/facts",
        f"postgresql://ada@db.example:{SECRET}/facts",
        f"postgresql://[ada:{SECRET}@db.example/facts",
    ],
)
def test_what_is_no_url_of_a_database_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(WrongUse) as caught:
        address(url)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        (f"postgresql://ada:{SECRET}@127.0.0.1:1/facts", TargetUnreachable),
        (f"postgresql://ada@127.0.0.1:1/facts?password={SECRET}", TargetUnreachable),
        (f"postgres://ada:{SECRET}@db.invalid/facts?sslmode=require", TargetUnreachable),
        (f"postgresql://ada:{SECRET}@127.0.0.1:1/facts?passwort={SECRET}", WrongUse),
        (f"postgresql://ada:{SECRET}%zz@127.0.0.1:1/facts", WrongUse),
    ],
)
def test_a_server_that_does_not_answer(run: Run, url: str, error: type[PipelineError]) -> None:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with pytest.raises(error, match=r"postgresql://ada@") as caught:
        run.deliver(url)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(address(url))


def test_a_password_is_not_shown_when_it_is_wrong(run: Run, server: Server) -> None:
    server.execute("CREATE ROLE eve LOGIN PASSWORD 'another'")
    with pytest.raises(TargetUnreachable, match="eve") as caught:
        run.deliver(server.url("postgres", user="eve", password=SECRET))
    assert SECRET not in str(caught.value)


def test_a_database_of_something_else_is_refused_and_left_alone(run: Run, url: str) -> None:
    with connection(url) as database:
        database.execute("CREATE TABLE documents (title text)")
        database.execute("CREATE TABLE feed_state (key integer)")
    with pytest.raises(StateUnknown, match=r"something else \(documents, feed_state\)"):
        run.deliver(url)
    assert rows(url, "SELECT * FROM documents") == []
    with opened(address(url)) as target:
        assert set(target.tables()) == {"documents", "feed_state"}


def test_tables_beside_ours_stay(run: Run, url: str) -> None:
    total = run.deliver(url).added
    with connection(url) as database:
        database.execute("CREATE TABLE notes (fact_id text, note text)")
        database.execute("INSERT INTO notes VALUES ('x', 'kept')")
    assert run.deliver(url).unchanged == total
    assert rows(url, "SELECT note FROM notes") == [("kept",)]


def test_a_database_of_a_later_version_is_refused(run: Run, url: str) -> None:
    run.deliver(url)
    with connection(url) as database:
        database.execute("UPDATE feed_state SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(StateUnknown, match=rf"schema 99, this one knows {VERSION}"):
        run.deliver(url)


def test_a_database_of_an_earlier_version_is_brought_up_to_date(run: Run, url: str) -> None:
    with opened(address(url)) as target, target.transaction():
        bring_up_to_date(target, version=1)
        assert version_of(target) == 1
    total = run.deliver(url).added
    assert rows(url, "SELECT value FROM feed_state WHERE key = 'schema_version'") == [(str(VERSION),)]
    assert rows(url, "SELECT count(*) FROM facts") == [(total,)]
    assert rows(url, "SELECT count(*) FROM statements") == rows(url, "SELECT count(*) FROM speakers")


def test_a_file_that_is_no_database_is_refused_and_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("The tram depot opens on Monday.\n" * 100)
    with pytest.raises(StateUnknown, match="is no file of SQLite, or a broken one"):
        run.deliver(f"sqlite:///{path}")
    assert path.read_text() == "The tram depot opens on Monday.\n" * 100


def test_the_files_of_a_run_are_refused(run: Run) -> None:
    run.deliver(f"sqlite:///{run.directory / 'facts.sqlite'}")
    with pytest.raises(StateUnknown, match="something else"):
        run.deliver(f"sqlite:///{run.directory / 'feed.sqlite'}")


def test_a_file_where_none_can_be(run: Run, tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="nowhere"):
        run.deliver(f"sqlite:///{tmp_path / 'nowhere' / 'facts.sqlite'}")


def test_a_user_who_may_not_write(run: Run, server: Server) -> None:
    server.execute("CREATE ROLE bob LOGIN")
    url = server.new_database()
    with pytest.raises(OutputUnwritable, match=r"permission denied.*the role needs CREATE"):
        run.deliver(url.replace("ada@", "bob@"))
    with pytest.raises(OutputUnwritable, match="read-only"):
        run.deliver(f"{url}?options=-cdefault_transaction_read_only%3Don")
    with pytest.raises(OutputUnwritable, match="no schema"):
        run.deliver(f"{url}?options=-csearch_path%3Dnowhere")


def test_a_schema_of_its_own_in_a_database_of_others(run: Run, server: Server) -> None:
    url = server.new_database()
    with connection(url) as database:
        database.execute("CREATE TABLE orders (number integer)")
        database.execute("CREATE SCHEMA press")
    total = run.deliver(f"{url}?options=-csearch_path%3Dpress").added
    assert rows(url, "SELECT count(*) FROM press.facts") == [(total,)]


def test_two_deliveries_at_once(run: Run, server: Server) -> None:
    url = server.new_database()
    run.deliver(url)
    refused = pytest.raises(DirectoryLocked, match="another delivery")
    with opened(address(url)) as target, target.transaction(), refused:
        run.deliver(url)
    assert not run.deliver(url).is_change


def test_a_driver_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # what an import of it then finds
    monkeypatch.delitem(sys.modules, "pipeline.feed.sql.postgresql", raising=False)
    with pytest.raises(ExtraMissing, match=r"pip install 'pressfacts\[postgres\]'"):
        run.deliver("postgresql://ada@db.example/facts")


def test_rows_are_put_into_the_columns_that_the_scripts_give(run: Run, url: str) -> None:
    run.deliver(url)
    with opened(address(url)) as target:
        tables = target.tables()
    ours = [DELIVERIES, RETRACTIONS, *(table for kind in KINDS for table in kind.tables)]
    assert {table.name: table.columns for table in ours}.items() <= tables.items()
