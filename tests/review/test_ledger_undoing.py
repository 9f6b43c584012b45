"""Marking as done, and taking back."""

from __future__ import annotations

import pytest

from pipeline.review.errors import NothingToUndo, Undecided
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.cards import ANN, BEN, DOCUMENT, amended, card, cards, states
from tests.review.runs import small_contents, written


class TestDone:
    """A document is done where nothing is open, and as long as its text stays."""

    def test_what_is_open_is_counted(self, ledger: Ledger) -> None:
        with pytest.raises(Undecided, match="4 records are not decided yet") as caught:
            ledger.done(DOCUMENT, ANN)
        assert caught.value.count == 4
        assert not ledger.sheet(DOCUMENT, ANN).done

    def test_it_leaves_the_queue_and_comes_back(self, ledger: Ledger) -> None:
        ledger.accept_rest(DOCUMENT, ANN)
        ledger.done(DOCUMENT, ANN)
        assert DOCUMENT not in [row.id for row in ledger.queue(Query(), ANN).rows]
        ledger.reopen(DOCUMENT, BEN)
        assert DOCUMENT in [row.id for row in ledger.queue(Query(), ANN).rows]

    def test_undoing_marks_it_as_it_was(self, ledger: Ledger) -> None:
        ledger.accept_rest(DOCUMENT, ANN)
        ledger.done(DOCUMENT, ANN)
        assert ledger.undo(ANN).document == DOCUMENT
        assert not ledger.sheet(DOCUMENT, ANN).done
        assert states(ledger) == ["accepted"] * 4

    @pytest.mark.parametrize("change", ["text", "record"])
    def test_a_new_run_may_open_it(self, ledger: Ledger, change: str) -> None:
        ledger.accept_rest(DOCUMENT, ANN)
        ledger.done(DOCUMENT, ANN)
        contents = small_contents()
        one, records = contents[0]
        if change == "text":
            data = one.model_dump(exclude={"content_sha256"}) | {"text": f"{one.text}\n\nA word more."}
            one = type(one)(**data)
        else:
            records[-1] = amended(records[-1], honorific="Ms")
        contents[0] = (one, records)
        written(ledger.directory, contents)
        ledger.load()
        assert not ledger.sheet(DOCUMENT, ANN).done
        ledger.accept_rest(DOCUMENT, BEN)
        assert ledger.sheet(DOCUMENT, ANN).done is (change == "record")


class TestUndo:
    """Undoing takes back one's own acts, the latest first."""

    def test_acts_are_taken_back_one_after_the_other(self, ledger: Ledger) -> None:
        seen = card(ledger)
        ledger.accept(seen.record.id, seen.seen, ANN)
        ledger.edit(seen.record.id, card(ledger).seen, ANN, amended(seen.record, status="former"))
        assert ledger.undo(ANN).kept == ()
        assert (card(ledger).state, card(ledger).record) == ("accepted", seen.record)
        ledger.undo(ANN)
        assert (card(ledger).state, card(ledger).reviewer) == ("unreviewed", None)
        with pytest.raises(NothingToUndo):
            ledger.undo(ANN)
        assert [line.action for line in ledger.history(DOCUMENT)] == ["undo", "undo", "edit", "accept"]

    def test_what_others_decided_since_is_left_and_told(self, ledger: Ledger) -> None:
        first = cards(ledger)[0]
        act = ledger.accept_rest(DOCUMENT, ANN)
        ledger.reject(first.record.id, cards(ledger)[0].seen, BEN, "duplicate")
        undone = ledger.undo(ANN, act.number)
        assert undone.kept == (first.record.id,)
        assert undone.act.records == 3
        assert states(ledger) == ["rejected", "unreviewed", "unreviewed", "unreviewed"]

    def test_nobody_undoes_for_another(self, ledger: Ledger) -> None:
        act = ledger.accept_rest(DOCUMENT, ANN)
        for number in (None, act.number):
            with pytest.raises(NothingToUndo):
                ledger.undo(BEN, number)
        assert states(ledger) == ["accepted"] * 4

    def test_an_act_is_undone_once(self, ledger: Ledger) -> None:
        act = ledger.accept_rest(DOCUMENT, ANN)
        ledger.undo(ANN, act.number)
        with pytest.raises(NothingToUndo, match="undone already"):
            ledger.undo(ANN, act.number)

    def test_an_act_that_others_decided_over_does_not_bar_the_way(self, ledger: Ledger) -> None:
        first, second = cards(ledger)[:2]
        ledger.accept(first.record.id, first.seen, ANN)
        ledger.accept(second.record.id, second.seen, ANN)
        ledger.reject(second.record.id, cards(ledger)[1].seen, BEN, "duplicate")
        assert ledger.undo(ANN).kept == ()
        assert states(ledger)[:2] == ["unreviewed", "rejected"]
        assert ledger.undo(ANN).kept == (second.record.id,)
        assert states(ledger)[:2] == ["unreviewed", "rejected"]

    def test_the_document_is_one_of_which_something_was_taken_back(self, ledger: Ledger) -> None:
        ledger.bulk(Query(types=("date",)), "accept", ANN)
        for shown in cards(ledger):
            if shown.record.type == "date":
                ledger.reject(shown.record.id, shown.seen, BEN, "duplicate")
        undone = ledger.undo(ANN)
        assert (undone.document, undone.act.records, len(undone.kept)) == ("tallinn-forum", 1, 2)
