"""Deciding records: what is saved, what is refused, and who sees what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.errors import OutputUnwritable, WrongUse
from pipeline.review.errors import NothingToUndo, Stale, UnknownDocument, UnknownRecord
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.cards import ANN, BEN, DOCUMENT, added_date, amended, card, cards, states
from tests.review.runs import small_contents, written


def test_each_decision_says_who_when_and_why(ledger: Ledger) -> None:
    seen = card(ledger)
    act = ledger.accept(seen.record.id, seen.seen, ANN)
    after = card(ledger)
    assert (act.action, act.records, act.documents, act.record) == ("accept", 1, 1, seen.record.id)
    assert (after.state, after.reviewer, after.record) == ("accepted", ANN, seen.record)
    assert after.at is not None
    ledger.reject(seen.record.id, after.seen, BEN, "wrong_field")
    assert (card(ledger).state, card(ledger).reviewer, card(ledger).reason) == (
        "rejected",
        BEN,
        "wrong_field",
    )
    told = [(line.action, line.reviewer, line.before, line.after) for line in ledger.history(DOCUMENT)]
    assert told == [("reject", BEN, seen.record, None), ("accept", ANN, seen.record, None)]


def test_what_one_has_accepted_is_not_accepted_again(ledger: Ledger) -> None:
    seen = card(ledger)
    ledger.accept(seen.record.id, seen.seen, ANN)
    once = card(ledger)
    assert ledger.accept(seen.record.id, once.seen, ANN).records == 0
    assert card(ledger) == once
    assert len(ledger.history(DOCUMENT)) == 1
    assert ledger.accept(seen.record.id, once.seen, BEN).records == 1  # another one says so too
    ledger.undo(BEN)
    ledger.undo(ANN)
    assert card(ledger).state == "unreviewed"


def test_what_was_settled_as_right_is_not_accepted_again(ledger: Ledger) -> None:
    ledger.set_double(True)
    id = card(ledger).record.id
    ledger.accept(id, ledger.standing(id, None).seen, ANN, settle=True)
    assert ledger.accept(id, card(ledger, reviewer=BEN).seen, BEN).records == 0
    assert len(ledger.history(DOCUMENT)) == 1


def test_an_edit_keeps_what_was_there_before(ledger: Ledger) -> None:
    seen = card(ledger)
    mended = amended(seen.record, status="current")
    ledger.edit(seen.record.id, seen.seen, ANN, mended)
    after = card(ledger)
    assert (after.state, after.record, after.found) == ("edited", mended, seen.record)
    line = ledger.history(DOCUMENT, seen.record.id)[0]
    assert (line.before, line.after, line.found) == (seen.record, mended, seen.record)


def test_who_saves_second_is_told_and_loses_nothing(ledger: Ledger) -> None:
    seen = card(ledger)
    ledger.accept(seen.record.id, seen.seen, ANN)
    with pytest.raises(Stale) as caught:
        ledger.edit(seen.record.id, seen.seen, BEN, amended(seen.record, status="former"))
    assert caught.value.standing == card(ledger, reviewer=BEN)
    assert "Ann has decided it since you saw it" in str(caught.value)
    assert len(ledger.history(DOCUMENT)) == 1


def test_what_a_new_run_changed_is_stale(ledger: Ledger) -> None:
    seen = card(ledger)
    contents = small_contents()
    contents[0] = (contents[0][0], [amended(each, confidence=0.3) for each in contents[0][1]])
    written(ledger.directory, contents)
    ledger.load()
    with pytest.raises(Stale, match="it has changed since you saw it"):
        ledger.accept(seen.record.id, seen.seen, ANN)


def test_another_connection_sees_it_at_once(ledger: Ledger) -> None:
    with Ledger.opened(ledger.directory) as other:
        seen = card(other, reviewer=BEN)
        ledger.accept(seen.record.id, seen.seen, ANN)
        assert card(other, reviewer=BEN).reviewer == ANN
        with pytest.raises(Stale):
            other.reject(seen.record.id, seen.seen, BEN, "duplicate")


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda ledger: ledger.accept("role-0000000000000000", "0.1", ANN), UnknownRecord),
        (lambda ledger: ledger.accept("' OR 1 --", "0.1", ANN), UnknownRecord),
        (lambda ledger: ledger.accept_rest("nowhere", ANN), UnknownDocument),
        (lambda ledger: ledger.done("nowhere", ANN), UnknownDocument),
        (lambda ledger: ledger.reopen("nowhere", ANN), UnknownDocument),
        (lambda ledger: ledger.add("nowhere", ANN, added_date(ledger)), UnknownDocument),
        (lambda ledger: ledger.undo(ANN), NothingToUndo),
        (lambda ledger: ledger.undo(ANN, 17), NothingToUndo),
        (lambda ledger: ledger.bulk(Query(), "reject", ANN), WrongUse),
        (lambda ledger: ledger.edit("role-1", "0.1", ANN, added_date(ledger)), WrongUse),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    ledger: Ledger, act: Callable[[Ledger], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        act(ledger)
    assert ledger.history(DOCUMENT) == []
    assert states(ledger) == ["unreviewed"] * 4


def test_what_was_missed_is_added(ledger: Ledger) -> None:
    missed = added_date(ledger)
    act = ledger.add(DOCUMENT, ANN, missed)
    added = next(each for each in cards(ledger) if each.record.id == act.record)
    assert (added.state, added.record, added.found) == ("added", missed, None)
    assert ledger.history(DOCUMENT, act.record)[0].after == missed


def test_an_id_that_was_taken_meanwhile_is_not_given_again(ledger: Ledger) -> None:
    missed = added_date(ledger)
    first, second = ledger.add(DOCUMENT, ANN, missed), ledger.add(DOCUMENT, BEN, missed)
    assert first.record == missed.id != second.record
    assert states(ledger).count("added") == 2


def test_what_was_added_and_taken_back_may_be_added_again(ledger: Ledger) -> None:
    missed = added_date(ledger)
    ledger.add(DOCUMENT, ANN, missed)
    ledger.undo(ANN)
    assert missed.id not in [each.record.id for each in cards(ledger)]
    assert ledger.add(DOCUMENT, BEN, missed).record == missed.id


def test_all_that_is_left_is_accepted_in_one_act(ledger: Ledger) -> None:
    seen = card(ledger)
    ledger.reject(seen.record.id, seen.seen, ANN, "wrong_type")
    act = ledger.accept_rest(DOCUMENT, ANN)
    assert (act.records, act.documents) == (3, 1)
    assert sorted(states(ledger)) == ["accepted", "accepted", "accepted", "rejected"]
    assert ledger.accept_rest(DOCUMENT, ANN).records == 0
    ledger.undo(ANN)
    assert sorted(states(ledger)) == ["rejected", "unreviewed", "unreviewed", "unreviewed"]


def test_the_book_is_never_changed(ledger: Ledger) -> None:
    ledger.accept_rest(DOCUMENT, ANN)
    for statement in ("UPDATE decisions SET reviewer = 'Eve'", "DELETE FROM decisions"):
        with pytest.raises(Exception, match="a decision is never"):
            ledger._database.execute(statement)
    assert {line.reviewer for line in ledger.history(DOCUMENT)} == {ANN}


def test_a_full_disk_is_told_and_nothing_is_half_saved(ledger: Ledger) -> None:
    pages = ledger._database.value("PRAGMA page_count")
    ledger._database.value(f"PRAGMA max_page_count = {pages}")
    shown = card(ledger)
    long = amended(shown.record, title="".join(map(chr, range(500, 9000))))
    with pytest.raises(OutputUnwritable, match=r"review\.sqlite: could not be written: .*full"):
        ledger.edit(shown.record.id, shown.seen, ANN, long)
    assert card(ledger) == shown
    ledger._database.value("PRAGMA max_page_count = 1000000")
    ledger.edit(shown.record.id, shown.seen, ANN, long)
    assert card(ledger).record == long
