"""Who signs, and where nobody could tell."""

from __future__ import annotations

import getpass

import pytest

from pipeline.errors import WrongUse
from pipeline.review.web.identity import identified


def test_alone_at_a_machine_one_signs_as_one_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert identified("Jane Roe", accounts=False, reachable=False).reviewer == "Jane Roe"
    monkeypatch.setenv("LOGNAME", "jroe")
    assert identified(None, accounts=False, reachable=False).reviewer == "jroe"


def test_where_accounts_are_everybody_logs_in() -> None:
    for reachable in (False, True):
        assert identified(None, accounts=True, reachable=reachable).logins
        with pytest.raises(WrongUse, match="--reviewer"):
            identified("Jane Roe", accounts=True, reachable=reachable)


def test_others_reach_no_page_without_accounts() -> None:
    with pytest.raises(WrongUse, match="pressfacts review user add"):
        identified("Jane Roe", accounts=False, reachable=True)


def test_a_name_that_nobody_could_read_signs_nothing() -> None:
    with pytest.raises(WrongUse, match="can be seen"):
        identified("", accounts=False, reachable=False)
    with pytest.raises(WrongUse, match="can be seen"):
        identified("Jane\u202e", accounts=False, reachable=False)


def test_without_a_login_name_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(WrongUse, match="--reviewer NAME"):
        identified(None, accounts=False, reachable=False)
