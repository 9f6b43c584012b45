"""A reload, a server that goes away: nothing that was decided or typed is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.browser.conftest import Open
from tests.browser.expecting import expect
from tests.browser.tabs import Tab
from tests.review.serving import served


def test_a_reload_in_the_middle_loses_nothing(opened: Open) -> None:
    tab = opened("/document?id=halvorsen-rail")
    tab.keys("a", "x", "f")
    expect(tab.status).to_contain_text("2 left")
    tab.page.reload()
    expect(tab.at("#counts")).to_contain_text("2 open")
    expect(tab.at(".card").nth(0)).to_have_attribute("data-state", "accepted")
    expect(tab.at(".card").nth(1)).to_have_attribute("data-state", "rejected")
    expect(tab.selected.locator("h3")).to_have_text("1 January 2025")
    expect(tab.selected).to_be_focused()
    tab.keys("u")
    expect(tab.status).to_contain_text("Taken back: you had rejected 1 record.")


def test_leaving_a_form_asks_first(opened: Open) -> None:
    tab = opened("/document?id=halvorsen-rail")
    tab.keys("e")
    tab.at("#field-value").fill("2024-11-13")
    tab.page.reload()
    assert tab.faults == ["dialog: beforeunload "]
    tab.faults.clear()


def test_what_is_typed_outlives_the_server(chromium: Any, run: Path) -> None:
    with served(run) as server:
        page = chromium.new_page()
        tab = Tab(page, server.address)
        tab.go("/document?id=halvorsen-rail")
        tab.keys("a")
        expect(tab.status).to_contain_text("3 left")
        tab.keys("e")
        tab.at("#field-since").fill("2025-01-01")
    tab.keys("Enter")
    expect(tab.status).to_contain_text("The server does not answer. Nothing was saved")
    expect(tab.at("#field-since")).to_have_value("2025-01-01")
    with served(run, port=server.port):
        tab.at("#field-since").press("Enter")
        expect(tab.status).to_contain_text("Saved.")
        expect(tab.at('.card[data-state="edited"]')).to_contain_text("2025-01-01")
        expect(tab.at('.card[data-state="accepted"]')).to_have_count(1)
    assert [fault for fault in tab.faults if not re.search("ERR_CONNECTION_REFUSED|htmx:", fault)] == []
    page.close()
