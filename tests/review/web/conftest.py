"""A run to review, and browsers at its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from pipeline.review.ledger import Ledger
from tests.review.runs import small_run
from tests.review.web.pages import PASSWORD, application, browser
from tests.review.web.tabs import Tab


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A small run."""
    return small_run(tmp_path / "out")


@pytest.fixture
def app(run: Path) -> Iterator[FastAPI]:
    """The page of the run, signed by jane."""
    with application(run) as app:
        yield app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser at that page."""
    with browser(app) as client:
        yield client


@pytest.fixture
def accounts(run: Path, quick_passwords: None) -> Path:
    """The run with the accounts anna and ben."""
    with Ledger.opened(run) as ledger:
        for name in ("anna", "ben"):
            ledger.accounts.add(name, PASSWORD)
    return run


@pytest.fixture
def closed(accounts: Path) -> Iterator[FastAPI]:
    """The page of that run, at which people log in."""
    with application(accounts, None) as app:
        yield app


@pytest.fixture
def taken_in(run: Path) -> Path:
    """The run, which the book has taken in."""
    with Ledger.opened(run) as ledger:
        ledger.load()
    return run


@pytest.fixture
def tab(taken_in: Path, client: TestClient) -> Tab:
    """A tab at the document of an appointment."""
    return Tab(client, "halvorsen-rail")


@pytest.fixture
def book(taken_in: Path) -> Iterator[Ledger]:
    """The book of the run, to look into."""
    with Ledger.opened(taken_in) as ledger:
        yield ledger
