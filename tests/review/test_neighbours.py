"""The way through the queue, also while decisions move documents in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.review.errors import UnknownDocument
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.neighbours import Beside
from pipeline.review.query import Query
from tests.review.conftest import Contents
from tests.review.making import article, record

ANN = "Ann"


@pytest.fixture
def ledger(opened: Callable[[Contents], Ledger]) -> Ledger:
    """Five documents a to e, each with two records, the surer the later in the alphabet."""
    contents = []
    for place, id in enumerate("abcde"):
        one = article("In 2023 and in 2024.", id=id, published=f"2024-01-0{9 - place}")
        confidence = 0.1 + place / 10
        found = [
            record(one, "date", {"value": "2023"}, confidence=round(confidence, 2)),
            record(one, "date", {"value": "2024"}, confidence=round(confidence + 0.05, 2)),
        ]
        contents.append((one, found))
    return opened(contents)


def names(beside: Beside) -> tuple[str | None, str | None]:
    previous, following = beside.previous, beside.next
    return (previous.id if previous else None, following.id if following else None)


@pytest.mark.parametrize("query", [Query(), Query(sort="newest"), Query(types=("date",)), Query(text="2023")])
def test_every_document_is_between_its_neighbours(ledger: Ledger, query: Query) -> None:
    around = [names(ledger.beside(id, query, ANN)) for id in "abcde"]
    assert around == [(None, "b"), ("a", "c"), ("b", "d"), ("c", "e"), ("d", None)]


def test_a_place_counts_from_one(ledger: Ledger) -> None:
    beside = ledger.beside("c", Query(), ANN)
    assert (beside.place, beside.documents) == (3, 5)


def test_the_next_document_stays_the_next_while_records_are_decided(ledger: Ledger) -> None:
    row = ledger.queue(Query(), ANN).rows[1]
    query = Query(at=row.at)
    for standing in ledger.sheet("b", ANN).standings:
        ledger.accept(standing.record.id, standing.seen, ANN)
        assert names(ledger.beside("b", query, ANN)) == ("a", "c")
    ledger.done("b", ANN)
    assert names(ledger.beside("b", query, ANN)) == ("a", "c")
    following = ledger.beside("b", query, ANN).next
    assert following is not None
    assert names(ledger.beside("c", replace(query, at=following.at), ANN)) == ("a", "d")


def test_without_its_place_a_document_that_left_the_queue_is_where_it_was(ledger: Ledger) -> None:
    ledger.accept_rest("b", ANN)
    ledger.done("b", ANN)
    assert names(ledger.beside("b", Query(), ANN)) == ("a", "c")
    assert names(ledger.beside("b", Query(states=("unreviewed",)), ANN)) == ("a", "c")


def test_a_document_that_the_filter_never_selected_has_a_way_back(ledger: Ledger) -> None:
    assert names(ledger.beside("a", Query(confidence_from=0.45), ANN)) == ("e", None)
    assert names(ledger.beside("a", Query(text="nothing"), ANN)) == (None, None)


def test_an_unknown_document_is_said(ledger: Ledger) -> None:
    with pytest.raises(UnknownDocument, match="nowhere"):
        ledger.beside("nowhere", Query(), ANN)
