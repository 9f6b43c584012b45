"""The queue: what filters select, in which order, and how much it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.conftest import Contents
from tests.review.making import article, record

ANN = "Ann"


def ids(ledger: Ledger, query: Query, page: int = 1) -> list[str]:
    return [row.id for row in ledger.queue(query, ANN, page).rows]


def dated(number: int, confidence: float = 0.9, **fields: str) -> tuple[Article, list[Record]]:
    one = article("It was on 1 May 2024.", id=f"d{number:03d}", **fields)
    return one, [record(one, "date", {"value": "1 May 2024"}, value="2024-05-01", confidence=confidence)]


def test_the_least_sure_comes_first_and_what_has_nothing_open_last(ledger: Ledger) -> None:
    page = ledger.queue(Query(), ANN)
    assert [row.id for row in page.rows] == ["tallinn-forum", "halvorsen-rail", "quiet"]
    assert (page.documents, page.records, page.page, page.pages) == (3, 7, 1, 1)


def test_a_row_says_what_a_document_holds(ledger: Ledger) -> None:
    row = ledger.queue(Query(), ANN).rows[1]
    assert (row.title, row.source, row.published) == (
        "Halvorsen Rail names new head",
        "Meridian Newswire",
        "2024-11-12",
    )
    assert row.counts == {"date": 2, "role": 1, "speaker": 1}
    assert (row.open, row.decided, row.lowest, row.done) == (4, 0, 0.81, False)


def test_the_newest_comes_first_and_what_has_no_day_last(ledger: Ledger) -> None:
    assert ids(ledger, Query(sort="newest")) == ["tallinn-forum", "halvorsen-rail", "quiet"]


@pytest.mark.parametrize(
    ("query", "found", "records"),
    [
        (Query(types=("role",)), ["halvorsen-rail"], 1),
        (Query(types=("role", "event")), ["tallinn-forum", "halvorsen-rail"], 2),
        (Query(types=("date",)), ["halvorsen-rail", "tallinn-forum"], 3),
        (Query(rules=("speaker.quote-after",)), ["halvorsen-rail"], 1),
        (Query(states=("unreviewed",), types=("event",)), ["tallinn-forum"], 1),
        (Query(states=("rejected",)), [], 0),
        (Query(confidence_from=0.9, confidence_to=0.97), ["halvorsen-rail"], 2),
        (Query(confidence_from=0.9, confidence_to=0.1), [], 0),
        (Query(confidence_from=7.0), [], 0),
        (Query(sources=("Beacon Wire",)), ["tallinn-forum"], 3),
        (Query(sources=("Beacon Wire", "Meridian Newswire")), ["tallinn-forum", "halvorsen-rail"], 7),
        (Query(published_from="2025"), ["tallinn-forum"], 3),
        (Query(published_to="2024-11"), ["halvorsen-rail"], 4),
        (Query(published_from="2024-11-12", published_to="2024-11-12"), ["halvorsen-rail"], 4),
        (Query(published_from="2026", published_to="2025"), [], 0),
        (Query(reviewers=("Ann",)), [], 0),
        (Query(text="night trains"), ["halvorsen-rail"], 4),
        (Query(text="names"), ["halvorsen-rail"], 4),
        (Query(text="NIGHT trains", types=("event",)), [], 0),
        (Query(text="report"), ["quiet"], 0),
        (Query(types=("report",)), [], 0),
        (Query(states=("'; DROP TABLE records; --",)), [], 0),
        (Query(unreadable=(("from", "high"),)), [], 0),
    ],
)
def test_conditions_narrow_each_other(ledger: Ledger, query: Query, found: list[str], records: int) -> None:
    page = ledger.queue(query, ANN)
    assert [row.id for row in page.rows] == found
    assert (page.documents, page.records) == (len(found), records)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"chief executive"', 1),
        ('"executive chief"', 0),
        ("exec*", 1),
        ("exec", 0),
        ("Zoe", 1),
        ("ISO/IEC", 1),
        ("C++ & Söhne", 1),
        ("text: executive", 0),
        ("executive OR nothing", 0),
        ("NEAR(chief executive)", 0),
        ("\" ' ( ) * ^ - + : {", 0),
        ("*", 0),
        ('"unclosed chief', 0),
        ('"chief', 1),
        ("chief\0executive", 1),
        ("\ud800", 0),
        ("a " * 5_000, 0),
    ],
)
def test_words_are_searched_as_they_stand(
    opened: Callable[[Contents], Ledger], text: str, found: int
) -> None:
    one = article("Zoë is chief executive of C++ & Söhne, with ISO/IEC 27001.")
    assert opened([(one, [])]).queue(Query(text=text), ANN).documents == found


def test_a_filter_on_records_orders_by_the_records_it_selects(
    opened: Callable[[Contents], Ledger],
) -> None:
    def both(id: str, sure: float, other: float) -> tuple[Article, list[Record]]:
        one = article("In 2023 and in 2024.", id=id)
        return one, [
            record(one, "date", {"value": "2023"}, confidence=sure, rule="date.first"),
            record(one, "date", {"value": "2024"}, confidence=other, rule="date.second"),
        ]

    ledger = opened([both("a", 0.3, 0.9), both("b", 0.4, 0.5)])
    assert ids(ledger, Query()) == ["a", "b"]
    assert ids(ledger, Query(rules=("date.second",))) == ["b", "a"]


def test_pages_hold_fifty_and_a_page_that_is_not_there_is_the_nearest(
    opened: Callable[[Contents], Ledger],
) -> None:
    ledger = opened([dated(number, round(0.2 + number / 1000, 3)) for number in range(120)])
    assert ids(ledger, Query(), 1) == [f"d{number:03d}" for number in range(50)]
    assert ids(ledger, Query(), 3) == [f"d{number:03d}" for number in range(100, 120)]
    assert ledger.queue(Query(), ANN, 999).page == 3
    assert ledger.queue(Query(), ANN, -5).page == 1
    assert ledger.queue(Query(), ANN, 10**30).pages == 3


def test_documents_of_one_confidence_keep_their_order_over_pages(
    opened: Callable[[Contents], Ledger],
) -> None:
    ledger = opened([dated(number) for number in range(101)])
    seen = [id for page in (1, 2, 3) for id in ids(ledger, Query(), page)]
    assert seen == [f"d{number:03d}" for number in range(101)]
