"""Deciding all that match a filter, and taking it back."""

from __future__ import annotations

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.cards import ANN, BEN, DOCUMENT, amended, card, cards, states
from tests.review.making import record
from tests.review.runs import small_contents, written

RIGHT = ("accepted", "edited", "added")


def test_what_matches_is_decided_in_one_act(ledger: Ledger) -> None:
    query = Query(types=("date",))
    wanted = ledger.count(query, ANN)
    act = ledger.bulk(query, "accept", ANN)
    assert (act.documents, act.records) == (wanted.documents, wanted.records) == (2, 3)
    assert ledger.count(query, ANN).records == 0
    assert ledger.count(Query(types=("date",), states=("accepted",)), ANN).records == 3
    told = ledger.history(DOCUMENT)
    assert {(line.act, line.reviewer, line.action, line.before == line.found) for line in told} == {
        (act.number, ANN, "accept", True)
    }
    assert ledger.queue(Query(), ANN).rows[0].lowest == 0.55


def test_a_rejection_gives_its_reason(ledger: Ledger) -> None:
    ledger.bulk(Query(rules=("role.names",)), "reject", BEN, "wrong_type")
    assert (card(ledger).state, card(ledger).reviewer, card(ledger).reason) == ("rejected", BEN, "wrong_type")


def test_what_was_decided_is_left_alone(ledger: Ledger) -> None:
    seen = card(ledger)
    ledger.reject(seen.record.id, seen.seen, BEN, "duplicate")
    assert ledger.bulk(Query(), "accept", ANN).records == 6
    assert card(ledger).state == "rejected"
    assert ledger.bulk(Query(states=RIGHT), "accept", ANN).records == 0
    assert ledger.bulk(Query(states=("rejected",)), "accept", ANN).records == 1


def test_it_is_undone_but_for_what_was_decided_since(ledger: Ledger) -> None:
    act = ledger.bulk(Query(), "accept", ANN)
    seen = card(ledger)
    ledger.reject(seen.record.id, seen.seen, BEN, "wrong_field")
    undone = ledger.undo(ANN, act.number)
    assert (undone.act.records, undone.kept) == (6, (seen.record.id,))
    assert sorted(states(ledger)) == ["rejected", "unreviewed", "unreviewed", "unreviewed"]
    assert [row.open for row in ledger.queue(Query(), ANN).rows] == [3, 3, 0]


def test_undoing_brings_back_the_decisions_before(ledger: Ledger) -> None:
    seen = card(ledger)
    ledger.edit(seen.record.id, seen.seen, ANN, amended(seen.record, status="former"))
    act = ledger.bulk(Query(states=("edited",)), "reject", ANN, "not_in_text")
    assert (card(ledger).state, card(ledger).record) == ("rejected", seen.record)
    ledger.undo(ANN, act.number)
    assert (card(ledger).state, card(ledger).record.model_dump()["status"]) == ("edited", "former")


def test_a_document_that_a_run_opened_again_is_done_again(ledger: Ledger) -> None:
    ledger.accept_rest(DOCUMENT, ANN)
    ledger.done(DOCUMENT, ANN)
    contents = small_contents()
    contents[0][1][2] = amended(contents[0][1][2], status="former")
    written(ledger.directory, contents)
    ledger.load()
    assert not ledger.sheet(DOCUMENT, ANN).done
    act = ledger.bulk(Query(), "accept", ANN)
    assert ledger.sheet(DOCUMENT, ANN).done
    ledger.undo(ANN, act.number)
    assert not ledger.sheet(DOCUMENT, ANN).done


def test_undoing_lets_a_decision_carry_over_again(ledger: Ledger) -> None:
    """The run finds a fact under another id; deciding it and undoing that brings the first decision back."""
    seen = card(ledger)
    ledger.accept(seen.record.id, seen.seen, BEN)
    contents = small_contents()
    one, records = contents[0]
    words = {"organization": "Halvorsen Rail", "person": "Beatriz Quiroga", "title": "chief executive"}
    renamed = record(one, "role", words, status="incoming", rule="role.names", ordinal=1)
    contents[0] = (one, [renamed if each.type == "role" else each for each in records])
    written(ledger.directory, contents)
    ledger.load()
    inherited = card(ledger)
    assert (inherited.record, inherited.state, inherited.reviewer) == (renamed, "accepted", BEN)
    act = ledger.bulk(Query(types=("role",), states=("accepted",)), "reject", ANN, "duplicate")
    assert [each.state for each in cards(ledger) if each.record.type == "role"] == ["rejected"]
    ledger.undo(ANN, act.number)
    assert card(ledger) == inherited
