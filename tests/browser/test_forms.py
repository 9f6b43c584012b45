"""Mending a record and adding one: forms, their errors, words that are selected in the article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.records import Record
from pipeline.review.ledger import Ledger
from tests.browser.conftest import Open
from tests.browser.contents import beyond_the_first_plane
from tests.browser.expecting import expect
from tests.browser.tabs import Tab
from tests.review.runs import small_contents, written


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The small run, with an article of signs that a browser counts twice."""
    return written(tmp_path / "out", [*small_contents(), beyond_the_first_plane()])


def left(run: Path, document: str) -> dict[str, Record]:
    """The records of a document as they were left, by type and state."""
    with Ledger.opened(run) as ledger:
        standings = ledger.sheet(document, "Ingrid").standings
        return {f"{one.state} {one.record.type}": one.record for one in standings}


def words_of(record: Record, field: str) -> list[str]:
    """The words that a field of a record rests on."""
    return [piece.text for piece in record.evidence if piece.field == field]


def edited(tab: Tab, name: str) -> None:
    """Open the form of the record whose card has a name."""
    tab.at("#cards > .card").filter(has_text=name).first.click(position={"x": 20, "y": 12})
    tab.keys("e")
    expect(tab.at(".card.editing")).to_have_count(1)


def test_an_error_stands_beside_its_field_until_it_is_mended(opened: Open, run: Path) -> None:
    tab = opened("/document?id=halvorsen-rail")
    edited(tab, "chief executive")
    tab.at("#field-title").fill("chief executive")
    tab.at("#field-since").fill("1 January 2025")
    tab.keys("Enter")

    since = tab.at('.field[data-field="since"]')
    expect(since.locator(".error")).to_be_visible()
    expect(tab.at("#field-since")).to_be_focused()
    expect(tab.at("#field-since")).to_have_attribute("aria-invalid", "true")
    expect(tab.at("#field-since")).to_have_accessible_description(
        re.compile(re.escape(str(since.locator(".error").text_content())))
    )
    expect(tab.at("#field-since")).to_have_value("1 January 2025")
    expect(tab.status).to_contain_text("Not saved: 1 field needs another look.")
    assert set(left(run, "halvorsen-rail")) == {"unreviewed date", "unreviewed role", "unreviewed speaker"}

    tab.at("#field-since").fill("2025-01-01")
    tab.keys("Enter")
    expect(tab.status).to_contain_text("Saved.")
    expect(tab.at(".card").filter(has_text="2025-01-01").first).to_be_visible()
    role = left(run, "halvorsen-rail")["edited role"]
    assert role.type == "role"
    assert role.since == "2025-01-01"
    assert words_of(role, "since") == ["1 January 2025"]


def test_evidence_moves_to_words_that_are_selected(opened: Open, run: Path) -> None:
    tab = opened("/document?id=signs")
    edited(tab, "ISO 9001:2015")
    tab.select_words("𝕋amsar Ledger")
    tab.at("#picker").get_by_role("button", name="holder").click()
    expect(tab.at('[data-field="holder"] .pieces input:checked')).to_have_count(1)
    tab.at("#field-holder").fill("𝕋amsar Ledger")
    tab.keys("Enter")
    expect(tab.status).to_contain_text("Saved.")
    record = left(run, "signs")["edited certification"]
    assert words_of(record, "holder") == ["𝕋amsar Ledger"]
    expect(tab.at("#paper mark.selected, #paper mark").filter(has_text="𝕋amsar Ledger").first).to_be_visible()


def test_a_missed_record_is_added_from_a_selection(opened: Open, run: Path) -> None:
    tab = opened("/document?id=signs")
    tab.select_words("Kofi Wala")
    tab.at("#picker").get_by_role("button", name="role").click()
    expect(tab.at("#field-person")).to_have_value("Kofi Wala")
    tab.at("#field-title").fill("chairs")
    tab.select_words("𝕋amsar Ledger.")
    tab.at("#picker").get_by_role("button", name="organization").click()
    tab.at("#field-organization").fill("𝕋amsar Ledger")
    tab.at("#field-status").select_option("current")
    tab.page.get_by_role("button", name="Save").click()
    expect(tab.status).to_contain_text("Added.")
    expect(tab.selected).to_have_attribute("data-state", "added")
    record = left(run, "signs")["added role"]
    assert record.rule == "review"
    assert words_of(record, "person") == ["Kofi Wala"]


def test_what_was_typed_is_thrown_away_only_at_the_second_escape(opened: Open) -> None:
    tab = opened("/document?id=halvorsen-rail")
    edited(tab, "chief executive")
    tab.at("#field-title").fill("head")
    tab.keys("Escape")
    expect(tab.status).to_contain_text("Esc once more")
    expect(tab.at("#field-title")).to_have_value("head")
    tab.keys("Escape")
    expect(tab.at(".card.editing")).to_have_count(0)
    expect(tab.selected).to_contain_text("chief executive")
    expect(tab.selected).to_be_focused()


def test_another_choice_is_not_thrown_away_at_once_either(opened: Open) -> None:
    tab = opened("/document?id=halvorsen-rail")
    edited(tab, "chief executive")
    tab.at("#field-status").select_option("former")
    tab.keys("Control+Enter")
    expect(tab.status).to_contain_text("Saved.")
    edited(tab, "chief executive")
    tab.at("#field-status").select_option("current")  # the first of the list
    tab.keys("Escape")
    expect(tab.status).to_contain_text("Esc once more")
