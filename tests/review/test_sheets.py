"""A document with its records, and what was decided of it."""

from __future__ import annotations

import pytest

from pipeline.review.errors import UnknownDocument, UnknownRecord
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.runs import small_contents

ANN, BEN = "Ann", "Ben"
RAIL = "halvorsen-rail"


def test_a_sheet_has_the_article_and_its_records_in_the_order_of_reading(ledger: Ledger) -> None:
    sheet = ledger.sheet(RAIL, ANN)
    one, found = small_contents()[0]
    assert sheet.article == one
    assert {standing.record for standing in sheet.standings} == set(found)
    places = [
        min(piece.start for piece in s.record.evidence if piece.part == "text") for s in sheet.standings
    ]
    assert [s.record.type for s in sheet.standings] == ["date", "role", "date", "speaker"]
    assert places[:3] == sorted(places[:3])
    assert (sheet.done, sheet.revision, sheet.others) == (False, 0, ())


def test_a_sheet_says_who_else_decided_here(ledger: Ledger) -> None:
    ledger.bulk(Query(types=("role",)), "accept", BEN)
    sheet = ledger.sheet(RAIL, ANN)
    assert sheet.others == (BEN,)
    assert sheet.revision == ledger.revision(RAIL) == 1
    assert ledger.sheet(RAIL, BEN).others == ()


def test_sheets_are_of_one_moment(ledger: Ledger) -> None:
    with Ledger.opened(ledger.directory) as other:
        sheets = ledger.sheets()
        first = next(sheets)
        other.bulk(Query(), "accept", BEN)
        rest = list(sheets)
    assert [sheet.article.id for sheet in (first, *rest)] == [RAIL, "quiet", "tallinn-forum"]
    assert {standing.state for sheet in rest for standing in sheet.standings} == {"unreviewed"}
    assert {standing.state for standing in ledger.sheet(RAIL, ANN).standings} == {"accepted"}


def test_sheets_may_be_left_behind_when_the_book_is_closed(ledger: Ledger) -> None:
    with Ledger.opened(ledger.directory) as other:
        sheets = other.sheets()
        next(sheets)
    del sheets  # an error in here fails the test: it is warned of, and warnings of this kind are errors
    assert ledger.bulk(Query(), "accept", ANN).records == 7


def test_who_works_independently_does_not_see_what_the_other_decided(ledger: Ledger) -> None:
    ledger.set_double(True)
    ledger.bulk(Query(types=("role",)), "reject", BEN, "wrong_field")
    states = {name: [s.state for s in ledger.sheet(RAIL, name).standings] for name in (ANN, BEN)}
    assert states[ANN] == ["unreviewed"] * 4
    assert states[BEN].count("rejected") == 1
    assert ledger.count(Query(), ANN).records == 7
    assert ledger.count(Query(), BEN).records == 6
    assert ledger.queue(Query(states=("rejected",)), ANN).documents == 0
    assert ledger.queue(Query(states=("rejected",)), BEN).documents == 1
    assert ledger.queue(Query(reviewers=(BEN,)), ANN).documents == 0
    assert ledger.queue(Query(), ANN).rows[1].open == 4


def test_what_another_adds_who_works_independently_does_not_show(ledger: Ledger) -> None:
    ledger.set_double(True)
    found = ledger.sheet(RAIL, BEN).standings[0].record
    act = ledger.add(RAIL, BEN, found.model_copy(update={"id": "date-00000000000000aa", "rule": "review"}))
    assert act.records == 1
    assert len(ledger.sheet(RAIL, ANN).standings) == 4
    assert len(ledger.sheet(RAIL, BEN).standings) == 5
    (ann, ben) = (
        next(row for row in ledger.queue(Query(), name).rows if row.id == RAIL) for name in (ANN, BEN)
    )
    assert (ann.open + ann.decided, ben.open + ben.decided) == (4, 5)


def test_a_history_begins_with_the_latest(ledger: Ledger) -> None:
    ledger.bulk(Query(types=("role",)), "accept", ANN)
    ledger.bulk(Query(types=("role",), states=("accepted",)), "reject", BEN, "duplicate")
    ledger.bulk(Query(types=("speaker",)), "accept", ANN)
    assert [(one.action, one.reviewer) for one in ledger.history(RAIL)] == [
        ("accept", ANN),
        ("reject", BEN),
        ("accept", ANN),
    ]
    role = next(s.record.id for s in ledger.sheet(RAIL, ANN).standings if s.record.type == "role")
    assert [one.action for one in ledger.history(RAIL, role)] == ["reject", "accept"]
    assert [one.reason for one in ledger.history(RAIL, role, limit=1)] == ["duplicate"]
    assert ledger.history("nowhere") == ledger.history(RAIL, "nothing") == []


@pytest.mark.parametrize("id", ["", "nowhere", "'; --", "a\0b", "\ud800", "x" * 100_000])
def test_what_is_not_there_is_said(ledger: Ledger, id: str) -> None:
    with pytest.raises(UnknownDocument):
        ledger.sheet(id, ANN)
    with pytest.raises(UnknownDocument):
        ledger.revision(id)
    with pytest.raises(UnknownRecord):
        ledger.standing(id, ANN)
