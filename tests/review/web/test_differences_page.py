"""Two reviewers who work independently: how far they agree, and what is settled."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from pipeline.review.decisions import Standing
from pipeline.review.ledger import Ledger
from tests.review.making import record
from tests.review.web.reading import fields, send, texts, tree

RAIL = "halvorsen-rail"
PAGE = "/differences?first=ada&second=ben"


@pytest.fixture
def run(run: Path) -> Path:
    """The small run: ada and ben have finished an article, and differ on a post and on one that ben added."""
    with Ledger.opened(run) as ledger:
        ledger.load()
        ledger.set_double(True)
        post = standing(ledger, "ada", "role")
        mended = post.record.model_copy(update={"title": "chief"})
        ledger.edit(post.record.id, post.seen, "ada", mended)
        ledger.reject(post.record.id, standing(ledger, "ben", "role").seen, "ben", "wrong_type")
        ledger.add(RAIL, "ben", record(ledger.sheet(RAIL, None).article, "event", {"name": "night trains"}))
        for name in ("ada", "ben"):
            ledger.accept_rest(RAIL, name)
            ledger.done(RAIL, name)
    return run


def standing(ledger: Ledger, reviewer: str | None, type: str) -> Standing:
    return next(one for one in ledger.sheet(RAIL, reviewer).standings if one.record.type == type)


def shown(client: TestClient, type: str) -> html.HtmlElement:
    (section,) = tree(client.get(PAGE)).xpath(
        f"//section[contains(@class, 'difference') and @data-type='{type}']"
    )
    return section


def settle(client: TestClient, type: str, says: str) -> str:
    (form,) = shown(client, type).xpath(".//form")
    answer = send(client, "/differences", fields(form, says=says))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_agreement_is_counted_by_type(client: TestClient) -> None:
    page = tree(client.get(PAGE))
    rows = [texts(row, "th|td") for row in page.xpath("//table[caption='Agreement by type']/tbody/tr")]
    assert rows[1] == ["date", "2", "2", "2", "1.00"]
    assert rows[3] == ["role", "1", "0", "0", "0.00"]
    assert rows[4] == ["certification", "0", "0", "0", "–"]


def test_a_difference_shows_what_both_say(client: TestClient) -> None:
    post = shown(client, "role")
    assert texts(post, ".//thead/tr/th") == ["Field", "ada edited", "ben rejected wrong type"]
    assert ["title", "chief", ""] in [texts(row, "th|td") for row in post.xpath(".//tbody/tr")]
    added = shown(client, "event")
    assert texts(added, ".//thead/tr/th") == ["Field", "ada has no such record", "ben added"]


def test_one_side_becomes_what_stands(client: TestClient, run: Path) -> None:
    settle(client, "role", "ada")
    with Ledger.opened(run) as ledger:
        settled = standing(ledger, None, "role")
        assert (settled.state, settled.reviewer) == ("edited", "jane")
        assert settled.record.model_dump()["title"] == "chief"
    assert texts(shown(client, "role"), "./p")[-1] == "Settled: edited by jane"


def test_the_other_side_may_reject_for_its_own_reason(client: TestClient, run: Path) -> None:
    settle(client, "role", "ben")
    with Ledger.opened(run) as ledger:
        settled = standing(ledger, None, "role")
    assert (settled.state, settled.reason) == ("rejected", "wrong_type")


def test_what_one_has_not_is_rejected_or_stays(client: TestClient, run: Path) -> None:
    settle(client, "event", "ada")
    assert texts(shown(client, "event"), "./p")[-1].startswith("Settled: rejected")


def test_settling_can_be_undone(client: TestClient, run: Path) -> None:
    address = settle(client, "event", "ben")
    (undo,) = tree(client.get(address)).xpath("//form[@action='/differences/undo']")
    assert send(client, "/differences/undo", fields(undo)).status_code == 303
    assert shown(client, "event").xpath(".//form")


def test_a_difference_that_was_settled_meanwhile_is_not_settled_again(client: TestClient) -> None:
    (form,) = shown(client, "role").xpath(".//form")
    settle(client, "role", "ada")
    assert send(client, "/differences", fields(form, says="ben")).status_code == 409
    assert texts(shown(client, "role"), "./p")[-1] == "Settled: edited by jane"


@pytest.mark.parametrize(
    "address", ["/differences", "/differences?first=ada&second=ada", "/differences?first=zoe&page=7"]
)
def test_two_are_compared_whoever_is_asked_for(client: TestClient, address: str) -> None:
    assert len(tree(client.get(address)).xpath("//section[contains(@class, 'difference')]")) in {0, 2}


def test_where_all_work_together_nobody_differs(client: TestClient, run: Path) -> None:
    with Ledger.opened(run) as ledger:
        ledger.set_double(False)
    assert "work together" in tree(client.get("/differences")).text_content()


def test_the_two_who_have_most_in_common_are_compared_at_first(client: TestClient, run: Path) -> None:
    with Ledger.opened(run) as ledger:
        post = standing(ledger, "aaron", "role")
        ledger.accept(post.record.id, post.seen, "aaron")  # he has finished nothing
    page = tree(client.get("/differences"))
    assert texts(page, "//select[@name='first']/option[@selected]") == ["ada"]
    assert texts(page, "//select[@name='second']/option[@selected]") == ["ben"]
