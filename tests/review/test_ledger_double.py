"""Two reviewers who work independently of each other, and the differences between them."""

from __future__ import annotations

import pytest

from pipeline.review.errors import Stale, Undecided
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.cards import ANN, BEN, DOCUMENT, added_date, amended, card, cards, states
from tests.review.runs import small_contents, written

CEM = "Cem"


@pytest.fixture
def double(ledger: Ledger) -> Ledger:
    ledger.set_double(True)
    return ledger


def overall(ledger: Ledger, id: str) -> str:
    return ledger.standing(id, None).state


def test_each_sees_only_the_own_opinions(double: Ledger) -> None:
    seen = card(double)
    double.accept(seen.record.id, seen.seen, ANN)
    assert (card(double).state, card(double, reviewer=BEN).state) == ("accepted", "unreviewed")
    double.reject(seen.record.id, card(double, reviewer=BEN).seen, BEN, "wrong_field")
    assert (card(double).state, card(double, reviewer=BEN).state) == ("accepted", "rejected")
    assert card(double, reviewer=BEN).reason == "wrong_field"
    assert overall(double, seen.record.id) == "disputed"


def test_what_both_say_holds(double: Ledger) -> None:
    seen = card(double)
    mended = amended(seen.record, status="former")
    for reviewer in (ANN, BEN):
        assert overall(double, seen.record.id) == "unreviewed"
        double.edit(seen.record.id, card(double, reviewer=reviewer).seen, reviewer, mended)
    assert (overall(double, seen.record.id), double.standing(seen.record.id, None).record) == (
        "edited",
        mended,
    )


def test_a_third_decision_settles_it_for_all(double: Ledger) -> None:
    seen = card(double)
    double.accept(seen.record.id, seen.seen, ANN)
    double.reject(seen.record.id, seen.seen, BEN, "duplicate")
    disputed = double.standing(seen.record.id, None)
    with pytest.raises(Stale):
        double.accept(seen.record.id, card(double, reviewer=BEN).seen, CEM, settle=True)
    double.reject(seen.record.id, disputed.seen, CEM, "duplicate", settle=True)
    assert [card(double, reviewer=who).state for who in (ANN, BEN, CEM)] == ["rejected"] * 3
    double.undo(CEM)
    assert [card(double, reviewer=who).state for who in (ANN, BEN, CEM)] == [
        "accepted",
        "rejected",
        "unreviewed",
    ]


def test_what_was_settled_is_settled_anew_by_who_decides_it(double: Ledger) -> None:
    seen = card(double)
    double.accept(seen.record.id, seen.seen, ANN)
    double.reject(seen.record.id, seen.seen, BEN, "duplicate")
    double.reject(seen.record.id, double.standing(seen.record.id, None).seen, CEM, "duplicate", settle=True)
    double.accept(seen.record.id, card(double).seen, ANN)
    assert [card(double, reviewer=who).state for who in (ANN, BEN, CEM)] == ["accepted"] * 3
    double.undo(ANN)
    assert [card(double, reviewer=who).state for who in (ANN, BEN, CEM)] == ["rejected"] * 3
    assert double.bulk(Query(states=("rejected",), types=("role",)), "accept", ANN).records == 1
    assert [card(double, reviewer=who).state for who in (ANN, BEN, CEM)] == ["accepted"] * 3


def test_what_one_adds_the_other_does_not_see(double: Ledger) -> None:
    missed = added_date(double)
    first = double.add(DOCUMENT, ANN, missed)
    assert missed.id not in [each.record.id for each in cards(double, BEN)]
    second = double.add(DOCUMENT, BEN, missed)
    assert first.record == second.record == missed.id
    assert overall(double, missed.id) == "added"


def test_a_document_is_done_when_two_have_finished_and_agree(double: Ledger) -> None:
    double.accept_rest(DOCUMENT, ANN)
    double.done(DOCUMENT, ANN)
    with pytest.raises(Undecided, match="4 records"):
        double.done(DOCUMENT, BEN)
    assert double.sheet(DOCUMENT, ANN).done  # for Ann
    assert not double.sheet(DOCUMENT, BEN).done
    assert not double.sheet(DOCUMENT, None).done
    seen = card(double, reviewer=BEN)
    double.reject(seen.record.id, seen.seen, BEN, "wrong_type")
    double.accept_rest(DOCUMENT, BEN)
    double.done(DOCUMENT, BEN)
    assert not double.sheet(DOCUMENT, None).done
    double.accept(seen.record.id, double.standing(seen.record.id, None).seen, CEM, settle=True)
    assert double.sheet(DOCUMENT, None).done


def test_what_one_added_has_to_be_settled(double: Ledger) -> None:
    added = double.add(DOCUMENT, ANN, added_date(double)).record
    assert added is not None
    for reviewer in (ANN, BEN):
        double.accept_rest(DOCUMENT, reviewer)
        double.done(DOCUMENT, reviewer)
    assert overall(double, added) == "disputed"
    assert not double.sheet(DOCUMENT, None).done
    double.reject(added, double.standing(added, None).seen, CEM, "not_in_text", settle=True)
    assert double.sheet(DOCUMENT, None).done


def test_who_has_to_decide_again_is_not_done(double: Ledger) -> None:
    for reviewer in (ANN, BEN):
        double.accept_rest(DOCUMENT, reviewer)
        double.done(DOCUMENT, reviewer)
    contents = small_contents()
    one, found = contents[0]
    found[-1] = amended(found[-1], honorific="Ms")
    written(double.directory, [(one, found), *contents[1:]])
    double.load()
    assert [double.sheet(DOCUMENT, who).done for who in (ANN, BEN)] == [False, False]
    assert DOCUMENT in [row.id for row in double.queue(Query(), ANN).rows]
    double.accept_rest(DOCUMENT, ANN)
    assert [double.sheet(DOCUMENT, who).done for who in (ANN, BEN, None)] == [True, False, False]


def test_undoing_is_not_stopped_by_the_other(double: Ledger) -> None:
    double.accept_rest(DOCUMENT, ANN)
    double.accept_rest(DOCUMENT, BEN)
    assert double.undo(ANN).kept == ()
    assert (states(double, ANN), states(double, BEN)) == (["unreviewed"] * 4, ["accepted"] * 4)


def test_many_are_decided_as_one_by_one(double: Ledger) -> None:
    double.bulk(Query(), "accept", ANN)
    seen = card(double, reviewer=BEN)
    double.edit(seen.record.id, seen.seen, BEN, amended(seen.record, status="former"))
    double.bulk(Query(types=("date",)), "reject", BEN, "wrong_type")
    double.bulk(Query(types=("speaker",)), "accept", BEN)
    assert {each.record.type: each.state for each in cards(double, BEN)} == {
        "role": "edited",
        "date": "rejected",
        "speaker": "accepted",
    }
    assert {each.record.type: each.state for each in double.sheet(DOCUMENT, None).standings} == {
        "role": "disputed",
        "date": "disputed",
        "speaker": "accepted",
    }
    assert states(double) == ["accepted"] * 4


def test_many_may_finish_what_both_have_marked_done(double: Ledger) -> None:
    for reviewer in (ANN, BEN):
        double.accept_rest(DOCUMENT, reviewer)
        double.done(DOCUMENT, reviewer)
    double.bulk(Query(types=("date",), states=("accepted",), done=True), "reject", ANN, "duplicate")
    assert not double.sheet(DOCUMENT, None).done
    double.set_double(False)
    assert double.sheet(DOCUMENT, None).done
    double.set_double(True)
    double.undo(ANN)
    assert double.sheet(DOCUMENT, None).done


def test_no_decision_is_lost_by_turning_it_on_and_off(ledger: Ledger) -> None:
    seen = card(ledger)
    ledger.reject(seen.record.id, seen.seen, ANN, "duplicate")
    before = cards(ledger, ANN)
    ledger.set_double(True)
    assert (card(ledger).state, card(ledger, reviewer=BEN).state) == ("rejected", "unreviewed")
    ledger.set_double(False)
    assert cards(ledger, ANN) == before
