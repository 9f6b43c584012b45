"""A whole run reviewed by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.review.ledger import Ledger
from tests.browser.conftest import Open
from tests.browser.expecting import expect
from tests.browser.tabs import Tab


def states(run: Path, document: str) -> list[str]:
    """Where the records of a document stand, in reading order."""
    with Ledger.opened(run) as ledger:
        return [standing.state for standing in ledger.sheet(document, "Ingrid").standings]


def pressed(tab: Tab, *keys: str) -> None:
    """Press keys one after the other; the focus stays to be seen all the while."""
    for key in keys:
        tab.keys(key)
        tab.assert_focus()


def reach(tab: Tab, element: Any) -> None:
    """Go on with Tab until an element has the focus."""
    for _ in range(80):
        tab.keys("Tab")
        tab.assert_focus()
        if element.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError("Tab does not lead there")


def test_a_run_is_reviewed_by_keyboard_alone(opened: Open, run: Path) -> None:
    tab = opened("/")
    reach(tab, tab.page.get_by_role("link", name="Start with the first"))
    tab.keys("Enter")
    expect(tab.at("h1")).to_have_text("Forum in Tallinn")

    expect(tab.selected.locator("h3")).to_have_text("Sound of Tallinn forum")
    pressed(tab, "a")
    expect(tab.status).to_contain_text("Accepted. 2 left.")
    expect(tab.selected.locator("h3")).to_have_text("3 March 2027")
    pressed(tab, "x")
    expect(tab.status).to_contain_text("Why?")
    pressed(tab, "t")
    expect(tab.status).to_contain_text("Rejected: not in the text. 1 left.")

    expect(tab.selected.locator("h3")).to_contain_text("Tamsar Ledger")
    pressed(tab, "e")
    expect(tab.at("#field-holder")).to_be_focused()
    reach(tab, tab.at("#field-number"))
    tab.page.keyboard.type("27001")
    tab.keys("Enter")
    expect(tab.status).to_contain_text("Saved.")
    tab.assert_focus()

    pressed(tab, "d")
    expect(tab.at("h1")).to_have_text("Halvorsen Rail names new head")
    expect(tab.at(".card:focus")).to_have_count(1)
    pressed(tab, "Shift+A")
    expect(tab.status).to_contain_text("Accepted 4 records.")
    pressed(tab, "d")
    expect(tab.at("h1")).to_have_text("Quiet")
    expect(tab.at(".none:focus")).to_have_count(1)
    tab.assert_focus()
    tab.keys("d")
    expect(tab.at("h1")).to_have_text("That was the last one")

    assert states(run, "tallinn-forum") == ["accepted", "rejected", "edited"]
    assert states(run, "halvorsen-rail") == ["accepted"] * 4


def test_n_and_p_pass_records_by_and_u_takes_back(opened: Open, run: Path) -> None:
    tab = opened("/document?id=halvorsen-rail")
    names = ["12 November 2024", "Beatriz Quiroga, chief executive", "1 January 2025"]
    pressed(tab, "n", "n")
    expect(tab.selected.locator("h3")).to_have_text(names[2])
    pressed(tab, "p")
    expect(tab.selected.locator("h3")).to_have_text(names[1])
    assert states(run, "halvorsen-rail") == ["unreviewed"] * 4

    pressed(tab, "a")
    expect(tab.status).to_contain_text("Accepted. 3 left.")
    pressed(tab, "Shift+A")
    expect(tab.status).to_contain_text("Accepted 3 records.")
    pressed(tab, "u")
    expect(tab.status).to_contain_text("Taken back: you had accepted 3 records.")
    expect(tab.at('.card[data-state="accepted"]')).to_have_count(1)
    pressed(tab, "u")
    expect(tab.status).to_contain_text("Taken back: you had accepted 1 record.")
    expect(tab.selected.locator("h3")).to_have_text(names[1])
    assert states(run, "halvorsen-rail") == ["unreviewed"] * 4


def test_escape_and_other_keys_reject_nothing(opened: Open, run: Path) -> None:
    tab = opened("/document?id=halvorsen-rail")
    pressed(tab, "x", "Escape")
    expect(tab.status).to_have_text("Not rejected.")
    pressed(tab, "x", "a")
    expect(tab.status).to_contain_text("Why?")
    pressed(tab, "Escape", "Control+a")
    tab.page.reload()
    assert states(run, "halvorsen-rail") == ["unreviewed"] * 4


def test_a_document_with_open_records_is_not_done(opened: Open) -> None:
    tab = opened("/document?id=halvorsen-rail")
    pressed(tab, "a")
    expect(tab.status).to_contain_text("3 left")
    pressed(tab, "d")
    expect(tab.status).to_contain_text("3 records")
    expect(tab.at("h1")).to_have_text("Halvorsen Rail names new head")


def test_the_keys_are_explained_and_the_focus_comes_back(opened: Open) -> None:
    tab = opened("/document?id=halvorsen-rail")
    pressed(tab, "n", "?")
    help = tab.at("dialog[open]")
    expect(help).to_contain_text("accept the record")
    tab.keys("a", "Escape")
    expect(help).to_have_count(0)
    tab.assert_focus()
    expect(tab.selected).to_be_focused()
    expect(tab.at('.card[data-state="accepted"]')).to_have_count(0)


def test_keys_can_be_switched_off(opened: Open) -> None:
    tab = opened("/document?id=halvorsen-rail")
    tab.keys("?")
    tab.at("#keys-on").uncheck()
    tab.keys("Escape")
    tab.keys("a")
    tab.page.reload()
    expect(tab.at("#counts")).to_contain_text("4 open")
    tab.keys("a")
    expect(tab.at("#counts")).to_contain_text("4 open")


def test_a_record_is_added_without_a_mouse(opened: Open, run: Path) -> None:
    tab = opened("/document?id=quiet")
    reach(tab, tab.at(".menu > summary"))
    tab.keys("Enter")
    expect(tab.at(".menu a").first).to_be_focused()
    reach(tab, tab.at('.menu [data-type="date"]'))
    tab.keys("Enter")
    expect(tab.at("#field-text")).to_be_focused()
    tab.page.keyboard.type("today")
    reach(tab, tab.at("#field-value"))
    tab.page.keyboard.type("2026-11-05")
    reach(tab, tab.at("#field-role"))
    tab.page.keyboard.type("other")
    tab.keys("Enter")
    reach(tab, tab.page.get_by_role("button", name="Save"))
    tab.keys("Enter")
    expect(tab.status).to_contain_text("Added.")
    tab.assert_focus()
    assert states(run, "quiet") == ["added"]
