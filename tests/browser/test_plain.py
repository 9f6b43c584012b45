"""The page without its scripts: plain forms do what the keys do."""

from __future__ import annotations

from pathlib import Path

from pipeline.review.ledger import Ledger
from tests.browser.conftest import Open
from tests.browser.expecting import expect


def test_records_are_decided_and_mended_by_plain_forms(opened: Open, run: Path) -> None:
    tab = opened("/", java_script_enabled=False)
    tab.page.get_by_role("link", name="Halvorsen Rail names new head").click()
    cards = tab.at(".card")
    cards.nth(0).get_by_role("button", name="Accept").click()
    expect(cards.nth(0)).to_contain_text("accepted")
    expect(tab.status).to_contain_text("Accepted.")

    cards.nth(2).locator("summary").click()
    cards.nth(2).get_by_role("button", name="a field is wrong").click()
    expect(cards.nth(2)).to_contain_text("rejected")

    cards.nth(1).get_by_role("link", name="Edit").click()
    tab.at("#field-since").fill("next year")
    tab.page.get_by_role("button", name="Save").click()
    expect(tab.at('.field[data-field="since"] .error')).to_be_visible()
    expect(tab.at("#field-since")).to_have_value("next year")
    tab.at("#field-since").fill("2025-01-01")
    tab.page.get_by_role("button", name="Save").click()
    expect(cards.nth(1)).to_contain_text("2025-01-01")

    tab.page.get_by_role("button", name="Undo").click()
    expect(tab.status).to_contain_text("Taken back")
    tab.page.get_by_role("button", name="Accept the rest").click()
    expect(tab.status).to_contain_text("Accepted")
    tab.page.get_by_role("button", name="Done, next").click()
    with Ledger.opened(run) as ledger:
        sheet = ledger.sheet("halvorsen-rail", "Ingrid")
    assert sheet.done
    assert [one.state for one in sheet.standings] == ["accepted", "accepted", "rejected", "accepted"]


def test_a_record_is_added_by_its_words(opened: Open, run: Path) -> None:
    tab = opened("/document?id=quiet", java_script_enabled=False)
    tab.at(".menu > summary").click()
    tab.at('.menu [data-type="date"]').click()
    tab.at("#field-text").fill("today")
    tab.at("#field-value").fill("2026-11-05")
    tab.at("#field-role").select_option("other")
    tab.page.get_by_role("button", name="Save").click()
    expect(tab.at(".card")).to_contain_text("added")


def test_the_queue_is_filtered_by_a_plain_form(opened: Open) -> None:
    tab = opened("/", java_script_enabled=False)
    tab.page.get_by_role("checkbox", name="speaker").check()
    tab.page.get_by_role("button", name="Apply").click()
    expect(tab.at(".rows tbody tr")).to_have_count(1)
