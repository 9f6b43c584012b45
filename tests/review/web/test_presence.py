"""Two people at one document: they see each other, and what the other one has decided."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import Response

from pipeline.review.ledger import Ledger
from tests.review.runs import small_contents, written
from tests.review.web.pages import browser, log_in
from tests.review.web.tabs import Tab, arrived, parts, said, with_class


@pytest.fixture
def loaded(accounts: Path) -> None:
    """The run with accounts has been taken in."""
    with Ledger.opened(accounts) as ledger:
        ledger.load()


@pytest.fixture
def tabs(loaded: None, closed: FastAPI) -> Iterator[tuple[Tab, Tab]]:
    """Anna's and Ben's tab at the same document."""
    with ExitStack() as stack:
        clients = [stack.enter_context(browser(closed)) for _ in range(2)]
        for client, name in zip(clients, ("anna", "ben"), strict=True):
            assert log_in(client, name) == 303
        yield Tab(clients[0], "halvorsen-rail"), Tab(clients[1], "halvorsen-rail")


def _asks(tab: Tab, told: str = "") -> Response:
    line = tab.page.get_element_by_id("presence")
    revision = tab.page.get_element_by_id("revision").get("value")
    drawn = tab.page.get_element_by_id("drawn").get("value")
    address = f"{line.get('hx-get')}&revision={revision}&drawn={drawn}{told}"
    answer: Response = tab.client.get(address, headers={"hx-request": "true"})
    return answer


def _here(answer: Response) -> str:
    return " ".join(parts(answer).get_element_by_id("presence").text_content().split())


def test_they_see_each_other(tabs: tuple[Tab, Tab]) -> None:
    anna, ben = tabs
    assert _here(_asks(anna)) == "also here: ben"
    assert _here(_asks(ben)) == "also here: anna"
    assert "also here" in ben.text


def test_who_is_elsewhere_is_not_here(tabs: tuple[Tab, Tab]) -> None:
    elsewhere = Tab(tabs[0].client, "quiet")
    assert _here(_asks(elsewhere)) == ""


def test_what_the_other_one_decides_comes_by_itself(tabs: tuple[Tab, Tab]) -> None:
    anna, ben = tabs
    record = anna.cards()[1]
    ben.press("/reject", record, reason="duplicate")
    answer = _asks(anna)
    assert list(arrived(answer)) == [record]
    assert arrived(answer)[record].get("data-state") == "rejected"
    assert said(answer) == "ben decided 1 record here."
    assert parts(answer).get_element_by_id("paper") is not None


def test_nothing_comes_where_nothing_was_decided(tabs: tuple[Tab, Tab]) -> None:
    answer = _asks(tabs[0])
    assert not arrived(answer)
    assert said(answer) == ""
    assert 'id="paper"' not in answer.text


def test_a_record_that_was_added_elsewhere_comes_and_goes(tabs: tuple[Tab, Tab]) -> None:
    anna, ben = tabs
    sent, _ = ben.form("/add?id=halvorsen-rail&new=role&piece=words+text+91+94")
    ben.press("/add", **(sent | {"f.person": "Quiroga", "f.title": "chief executive", "f.status": "current"}))
    (record,) = arrived(_asks(anna))
    assert record not in anna.cards()
    ben.press("/undo")
    assert parts(_asks(anna)).xpath("//li[@data-gone]/@id") == [f"card-{record}"]


def test_who_works_independently_is_told_nothing(
    tabs: tuple[Tab, Tab], accounts: Path, closed: FastAPI
) -> None:
    anna, ben = tabs
    with Ledger.opened(accounts) as ledger:
        ledger.set_double(True)
    record = anna.cards()[1]
    ben.press("/reject", record, reason="duplicate")
    answer = _asks(anna)
    assert said(answer) == ""
    assert all(card.get("data-state") == "unreviewed" for card in arrived(answer).values())
    book = anna.client.get("/history?id=halvorsen-rail").text
    assert "Nobody has decided anything here yet" in book
    assert "you see your own decisions" in book


def _run_anew(accounts: Path, change: str) -> None:
    """A new run says something else of the document, and is taken in."""
    contents = small_contents()
    article, records = contents[0]
    if change == "text":
        data = article.model_dump(exclude={"content_sha256"}) | {"text": f"{article.text}\n\nA word more."}
        article = type(article)(**data)
    elif change == "records":
        records = records[:-1]
    contents[0] = (article, records)
    written(accounts, contents)
    with Ledger.opened(accounts) as ledger:
        ledger.load()


@pytest.mark.parametrize("change", ["text", "records"])
def test_an_open_page_notices_that_a_new_run_has_changed_its_document(
    tabs: tuple[Tab, Tab], accounts: Path, change: str
) -> None:
    anna, ben = tabs
    _run_anew(accounts, change)
    answer = _asks(anna)
    assert said(answer).startswith("A new run has changed this document.")
    (link,) = with_class(parts(answer), "overtaken")
    assert link.get("href").startswith("/document?id=halvorsen-rail")
    assert not arrived(answer)
    again = _asks(anna, told="&told=1")
    assert said(again) == ""  # it is said once, and stays to be seen
    assert with_class(parts(again), "overtaken")
    ben.press("/reject", ben.cards()[1], reason="duplicate")
    assert with_class(parts(_asks(anna)), "overtaken")
    assert not with_class(parts(_asks(Tab(anna.client, "halvorsen-rail"))), "overtaken")


def test_a_run_that_says_the_same_disturbs_nobody(tabs: tuple[Tab, Tab], accounts: Path) -> None:
    _run_anew(accounts, "nothing")
    answer = _asks(tabs[0])
    assert said(answer) == ""
    assert not with_class(parts(answer), "overtaken")
