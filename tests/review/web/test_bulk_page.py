"""Deciding many records at once: counted before, told after, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from pipeline.review.decisions import RecordState
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.runs import small_contents, written
from tests.review.web.reading import fields, send, texts, tree


@pytest.fixture
def run(run: Path) -> Path:
    """The small run, taken in."""
    with Ledger.opened(run) as ledger:
        ledger.load()
    return run


def states(run: Path) -> dict[RecordState, int]:
    """The dates of the run by state."""
    with Ledger.opened(run) as ledger:
        return ledger.facets().records["date"]


def form(page: html.HtmlElement, action: str) -> html.HtmlElement:
    (found,) = page.xpath(f"//form[input[@name='action' and @value='{action}']]")
    return found


def test_how_many_and_which_are_told_before(client: TestClient) -> None:
    page = tree(client.get("/bulk?type=date&from=0.95"))
    assert texts(page, "//h2[@id='matching']") == ["2 records in 2 documents"]
    assert texts(page, "//ul[@class='sample']/li/bdi") == ["3 March 2027", "12 November 2024"]
    fields_of = texts(page, "//ul[@class='sample']/li/*[@class='fields']")
    assert "value 2027-03-03" in fields_of[0]  # what a day is taken for is what is judged


def test_all_that_match_are_accepted_and_taken_back(client: TestClient, run: Path) -> None:
    page = tree(client.get("/bulk?type=date&from=0.95"))
    answer = send(client, "/bulk", fields(form(page, "accept")))
    assert answer.status_code == 303
    assert states(run) == {"accepted": 2, "unreviewed": 1}
    told = tree(client.get(answer.headers["location"]))
    assert texts(told, "//*[@role='status']/p") == ["Accepted 2 records in 2 documents."]
    (undo,) = told.xpath("//form[@action='/bulk/undo']")
    back = send(client, "/bulk/undo", fields(undo))
    assert states(run) == {"unreviewed": 3}
    (told,) = texts(tree(client.get(back.headers["location"])), "//*[@role='status']/p")
    assert told == "Accepted 2 records in 2 documents. Taken back: 2 records are as before."


def test_what_others_decided_since_is_left_and_said(client: TestClient, run: Path) -> None:
    page = tree(client.get("/bulk?type=date"))
    address = send(client, "/bulk", fields(form(page, "reject"), reason="duplicate")).headers["location"]
    with Ledger.opened(run) as ledger:
        (mine,) = [one for one in ledger.sheet("tallinn-forum", None).standings if one.record.type == "date"]
        ledger.accept(mine.record.id, mine.seen, "ben")
    (undo,) = tree(client.get(address)).xpath("//form[@action='/bulk/undo']")
    send(client, "/bulk/undo", fields(undo))
    (told,) = texts(tree(client.get(address)), "//*[@role='status']/p")
    assert told.endswith(
        "Taken back: 2 records are as before. 1 record was left: somebody has decided there since."
    )
    assert states(run) == {"accepted": 1, "unreviewed": 2}


def test_what_was_taken_back_already_is_no_failure_of_the_server(client: TestClient, run: Path) -> None:
    page = tree(client.get("/bulk?type=date"))
    address = send(client, "/bulk", fields(form(page, "accept"))).headers["location"]
    (undo,) = tree(client.get(address)).xpath("//form[@action='/bulk/undo']")
    assert send(client, "/bulk/undo", fields(undo)).status_code == 303
    again = send(client, "/bulk/undo", fields(undo))
    assert (again.status_code, "undone already" in again.text) == (409, True)


def test_a_rejection_needs_a_reason(client: TestClient, run: Path) -> None:
    page = tree(client.get("/bulk?type=date"))
    assert send(client, "/bulk", fields(form(page, "reject"))).status_code == 400
    assert send(client, "/bulk", fields(form(page, "reject"), reason="because")).status_code == 400
    assert states(run) == {"unreviewed": 3}


def test_nothing_is_decided_where_another_number_matches_by_now(client: TestClient, run: Path) -> None:
    page = tree(client.get("/bulk?type=date"))
    with Ledger.opened(run) as ledger:
        ledger.bulk(Query(types=("date",), confidence_from=0.99), "reject", "ben", "duplicate")
    answer = send(client, "/bulk", fields(form(page, "accept")))
    assert answer.status_code == 409
    assert "Nothing was decided" in answer.text
    assert states(run) == {"rejected": 1, "unreviewed": 2}


def test_without_a_filter_nothing_is_decided(client: TestClient, run: Path) -> None:
    page = tree(client.get("/bulk"))
    assert not page.xpath("//form[@action='/bulk']")
    sent = fields(form(tree(client.get("/bulk?type=date")), "accept"))
    wider = [(name, "7" if name == "expected" else value) for name, value in sent if name != "type"]
    assert send(client, "/bulk", wider).status_code == 409
    assert states(run) == {"unreviewed": 3}


def test_what_is_so_already_is_told(client: TestClient, run: Path) -> None:
    with Ledger.opened(run) as ledger:
        ledger.bulk(Query(types=("date",)), "accept", "ben")
    page = tree(client.get("/bulk?state=accepted"))
    answer = send(client, "/bulk", fields(form(page, "accept")))
    assert "Nothing was left to decide" in answer.text


def test_what_stands_on_no_words_any_more_is_left_and_said(client: TestClient, run: Path) -> None:
    contents = small_contents()
    one, _ = contents[0]
    with Ledger.opened(run) as ledger:
        ledger.accept_rest(one.id, "jane")
        data = one.model_dump(exclude={"content_sha256"}) | {"text": "The night trains.", "blocks": ()}
        written(run, [(type(one)(**data), []), *contents[1:]])
        ledger.load()
    page = tree(client.get("/bulk?type=date"))
    address = send(client, "/bulk", fields(form(page, "accept"))).headers["location"]
    (told,) = texts(tree(client.get(address)), "//*[@role='status']/p")
    assert told == (
        "Accepted 1 record in 1 document. 2 records were left: they are so already, "
        "or their words no longer stand in the article."
    )
    page = tree(client.get("/bulk?type=date"))
    answer = send(client, "/bulk", fields(form(page, "accept")))
    assert "because their words no longer stand in the article" in answer.text


@pytest.mark.parametrize("act", ["", "x", "999", "9" * 400])
def test_an_act_that_is_none_is_told_kindly(client: TestClient, act: str) -> None:
    assert client.get(f"/bulk/done?act={act}").status_code in {400, 404}
