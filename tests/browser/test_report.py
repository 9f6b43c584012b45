"""The report of a run, opened as the file that it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.browser.axe import violations
from tests.browser.contents import crowded, hostile
from tests.browser.expecting import expect
from tests.browser.geometry import faults
from tests.browser.tabs import Tab
from tests.command import pressfacts
from tests.review.runs import small_contents, written


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The report of a small run with articles that are awkward to show."""
    run = written(tmp_path / "out", [*small_contents(), crowded(), hostile()])
    pressfacts("report", run, "--to", tmp_path / "report.html")
    return tmp_path / "report.html"


@pytest.fixture
def tab(chromium: Any, report: Path) -> Iterator[Tab]:
    """A tab that shows the file, and asks for nothing else."""
    with closing(chromium.new_context(reduced_motion="reduce")) as context:
        tab = Tab(context.new_page(), report.as_uri())
        fetched: list[str] = []
        tab.page.on("request", lambda request: fetched.append(request.url))
        tab.page.goto(report.as_uri())
        yield tab
        assert fetched == [report.as_uri()]
        assert [fault for fault in tab.faults if not fault.startswith("request:")] == []


def test_the_file_shows_marked_articles_and_narrows_them(tab: Tab) -> None:
    documents = tab.at(".document")
    expect(documents.filter(visible=True)).to_have_count(5)
    tab.at("input[type=search]").fill("tallinn")
    expect(documents.filter(visible=True)).to_have_count(1)


def test_a_record_is_found_in_its_article(tab: Tab) -> None:
    tab.at(".document > summary").filter(has_text="Halvorsen").click()
    tab.page.get_by_role("button", name="Beatriz Quiroga, chief executive").click()
    expect(tab.at("mark.selected").filter(visible=True)).to_have_text(
        ["Halvorsen Rail", "Beatriz ", "Quiroga", "chief executive"]
    )
    tab.at("mark").filter(has_text="1 January 2025").click()
    expect(tab.at(".card.selected")).to_contain_text("2025-01-01")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_file_fits_and_everybody_can_use_it(tab: Tab, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 900})
    for summary in tab.at(".document > summary").all():
        summary.click()
    assert faults(tab) == []
    assert violations(tab) == []
