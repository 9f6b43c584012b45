"""The overview and the rules page: numbers as plots, and the same numbers as tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.web.pages import page
from tests.review.web.reading import texts, tree


@pytest.fixture
def run(run: Path) -> Path:
    """The small run, taken in, with decisions."""
    with Ledger.opened(run) as ledger:
        ledger.load()
        ledger.bulk(Query(types=("date",), sources=("Meridian Newswire",)), "accept", "ben")
        ledger.bulk(Query(types=("date",)), "reject", "jane", "wrong_field")
    return run


def cells(client: TestClient, caption: str, address: str = "/overview") -> list[list[str]]:
    """The rows of the table with a caption."""
    rows = tree(client.get(address)).xpath(f"//table[caption='{caption}']/tbody/tr")
    return [texts(row, "th|td") for row in rows]


def test_plots_have_a_title_a_description_and_a_table(client: TestClient) -> None:
    page = tree(client.get("/overview"))
    plots = page.xpath("//svg[@role='img']")
    assert len(plots) == 2
    for plot in plots:
        names = plot.get("aria-labelledby").split()
        assert all(page.xpath(f"//*[@id='{name}']/text()") for name in names)
        assert plot.xpath("ancestor::div[1]/following-sibling::details//table")


def test_the_columns_are_the_records_of_their_period(client: TestClient) -> None:
    rows = cells(client, "Records by type and month of publication")
    assert rows == [["2024-11", "0", "2", "1", "1", "0", "4"], ["2026-10", "1", "1", "0", "0", "1", "3"]]
    pieces = tree(client.get("/overview")).xpath("//svg//rect[@data-type]")
    tall = {piece.xpath("title/text()")[0]: float(piece.get("height")) for piece in pieces}
    assert tall["2024-11: 2 date"] == pytest.approx(2 * tall["2024-11: 1 role"], abs=0.1)


def test_records_are_counted_by_state(client: TestClient) -> None:
    rows = cells(client, "Records by type and state")
    assert rows[1] == ["date", "", "–", "2", "1", "3"]


def test_confidence_stands_beside_what_was_right(client: TestClient) -> None:
    (row,) = cells(client, "Share of right records by confidence")
    assert row == ["0.9 to 1.0", "3", "2", "67 %", "0.97"]


def test_rules_lead_to_their_records(client: TestClient) -> None:
    page = tree(client.get("/rules"))
    row = page.xpath("//table[contains(@class, 'by-rule')]/tbody/tr")[0]
    assert texts(row, "th/code") == ["date.test"]
    assert texts(row, "td") == ["3", "", "67 %", "2", "–", "1", "–", "1", "–", "–", "–"]
    accepted, rejected = row.xpath("td/a/@href")
    assert texts(tree(client.get(rejected)), "//*[@class='matches']") == ["1 document with 1 matching record"]
    assert texts(tree(client.get(accepted)), "//*[@class='matches']") == [
        "1 document with 2 matching records"
    ]


def test_the_calendar_begins_at_the_latest_day_of_publication(client: TestClient) -> None:
    page = tree(client.get("/overview"))
    assert texts(page, "//h2[@id='coming']") == ["Events, October 2026 to March 2027"]
    assert "Upcoming as of 2026-10-01" in page.text_content()
    (event,) = page.xpath("//ul[@class='happenings']/li")
    assert texts(event, ".") == ["2027-03-03 Sound of Tallinn forum, Tallinn"]
    assert event.xpath("a/@href") == ["/document?id=tallinn-forum"]
    assert texts(page, "//td[@class='busy']") == ["3: 1 event"]


@pytest.mark.parametrize(
    ("month", "heading"),
    [
        ("2027-03", "Events, March 2027 to August 2027"),
        ("9999-11", "Events, November 9999 to December 9999"),
        ("0001-01", "Events, January 1 to June 1"),
        ("2027-3", "Events, October 2026 to March 2027"),
        ("2027-13", "Events, October 2026 to March 2027"),
    ],
)
def test_the_calendar_begins_where_it_is_asked_to(client: TestClient, month: str, heading: str) -> None:
    assert texts(tree(client.get(f"/overview?from={month}")), "//h2[@id='coming']") == [heading]


def test_work_is_counted_by_day_and_reviewer(client: TestClient) -> None:
    (day,) = cells(client, "Decisions by day and reviewer, the latest day first")
    assert day[1:4] == ["2", "1", "3"]


def test_nothing_but_an_empty_run_has_an_overview_too(tmp_path: Path) -> None:
    for name in ("articles.jsonl", "records.jsonl"):
        (tmp_path / name).write_bytes(b"")
    with page(tmp_path) as client:
        overview = tree(client.get("/overview"))
        assert "No event of this run has a day." in overview.text_content()
        assert "No rule has found a record yet." in tree(client.get("/rules")).text_content()


def test_pages_bring_no_style_and_no_script_in_their_markup(client: TestClient) -> None:
    for address in ("/", "/overview", "/rules", "/bulk?type=event"):
        page = tree(client.get(address))
        assert not page.xpath("//@style|//style|//script[not(@src)]|//@onclick")
