"""The queue's page: what stands there, how it is narrowed, and where it leads."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.inventing import invented_run
from tests.review.making import article, record
from tests.review.runs import written
from tests.review.web.pages import page
from tests.review.web.reading import texts, tree

ROWS = "//table[contains(@class, 'rows')]/tbody/tr"


@pytest.fixture
def run(run: Path) -> Path:
    """The small run, taken in."""
    with Ledger.opened(run) as ledger:
        ledger.load()
    return run


def titles(client: TestClient, address: str = "/") -> list[str]:
    return texts(tree(client.get(address)), f"{ROWS}/th/a")


def test_the_document_with_the_least_sure_record_stands_first(client: TestClient) -> None:
    assert titles(client) == ["Forum in Tallinn", "Halvorsen Rail names new head", "Quiet"]
    assert titles(client, "/?sort=newest") == ["Forum in Tallinn", "Halvorsen Rail names new head", "Quiet"]


def test_a_row_says_what_the_document_holds(client: TestClient) -> None:
    row = tree(client.get("/")).xpath(ROWS)[1]
    assert texts(row, "td") == ["date 2 speaker 1 role 1", "4", "0", "0.81"]
    assert texts(row, "th/span") == ["Meridian Newswire · 2024-11-12"]


def test_how_far_the_whole_review_is(client: TestClient, run: Path) -> None:
    with Ledger.opened(run) as ledger:
        ledger.bulk(Query(types=("date",)), "accept", "jane")
        ledger.done("quiet", "jane")
    page = tree(client.get("/"))
    assert texts(page, "//label[@for='whole']") == ["1 of 3 documents done, 3 of 7 records decided"]
    assert texts(page, "//*[@class='matches']") == ["2 documents to review"]


def test_conditions_stand_as_chips_that_can_be_taken_away(client: TestClient) -> None:
    page = tree(client.get("/?type=role&to=0.9&source=Meridian+Newswire"))
    assert texts(page, "//*[@class='matches']") == ["1 document with 1 matching record"]
    assert texts(page, "//*[@class='chip']/bdi") == [
        "type: role",
        "source: Meridian Newswire",
        "confidence to: 0.9",
    ]
    left = [parse_qs(urlsplit(link).query) for link in page.xpath("//*[@class='chip']/a/@href")]
    assert left[0] == {"source": ["Meridian Newswire"], "to": ["0.9"]}
    assert left[1] == {"type": ["role"], "to": ["0.9"]}


def test_the_form_keeps_what_is_asked(client: TestClient) -> None:
    form = tree(
        client.get("/?type=role&state=unreviewed&rule=role.names&text=night&since=2024&sort=newest")
    ).forms
    (filters,) = [form for form in form if form.get("id") == "filters"]
    asked = {(name, value) for name, value in filters.form_values() if value}
    assert asked == {
        ("type", "role"),
        ("state", "unreviewed"),
        ("text", "night"),
        ("since", "2024"),
        ("sort", "newest"),
    }
    added = tree(client.get("/?rule=role.names")).xpath("//input[@form='filters']")
    assert [(field.get("name"), field.value) for field in added] == [("rule", "role.names")]


def test_choices_say_how_much_there_is(client: TestClient) -> None:
    page = tree(client.get("/"))
    assert "date 3" in texts(page, "//form[@id='filters']//label[@class='check']")
    assert "role.names (1)" in texts(page, "//select[@name='rule']/option")


def test_a_script_gets_the_results_alone(client: TestClient) -> None:
    asked = {"hx-request": "true", "hx-target": "results"}
    answer = client.get("/?text=&type=role&from=&sort=", headers=asked)
    assert answer.headers["hx-push-url"] == "/?type=role"
    assert "<html" not in answer.text
    assert texts(tree(answer), f"{ROWS}/th/a") == ["Halvorsen Rail names new head"]
    again = {"hx-request": "true", "hx-history-restore-request": "true"}
    assert "<html" in client.get("/?type=role", headers=again).text


def test_a_document_is_opened_with_the_filter_and_its_place(client: TestClient) -> None:
    (link,) = tree(client.get("/?type=role")).xpath(f"{ROWS}/th/a/@href")
    address = urlsplit(link)
    assert address.path == "/document"
    assert parse_qs(address.query) == {"id": ["halvorsen-rail"], "type": ["role"], "at": ["0.81"]}
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("number", ["0", "-3", "x", "9" * 5000, "٣"])
def test_a_page_that_is_none_is_one_that_is(client: TestClient, number: str) -> None:
    assert len(titles(client, f"/?page={number}")) == 3


def test_a_slip_in_the_filter_is_told_and_matches_nothing(client: TestClient) -> None:
    page = tree(client.get("/?from=high"))
    assert "cannot be read" in texts(page, "//*[@class='chip']/bdi")[0]
    assert texts(page, "//*[@id='results']/p[@class='panel']")[0].startswith("Nothing matches.")


def test_pages_lead_to_each_other(tmp_path: Path) -> None:
    run = invented_run(tmp_path / "out", documents=120, records=300)
    with Ledger.opened(run) as ledger:
        ledger.load()
    with page(run) as client:
        second = tree(client.get("/?type=date&page=2"))
        assert texts(second, "//nav[contains(@class, 'pager')]/span")[0].startswith("page 2 of ")
        (before,) = second.xpath("//a[@rel='prev']/@href")
        assert parse_qs(urlsplit(before).query) == {"type": ["date"], "page": ["1"]}
        assert len(titles(client, before)) == 50


def test_hostile_words_stand_as_words(tmp_path: Path) -> None:
    one = article(
        "Roe spoke.", "<script>alert(1)</script> \u202egpj.exe", id='"><img src=x>&', site="<b>bold</b>"
    )
    spoke = record(one, "speaker", {"person": "Roe", "cue": "spoke"}, rule="speaker.<i>")
    with Ledger.opened(written(tmp_path / "out", [(one, [spoke])])) as ledger:
        ledger.load()
    with page(tmp_path / "out") as client:
        answer = client.get("/?rule=speaker.<i>&text=roe<u>")
        for markup in ("<script>alert", "<img", "<b>", "<i>", "<u>", "\u202e"):
            assert markup not in answer.text
        (link,) = tree(client.get("/")).xpath(f"{ROWS}/th/a/@href")
        assert parse_qs(urlsplit(link).query)["id"] == ['"><img src=x>&']
