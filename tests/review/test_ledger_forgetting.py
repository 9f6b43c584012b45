"""Forgetting reaches the book of decisions: its rows, the words for searching, and the bytes of its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.errors import StateUnknown
from pipeline.review.errors import UnknownDocument
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.forgetting import forget_reviewed
from pipeline.review.ledger.opening import REVIEW_FILE
from pipeline.review.query import Query
from pipeline.state import State
from pipeline.state.forgetting import Subject
from pipeline.store import json_line
from tests.review.cards import ANN, DOCUMENT, amended, card, cards
from tests.review.conftest import Contents
from tests.review.runs import small_contents, written
from tests.state.making import begin, finish, read_document

PERSON = "Beatriz Quiroga"
URL = "https://meridian.example/halvorsen"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A directory whose state holds the small run, so that `pressfacts forget` can work on it."""
    with State.opened(tmp_path) as state:
        begin(state)
        for one, records in small_contents():
            state.documents.put_cleaned(read_document(one.id), json_line(one), b"")
            state.documents.put_records(one.id, list(map(json_line, records)), Counter())
        state.publish()
        finish(state)
    return tmp_path


@pytest.fixture
def reviewed(run: Path) -> Iterator[Ledger]:
    """The same, taken in and partly decided, and still open as a page has it."""
    with Ledger.opened(run) as ledger:
        ledger.load()
        ledger.accept_rest(DOCUMENT, ANN)
        ledger.accept_rest("tallinn-forum", ANN)
        yield ledger


def forget(what: str, directory: Path, *options: str) -> str:
    done = CliRunner().invoke(app, ["forget", what, str(directory), "--yes", *options])
    assert done.exit_code == 0, done.output
    return done.output


def bytes_of(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.glob(f"{REVIEW_FILE}*"))


def blobs(ledger: Ledger, document: str) -> list[bytes]:
    """The packed lines that the book has of a document."""
    database = ledger._database
    lines = database.column(
        "SELECT line FROM versions JOIN records ON versions.number IN (found, shown) "
        "JOIN documents ON documents.number = document WHERE documents.id = ?",
        (document,),
    )
    return [*lines, database.value("SELECT article FROM documents WHERE id = ?", (document,))]


@pytest.mark.parametrize("what", [PERSON, URL, DOCUMENT, "quiroga, beatriz"])
def test_nothing_of_it_is_left(reviewed: Ledger, what: str) -> None:
    directory = reviewed.directory
    packed = blobs(reviewed, DOCUMENT)
    reviewed._database.value("PRAGMA wal_checkpoint")
    assert all(blob in bytes_of(directory) for blob in packed)
    assert b"quiroga" in bytes_of(directory)
    said = forget(what, directory)
    assert "documents 1, raw pages 0, decisions 4" in said
    left = bytes_of(directory)
    assert not any(blob in left for blob in packed)
    assert b"quiroga" not in left
    assert DOCUMENT.encode() not in left
    assert len(packed) == 5


def test_a_page_that_is_open_finds_it_gone_and_goes_on(reviewed: Ledger) -> None:
    assert reviewed.queue(Query(text="Quiroga"), ANN).documents == 1
    forget(PERSON, reviewed.directory)
    with pytest.raises(UnknownDocument):
        reviewed.sheet(DOCUMENT, ANN)
    assert reviewed.queue(Query(text="Quiroga"), ANN).documents == 0
    assert reviewed.queue(Query(text="Tallinn"), ANN).documents == 1
    assert reviewed.history(DOCUMENT) == []
    assert [each.state for each in cards(reviewed, document="tallinn-forum")] == ["accepted"] * 3
    reviewed.load()
    assert sorted(row.id for row in reviewed.queue(Query(done=True), ANN).rows) == ["quiet", "tallinn-forum"]
    reviewed.undo(ANN)
    with pytest.raises(Exception, match="a decision is never removed"):
        reviewed._database.execute("DELETE FROM decisions")


def test_a_name_that_only_a_reviewer_wrote_counts(reviewed: Ledger) -> None:
    shown = next(
        each for each in cards(reviewed, document="tallinn-forum") if each.record.type == "certification"
    )
    holder = amended(shown.record, holder="Ottoline Quirke Ltd")
    reviewed.edit(shown.record.id, shown.seen, ANN, holder)
    reviewed.undo(ANN)
    subject = Subject(person="Ottoline Quirke")
    assert forget_reviewed(reviewed.directory, subject, dry_run=True).documents == ("tallinn-forum",)
    assert forget_reviewed(reviewed.directory, subject).decisions == 5
    assert forget_reviewed(reviewed.directory, subject).documents == ()


def test_a_dry_run_removes_nothing(reviewed: Ledger) -> None:
    said = forget(PERSON, reviewed.directory, "--dry-run")
    assert f"  {DOCUMENT}\n" in said
    assert card(reviewed).state == "accepted"


def test_a_document_that_is_away_is_forgotten_too(reviewed: Ledger) -> None:
    written(reviewed.directory, small_contents()[1:])
    reviewed.load()
    assert forget_reviewed(reviewed.directory, Subject(urls=frozenset({URL}))).documents == (DOCUMENT,)


def test_a_load_that_still_reads_the_former_files_begins_again(reviewed: Ledger) -> None:
    """What a person asked to be forgotten must not slip in again from files that were open already."""
    contents = small_contents()
    many: Contents = [
        (one.model_copy(update={"id": f"a{n:04d}"}), []) for n in range(900) for one, _ in contents[2:]
    ]
    written(reviewed.directory, [*contents, *many])
    told: list[int] = []

    def forget_meanwhile(count: int) -> None:
        if not told:
            written(reviewed.directory, [*contents[1:], *many])
            forget_reviewed(reviewed.directory, Subject(person=PERSON))
        told.append(count)

    reviewed.load(forget_meanwhile)
    assert reviewed.is_current()
    assert reviewed._database.value("SELECT 1 FROM documents WHERE id = ?", (DOCUMENT,)) is None


def test_without_a_book_there_is_nothing_to_forget_in_it(run: Path) -> None:
    forget(PERSON, run)
    assert not (run / REVIEW_FILE).exists()


def test_a_newer_book_stops_it_before_anything_is_removed(reviewed: Ledger) -> None:
    reviewed._database.execute("PRAGMA user_version = 99")
    done: Any = CliRunner().invoke(app, ["forget", PERSON, str(reviewed.directory), "--yes"])
    assert isinstance(done.exception, StateUnknown)
    assert PERSON in (reviewed.directory / "articles.jsonl").read_text()
