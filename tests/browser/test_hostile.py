"""An article that would like to be more than text stays text, on every page."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from tests.browser.conftest import Open
from tests.browser.contents import MARKUP, hostile
from tests.browser.expecting import expect
from tests.browser.tabs import Tab
from tests.command import pressfacts
from tests.review.runs import written
from tests.review.serving import served

DOCUMENT = hostile()[0].id
OF_RUN = ("/", "/?text=script", "/?type=%3Cscript%3E", "/bulk?type=role", "/overview", "/rules")
OF_DOCUMENT = ("/document", "/history", "/original")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run with a hostile article."""
    return written(tmp_path / "out", [hostile()])


def test_no_page_makes_more_of_it_than_text(opened: Open) -> None:
    tab = opened("/")
    for path in [*OF_RUN, *(f"{path}?id={quote_plus(DOCUMENT)}" for path in OF_DOCUMENT)]:
        tab.go(path)
        assert tab.at("img, svg[onload], [onclick], [onmouseover], body iframe").count() == 0, path
        assert tab.at('a[href^="javascript:" i]').count() == 0, path


def test_it_is_reviewed_as_any_other(opened: Open) -> None:
    tab = opened(f"/document?id={quote_plus(DOCUMENT)}")
    expect(tab.at("#paper h1")).to_contain_text(MARKUP)
    expect(tab.at('.override[title*="right-to-left override"]').first).to_be_visible()
    for mark in tab.at("#paper mark").all():
        mark.hover()
    tab.keys("n", "e")
    expect(tab.at("#field-person")).to_be_focused()
    tab.at("#field-title").fill(f"chairs {MARKUP}")
    tab.keys("Enter")
    expect(tab.at('.field[data-field="title"] .error')).to_be_visible()
    tab.keys("Escape", "Escape")
    expect(tab.at(".card.editing")).to_have_count(0)
    tab.keys("x", "t", "Shift+A", "d")
    expect(tab.at("h1")).to_have_text("That was the last one")


def test_what_is_selected_behind_signs_that_are_not_seen_is_what_is_kept(opened: Open) -> None:
    tab = opened(f"/document?id={quote_plus(DOCUMENT)}")
    tab.select_words('A "quoted')
    tab.at("#picker").get_by_role("button", name="event").click()
    expect(tab.at("#field-name")).to_have_value('A "quoted')


def test_broken_characters_of_a_json_line_are_shown(chromium: Any, tmp_path: Path) -> None:
    line = r'{"id": "broken", "title": "Lone \ud800", "text": "“We \udfff go,” said Wen Li of Owl Ltd."}'
    (tmp_path / "broken.jsonl").write_text(line)
    pressfacts("run", tmp_path / "broken.jsonl", "--out", tmp_path / "out", "--quiet")
    with served(tmp_path / "out") as server, closing(chromium.new_page()) as page:
        tab = Tab(page, server.address)
        tab.go("/document?id=broken")
        expect(tab.at("#paper h1")).to_have_text("Lone \ufffd")
        tab.keys("Shift+A")
        expect(tab.status).to_contain_text("Accepted")
        assert tab.faults == []
