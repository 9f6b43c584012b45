"""Two people at one document: they see each other, and neither overwrites the other unknowingly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.review.ledger import Ledger
from tests.browser.conftest import Open
from tests.browser.expecting import expect
from tests.browser.people import log_in, with_accounts, with_two_opinions
from tests.browser.tabs import Tab
from tests.review.serving import Server, served

ASKS_EVERY = 8  # seconds


@pytest.fixture
def server(chromium: Any, run: Path) -> Iterator[Server]:
    """The page of the run, at which anna and ben log in."""
    with served(with_accounts(run), None) as server:
        yield server


def logged_in(opened: Open, name: str) -> Tab:
    """A browser in which somebody has logged in, at the document of an appointment."""
    tab = opened("/document?id=halvorsen-rail")
    log_in(tab, name)
    expect(tab.at("h1")).to_have_text("Halvorsen Rail names new head")
    return tab


def test_the_second_to_save_is_told_and_loses_nothing(opened: Open, run: Path) -> None:
    anna, ben = logged_in(opened, "anna"), logged_in(opened, "ben")
    expect(ben.at("#presence")).to_contain_text("also here: anna")
    expect(anna.at("#presence"), ASKS_EVERY + 10).to_contain_text("also here: ben")

    ben.keys("n", "e")
    ben.at("#field-title").fill("chief")
    anna.keys("n", "a")
    expect(anna.status).to_contain_text("Accepted.")

    ben.at("#field-since").fill("2025-01-01")
    ben.keys("Enter")
    notice = ben.at(".card.editing .message")
    expect(notice).to_contain_text("anna has decided this record while you were editing (accepted now)")
    expect(notice).to_contain_text("chief executive")
    expect(notice).to_be_focused()
    expect(ben.at("#field-title")).to_have_value("chief")
    expect(ben.at("#field-since")).to_have_value("2025-01-01")
    with Ledger.opened(run) as ledger:
        assert {one.reviewer for one in ledger.history("halvorsen-rail")} == {"anna"}

    ben.page.get_by_role("button", name="Save").click()
    expect(ben.status).to_contain_text("Saved.")
    expect(anna.at('.card[data-state="edited"]'), ASKS_EVERY + 10).to_contain_text("2025-01-01")
    expect(anna.status).to_contain_text("ben decided 1 record here.")


def test_the_second_to_decide_is_told(opened: Open) -> None:
    anna, ben = logged_in(opened, "anna"), logged_in(opened, "ben")
    anna.keys("x", "d")
    expect(anna.status).to_contain_text("Rejected")
    ben.keys("a")
    expect(ben.status).to_contain_text("anna has decided this record since you saw it")
    expect(ben.selected).to_have_attribute("data-state", "rejected")
    expect(ben.selected).to_be_focused()


def test_whoever_logs_out_is_out_and_comes_back_to_where_they_were(opened: Open) -> None:
    anna = logged_in(opened, "anna")
    other = anna.page.context.new_page()
    other.goto(anna.address)
    other.get_by_role("button", name="Log out").click()
    expect(other.get_by_role("heading", name="Log in")).to_be_visible()
    anna.keys("a")
    expect(anna.at('.card[data-state="accepted"]')).to_have_count(0)
    anna.page.reload()
    expect(anna.at("h1")).to_have_text("Log in")


def test_what_two_differ_on_is_settled(chromium: Any, run: Path) -> None:
    with served(with_two_opinions(run), "anna") as server, closing(chromium.new_page()) as page:
        tab = Tab(page, server.address)
        tab.go("/differences")
        expect(tab.at(".difference h3")).to_have_text("event Sound of Tallinn forum")
        tab.page.get_by_role("button", name="As ben has it").click()
        expect(tab.at(".message")).to_contain_text("Settled.")
        expect(tab.at(".difference")).to_contain_text("Settled: rejected")
        tab.page.get_by_role("button", name="Undo").click()
        expect(tab.page.get_by_role("button", name="As ben has it")).to_be_visible()
        assert tab.faults == []
