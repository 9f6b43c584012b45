"""Accounts: names, passwords, and what of them lies in the file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import WrongUse
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.accounts import Accounts, checked_name
from tests.review.runs import small_run

PASSWORD = "correct horse battery"


@pytest.fixture
def accounts(tmp_path: Path, quick_passwords: None) -> Iterator[Accounts]:
    """No accounts yet."""
    with Ledger.opened(small_run(tmp_path / "out")) as ledger:
        yield ledger.accounts


def test_an_account_is_its_name_and_password(accounts: Accounts) -> None:
    accounts.add("ben", PASSWORD)
    accounts.add("anna", "another password")
    assert accounts.names() == ["anna", "ben"]
    assert accounts.verified("ben", PASSWORD) == accounts.stamp("ben")
    assert accounts.verified("ben", "another password") is None
    assert accounts.verified("nobody", PASSWORD) is None
    assert accounts.stamp("nobody") is None


def test_a_password_can_be_changed_and_an_account_removed(accounts: Accounts) -> None:
    accounts.add("ben", PASSWORD)
    before = accounts.stamp("ben")
    accounts.set_password("ben", "another password")
    assert accounts.stamp("ben") not in {before, None}
    assert accounts.verified("ben", PASSWORD) is None
    assert accounts.verified("ben", "another password") is not None
    accounts.remove("ben")
    assert accounts.names() == []
    assert accounts.verified("ben", "another password") is None


def test_ending_sessions_changes_the_stamp_and_nothing_else(accounts: Accounts) -> None:
    accounts.add("ben", PASSWORD)
    before = accounts.stamp("ben")
    accounts.end_sessions("ben")
    assert accounts.stamp("ben") != before
    assert accounts.verified("ben", PASSWORD) == accounts.stamp("ben")


def test_what_does_not_exist_cannot_be_changed(accounts: Accounts) -> None:
    with pytest.raises(WrongUse, match="no such account"):
        accounts.set_password("nobody", PASSWORD)
    with pytest.raises(WrongUse, match="no such account"):
        accounts.remove("nobody")


@pytest.mark.parametrize("name", ["ben", "BEN", " ben "])
def test_two_accounts_cannot_be_taken_for_each_other(accounts: Accounts, name: str) -> None:
    accounts.add("ben", PASSWORD)
    with pytest.raises(WrongUse, match="already"):
        accounts.add(name, PASSWORD)
    assert accounts.names() == ["ben"]


@pytest.mark.parametrize(
    "name", ["", "  ", "a\nb", "ann\u202eeoR", "zero\u200bwidth", "x" * 65, "\0", "\ud800"]
)
def test_a_name_can_be_seen(accounts: Accounts, name: str) -> None:
    with pytest.raises(WrongUse, match="characters that can be seen"):
        accounts.add(name, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 1001])
def test_a_password_is_neither_short_nor_endless(accounts: Accounts, password: str) -> None:
    with pytest.raises(WrongUse, match="12 to 1000"):
        accounts.add("ben", password)
    assert accounts.names() == []


def test_names_in_any_script_will_do() -> None:
    for name in ("Zoë Öğüt", "李小龍", "محمد", "O'Neil-Sánchez"):
        assert checked_name(name) == name


def test_an_unknown_name_takes_as_long_as_a_known_one(tmp_path: Path) -> None:
    with Ledger.opened(small_run(tmp_path / "out")) as ledger:
        ledger.accounts.add("anna", PASSWORD)

        def taken(name: str) -> float:
            begun = time.process_time()
            assert ledger.accounts.verified(name, "wrong") is None
            return time.process_time() - begun

        taken("nobody")  # makes the hash that it is held against
        known, unknown = (min(taken(name) for _ in range(5)) for name in ("anna", "nobody"))
    assert 0.5 < unknown / known < 2


def test_the_password_does_not_lie_in_the_file(tmp_path: Path) -> None:
    run = small_run(tmp_path / "out")
    with Ledger.opened(run) as ledger:
        ledger.accounts.add("ben", PASSWORD)
    stored = b"".join(path.read_bytes() for path in run.glob("review.sqlite*"))
    assert PASSWORD.encode() not in stored
    assert b"$argon2id$" in stored
