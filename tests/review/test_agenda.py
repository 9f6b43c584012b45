"""The events of a run, by the day on which they begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.making import article, record

Opened = Callable[[list[tuple[Article, list[Record]]]], Ledger]


def fairs(*starts: str | None) -> list[tuple[Article, list[Record]]]:
    """An article for each fair, named after its number, that begins then."""
    contents = []
    for number, start in enumerate(starts):
        one = article(f"Fair {number} opens on the day.", id=f"fair-{number}")
        words = {"name": f"Fair {number}"} | ({"start": "the day"} if start else {})
        contents.append((one, [record(one, "event", words, start=start)]))
    return contents


def test_events_come_in_the_order_in_which_they_begin(opened: Opened) -> None:
    ledger = opened(fairs("2027-03-09", "2027-03", None, "2026", "2027-03-02/2027-03-20"))
    assert [event.name for event in ledger.events()] == ["Fair 3", "Fair 1", "Fair 4", "Fair 0"]


def test_both_ends_of_the_days_are_included(opened: Opened) -> None:
    ledger = opened(fairs("2027-03-01", "2027-03-02", "2027-03-05", "2027-03-06"))
    found = ledger.events(date(2027, 3, 2), date(2027, 3, 5))
    assert [event.name for event in found] == ["Fair 1", "Fair 2"]


def test_an_event_that_was_rejected_is_no_event(opened: Opened) -> None:
    ledger = opened(fairs("2027-03-01", "2027-03-02"))
    assert len(ledger.events()) == 2
    ledger.bulk(Query(text="1"), "reject", "Ann", "duplicate")
    assert [event.name for event in ledger.events()] == ["Fair 0"]
    ledger.undo("Ann")
    assert len(ledger.events()) == 2


def test_an_edited_event_stands_where_its_reviewer_put_it(opened: Opened) -> None:
    ledger = opened(fairs("2027-03-01"))
    (before,) = ledger.events()
    for day in ("2027-04-04", "2027-05-05"):
        standing = ledger.standing(before.record, "Ann")
        amended = standing.record.model_copy(update={"start": day})
        ledger.edit(before.record, standing.seen, "Ann", amended)
        assert [event.first.isoformat() for event in ledger.events()] == [day]
