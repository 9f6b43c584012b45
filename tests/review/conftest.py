"""Ledgers over small runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.ledger import Ledger, accounts
from tests.review.runs import small_contents, written

Contents = Sequence[tuple[Article, Sequence[Record]]]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Contents], Ledger]]:
    """Opens a ledger that has taken in a run of these articles and records."""
    with ExitStack() as stack:

        def ledger_of(contents: Contents) -> Ledger:
            ledger = stack.enter_context(Ledger.opened(written(tmp_path / "run", contents)))
            ledger.load()
            return ledger

        yield ledger_of


@pytest.fixture
def ledger(opened: Callable[[Contents], Ledger]) -> Ledger:
    """A ledger over the small run."""
    return opened(small_contents())


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed in a thousandth of the time; what it costs in earnest has a test of its own."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    of_nobody = quick.hash("of nobody")
    monkeypatch.setattr(accounts, "_hasher", lambda: quick)
    monkeypatch.setattr(accounts, "_of_nobody", lambda: of_nobody)
