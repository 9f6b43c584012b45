"""The page of a document: the article as text, the words that records rest on, and the cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.article import Article, Block
from pipeline.records import Record
from pipeline.review.ledger import Ledger
from tests.review.making import article, record
from tests.review.runs import written
from tests.review.web.pages import page
from tests.review.web.tabs import Tab, with_class

_HOSTILE = (
    "<script>alert(1)</script> Ann\u202eeoR\u202c <img src=x onerror=alert(2)>\r\nwas named chair.\n\n"
    "🎺 A NUL \x00 and \u2066 more & more.\n\nAbout Acme\n\nPhoto: 👩‍🔬 Ann"
)


def _tab_at(directory: Path, one: Article, found: list[Record]) -> Tab:
    with Ledger.opened(written(directory, [(one, found)])) as ledger:
        ledger.load()
    with page(directory) as client:
        return Tab(client, one.id)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/document", "No document is named; go back to the queue"),
        ("/document?id=", "No document is named; go back to the queue"),
        ("/edit?id=halvorsen-rail", "No record is named; go back to the queue"),
        ("/document?id=nowhere", "nowhere: no document of this run has this id; go back to the queue"),
    ],
)
def test_what_is_not_there_is_told_in_a_whole_sentence(
    taken_in: Path, client: TestClient, address: str, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert words in answer.text


def test_the_words_of_each_record_are_marked_with_its_type(tab: Tab) -> None:
    marks = [(mark.get("data-type"), mark.text_content()) for mark in tab.page.iter("mark")]
    assert ("role", "chief executive") in marks
    assert ("date", "1 January 2025") in marks
    assert ("speaker", "The night trains come first") in marks


def test_cards_stand_in_the_order_of_reading_with_fields_rule_and_confidence(tab: Tab) -> None:
    titles = [card.find(".//h3").text_content() for card in with_class(tab.page, "card")]
    assert titles == [
        "12 November 2024",
        "Beatriz Quiroga, chief executive",
        "1 January 2025",
        "Beatriz Quiroga: “The night trains come first”",
    ]
    post = next(card for card in with_class(tab.page, "card") if card.get("data-type") == "role")
    words = " ".join(post.text_content().split())
    assert "since not stated" in words
    assert "confidence 0.81" in words
    assert "role.names: somebody gives the post to the person" in words


def test_words_that_say_a_value_in_another_way_stand_beside_it(tab: Tab) -> None:
    said = next(card for card in with_class(tab.page, "card") if card.get("data-type") == "speaker")
    assert "Beatriz Quiroga from “Quiroga”" in " ".join(said.text_content().split())


def test_a_hostile_article_is_text_and_nothing_else(tmp_path: Path) -> None:
    blocks = _blocks(_HOSTILE)
    hostile = article(
        _HOSTILE,
        "<b>Bold</b> \u202egnp.exe",
        id="../<x>&y='\"",
        site="<i>Site</i>",
        url="javascript:alert(3)",
        blocks=blocks,
    )
    tab = _tab_at(tmp_path, hostile, [record(hostile, "role", {"person": "Ann", "title": "chair"})])
    desk = tab.page.get_element_by_id("desk")
    assert not list(desk.iter("script", "img", "b", "i"))
    assert not desk.xpath(".//@style | .//@onerror")
    assert not [link for link in tab.page.iterlinks() if link[2].lower().startswith("javascript:")]
    assert "\u202e" not in tab.text
    assert "\x00" not in tab.text
    assert desk.get("data-document") == hostile.id


def test_what_is_shown_counts_as_long_as_the_text(tmp_path: Path) -> None:
    hostile = article(_HOSTILE, "🎺 Head\u202e", id="a", blocks=_blocks(_HOSTILE))
    words = {"person": "Ann", "title": "chair"}
    tab = _tab_at(tmp_path, hostile, [record(hostile, "role", words)])
    for block in tab.page.xpath("//*[@data-part]"):
        whole = getattr(hostile, block.get("data-part"))
        start, shown = int(block.get("data-start")), block.text_content()
        there = whole[start : start + len(shown)]
        assert len(there) == len(shown)
        assert all(a in (b, "◇") for a, b in zip(shown, there, strict=True))
    assert [mark.text_content() for mark in tab.page.iter("mark")] == ["Ann", "chair"]


def test_blocks_keep_what_they_are(tmp_path: Path) -> None:
    one = article(_HOSTILE, id="a", blocks=_blocks(_HOSTILE))
    tab = _tab_at(tmp_path, one, [])
    kinds = [block.get("class") for block in tab.page.xpath("//div[@data-part]")]
    assert kinds == ["block paragraph", "block paragraph", "block boilerplate", "block caption"]
    assert "The run found nothing here" in tab.text


def test_a_link_to_another_record_leads_to_its_card(tmp_path: Path) -> None:
    one = article("Ann Roe spoke on 3 May 2025.", id="a")
    day = record(one, "date", {"value": "3 May 2025"}, value="2025-05-03")
    lost = {"rel": "event", "id": "event-0123456789abcdef"}
    spoke = record(
        one, "speaker", {"person": "Ann Roe", "cue": "spoke"}, links=({"rel": "date", "id": day.id}, lost)
    )
    tab = _tab_at(tmp_path, one, [day, spoke])
    ties = with_class(tab.card(spoke.id), "ties")[0]
    assert [link.get("href") for link in ties.iter("a")] == [f"#card-{day.id}"]
    assert "a record that is not shown" in ties.text_content()
    assert tab.card(spoke.id).get("data-links").split() == [f"date:{day.id}"]


def test_the_way_through_the_queue_keeps_the_filter(taken_in: Path, client: TestClient) -> None:
    tab = Tab(client, "halvorsen-rail", sort="newest", type="date")
    links = {
        link.get("rel"): link.get("href") for link in with_class(tab.page, "desk-head")[0].xpath(".//a[@rel]")
    }
    assert set(links) <= {"prev", "next"}
    assert links
    assert all("type=date&sort=newest" in address for address in links.values())


def test_a_document_that_is_not_there(taken_in: Path, client: TestClient) -> None:
    answer = client.get("/document", params={"id": "nowhere"})
    assert answer.status_code == 404
    assert "go back to the queue" in answer.text


def _blocks(text: str) -> tuple[Block, ...]:
    kinds: list[Any] = ["paragraph", "paragraph", "boilerplate", "caption"]
    blocks, start = [], 0
    for kind, words in zip(kinds, text.split("\n\n"), strict=True):
        blocks.append(Block(kind=kind, start=start, end=start + len(words)))
        start += len(words) + 2
    return tuple(blocks)
