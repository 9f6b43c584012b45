"""A new run beside an open page."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI, Request

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from pipeline.review.web import freshness as module
from pipeline.review.web.freshness import Freshness
from pipeline.review.web.ledgers import Ledgers, borrowed
from tests.review.inventing import invented_run
from tests.review.making import article
from tests.review.runs import small_contents, written
from tests.review.web.pages import browser, token


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVERY", 0.0)


@pytest.fixture
def ledgers(run: Path) -> Iterator[Ledgers]:
    """The ledgers of the run."""
    with closing(Ledgers(run)) as ledgers:
        yield ledgers


def documents(ledgers: Ledgers) -> int:
    with ledgers.borrowed() as ledger:
        return ledger.queue(Query(), None).documents


def grown(run: Path) -> None:
    written(run, [*small_contents(), (article("Another one.", "New", id="new"), [])])


def test_files_that_were_not_taken_in_yet_are(ledgers: Ledgers, run: Path) -> None:
    freshness = Freshness(ledgers)
    freshness.look()
    freshness.wait(20)
    assert documents(ledgers) == 3
    grown(run)
    freshness.look()
    freshness.wait(20)
    assert documents(ledgers) == 4
    assert freshness.failure is None
    assert not freshness.loading


def test_a_look_is_not_worth_one_for_each_request(
    ledgers: Ledgers, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freshness = Freshness(ledgers)
    freshness.look()
    freshness.wait(20)
    monkeypatch.setattr(module, "EVERY", 1000.0)
    grown(run)
    freshness.look()
    freshness.wait(20)
    assert documents(ledgers) == 3


def test_files_that_cannot_be_read_are_said_and_the_page_goes_on(
    ledgers: Ledgers, run: Path, caplog: pytest.LogCaptureFixture
) -> None:
    freshness = Freshness(ledgers)
    freshness.look()
    freshness.wait(20)
    kept = (run / "records.jsonl").rename(run / "kept")
    (run / "records.jsonl").write_text("no JSON\n")
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            freshness.look()
            freshness.wait(20)
    assert "records.jsonl" in str(freshness.failure)
    assert len(caplog.records) == 1, "it is said once"
    (run / "records.jsonl").unlink()
    freshness.look()
    assert "records.jsonl" in str(freshness.failure)
    assert documents(ledgers) == 3
    kept.rename(run / "records.jsonl")
    freshness.look()
    assert freshness.failure is None
    grown(run)
    freshness.look()
    freshness.wait(20)
    assert freshness.failure is None
    assert documents(ledgers) == 4


def test_the_page_says_that_a_run_cannot_be_taken_in(app: FastAPI, run: Path) -> None:
    @app.get("/looking")
    def looking(request: Request) -> int:
        with borrowed(request) as ledger:
            return ledger.queue(Query(), None).documents

    with browser(app) as client:
        assert client.get("/looking").json() == 3
        (run / "articles.jsonl").write_text("<script>\n")
        client.get("/looking")
        app.state.freshness.wait(20)
        assert client.get("/looking").json() == 3
        app.state.freshness.wait(20)  # that request looked too; while a loading goes on, the page tells of it
        shown = client.get("/nowhere").text
    assert "could not be taken in" in shown
    assert "articles.jsonl" in shown


def test_while_a_run_is_taken_in_the_page_goes_on(
    app: FastAPI, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused, go_on = threading.Event(), threading.Event()

    def pause(self: Freshness, documents: int) -> None:
        self.documents = documents
        paused.set()
        assert go_on.wait(20)

    with browser(app) as client:
        right = token(client, "/")
        monkeypatch.setattr(Freshness, "_progress", pause)
        grown(run)
        client.get("/")
        assert paused.wait(20)
        assert "is being taken in" in client.get("/").text
        (record, _), *_ = ((found, one) for one, records in small_contents() for found in records)
        with Ledger.opened(run) as ledger:
            seen = ledger.standing(record.id, None).seen
        fields = {"record": record.id, "document": record.document.id, "seen": seen, "csrf": right}
        assert client.post("/accept", data=fields).status_code == 303
        go_on.set()
        app.state.freshness.wait(20)
        assert "is being taken in" not in client.get("/").text
    with Ledger.opened(run) as ledger:
        assert ledger.queue(Query(), None).documents == 4
        assert ledger.standing(record.id, None).state == "accepted"


def test_a_server_that_ends_does_not_wait_for_a_load(tmp_path: Path) -> None:
    run = invented_run(tmp_path / "large", documents=400, records=2000)
    with closing(Ledgers(run)) as ledgers:
        freshness = Freshness(ledgers)
        freshness.look()
        freshness.stop()
        assert not freshness.loading
        assert freshness.failure is None
        assert documents(ledgers) < 400
        freshness.look()
        assert not freshness.loading
    with Ledger.opened(run) as ledger:
        assert not ledger.is_current()
        ledger.load()
        assert ledger.queue(Query(), None).documents == 400
