"""The queue narrowed by a filter, and all that match decided at once."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.browser.conftest import Open
from tests.browser.expecting import expect


def rejected(run: Path) -> int:
    """How many records are rejected."""
    with Ledger.opened(run) as ledger:
        return ledger.count(Query(states=("rejected",)), "Ingrid").records


def test_all_that_match_a_filter_are_rejected_and_taken_back(opened: Open, run: Path) -> None:
    tab = opened("/")
    expect(tab.at(".matches")).to_contain_text("3 documents")
    tab.page.get_by_role("checkbox", name="date").check()
    expect(tab.at(".matches")).to_contain_text("2 documents with 3 matching records")
    assert tab.page.url.endswith("/?type=date")

    tab.page.get_by_role("link", name="Decide all that match at once").click()
    expect(tab.at("#matching")).to_have_text("3 records in 2 documents")
    reject = tab.page.get_by_role("button", name="Reject all 3")
    reject.click()
    assert rejected(run) == 0, "a reason is asked for first"
    tab.page.get_by_role("radio", name="not in the text").check()
    reject.click()
    expect(tab.at(".message")).to_contain_text("Rejected 3 records in 2 documents.")
    assert rejected(run) == 3

    tab.page.reload()
    expect(tab.at(".message")).to_contain_text("Rejected 3 records in 2 documents.")
    tab.page.get_by_role("button", name="Undo").click()
    expect(tab.at(".message")).to_contain_text("Taken back: 3 records are as before.")
    assert rejected(run) == 0


def test_the_way_back_leads_to_the_filter(opened: Open) -> None:
    tab = opened("/")
    tab.at("#filter-text").fill("forum")
    expect(tab.at(".matches")).to_contain_text("1 document")
    tab.page.get_by_role("link", name="Forum in Tallinn").click()
    expect(tab.at("h1")).to_have_text("Forum in Tallinn")
    tab.page.go_back()
    expect(tab.at("#filter-text")).to_have_value("forum")
    expect(tab.at(".matches")).to_contain_text("1 document")
    tab.page.get_by_role("link", name=re.compile("Remove the filter")).click()
    expect(tab.at(".matches")).to_contain_text("3 documents")
