"""Where a record stands after its decisions, when a new run says the same, something else, or nothing."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.decisions import Action, Decision, RecordState
from pipeline.review.standing import Entry, Stand, stands
from tests.review.making import article, record

ARTICLE = article("Halvorsen Rail named Jane Roe chair on 1 May 2024.")
SHIFTED = article(f"An editor's note.\n\n{ARTICLE.text}")
OTHER = article("Halvorsen Rail named John Doe chair.")
WORDS = {"person": "Jane Roe", "title": "chair", "organization": "Halvorsen Rail"}


def role(source: Article = ARTICLE, words: dict[str, str] = WORDS, **fields: Any) -> Record:
    return record(source, "role", words, **fields)


FOUND = role()
EDITED = FOUND.model_copy(update={"status": "incoming"})
_NUMBERS = count(1)


def decision(
    action: Action,
    found: Record | None = FOUND,
    before: Record | None = FOUND,
    after: Record | None = None,
    **fields: Any,
) -> Decision:
    number = next(_NUMBERS)
    known: dict[str, Any] = {
        "number": number,
        "act": number,
        "at": "2031-05-01T00:00:00+00:00",
        "reviewer": "Ann",
        "action": action,
        "document": "doc",
        "record": (before or after or FOUND).id,
        "reason": "wrong_field" if action == "reject" else None,
        "before": before,
        "after": after,
        "undoes": None,
        "version": "1",
        "found": found,
    }
    return Decision(**(known | fields))


ACCEPTED = decision("accept")
REJECTED = decision("reject")
EDIT = decision("edit", after=EDITED)
EDIT_ACCEPTED = decision("accept", before=EDITED)
EDIT_REJECTED = decision("reject", before=EDITED)
ADDED = decision("add", found=None, before=None, after=FOUND)
ADDED_REJECTED = decision("reject", found=None)


def stand_of(found: Record | None, *decisions: Decision, source: Article = ARTICLE) -> Stand:
    entry = Entry(id=FOUND.id, found=found, decisions=decisions)
    return stands([entry], source)[FOUND.id]


@pytest.mark.parametrize(
    ("decisions", "state", "shown"),
    [
        ((), "unreviewed", FOUND),
        ((ACCEPTED,), "accepted", FOUND),
        ((REJECTED,), "rejected", FOUND),
        ((EDIT,), "edited", EDITED),
        ((EDIT, EDIT_ACCEPTED), "edited", EDITED),
        ((EDIT, EDIT_REJECTED), "rejected", FOUND),
        ((REJECTED, ACCEPTED), "accepted", FOUND),
        ((EDIT, decision("edit", before=EDITED, after=FOUND)), "accepted", FOUND),
    ],
)
def test_the_last_decision_counts(decisions: tuple[Decision, ...], state: RecordState, shown: Record) -> None:
    stand = stand_of(FOUND, *decisions)
    assert (stand.state, stand.record) == (state, shown)
    assert stand.decision == (decisions[-1] if decisions else None)


SURER = FOUND.model_copy(update={"confidence": 0.99, "rule": "role.other", "person_id": f"person-{'0' * 16}"})
MOVED = role(SHIFTED)
NOW_INCOMING = role(status="incoming")
FEWER_WORDS = FOUND.model_copy(update={"evidence": FOUND.evidence[:2]})


@pytest.mark.parametrize("decided", [ACCEPTED, REJECTED])
@pytest.mark.parametrize(("found", "source"), [(SURER, ARTICLE), (MOVED, SHIFTED)])
def test_a_decision_stands_while_the_run_says_the_same(
    decided: Decision, found: Record, source: Article
) -> None:
    stand = stand_of(found, decided, source=source)
    assert (stand.state, stand.record) == ("accepted" if decided is ACCEPTED else "rejected", found)


@pytest.mark.parametrize("decided", [ACCEPTED, REJECTED])
@pytest.mark.parametrize("found", [NOW_INCOMING, FEWER_WORDS])
def test_what_the_run_says_otherwise_has_to_be_decided_again(decided: Decision, found: Record) -> None:
    stand = stand_of(found, decided)
    assert (stand.state, stand.record, stand.decision) == ("changed", found, decided)


def test_an_edited_record_moves_with_its_words() -> None:
    stand = stand_of(MOVED, EDIT, source=SHIFTED)
    assert stand.state == "edited"
    assert stand.record == role(SHIFTED, status="incoming").model_copy(update={"id": FOUND.id})


def test_a_run_that_has_learned_what_was_edited_is_right() -> None:
    stand = stand_of(NOW_INCOMING, EDIT)
    assert (stand.state, stand.record) == ("accepted", NOW_INCOMING)


def test_an_edited_record_whose_words_are_gone_comes_back() -> None:
    words = WORDS | {"since": "1 May 2024"}
    after = role(words=words, since="2024-05-01")
    now = article("Halvorsen Rail named Jane Roe chair.")
    found = role(now)
    stand = stand_of(found, decision("edit", after=after), source=now)
    assert (stand.state, stand.record) == ("changed", found)


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        ((ACCEPTED,), "accepted"),
        ((EDIT,), "edited"),
        ((ADDED,), "added"),
        ((ADDED, decision("edit", found=None, after=EDITED)), "added"),
        ((ADDED, ADDED_REJECTED), "rejected"),
    ],
)
def test_what_the_run_finds_no_more_stands_while_its_words_do(
    decisions: tuple[Decision, ...], state: RecordState
) -> None:
    stand = stand_of(None, *decisions, source=SHIFTED)
    assert stand.state == state
    assert stand.record is not None
    assert all(piece.stands_in(SHIFTED) for piece in stand.record.evidence)


@pytest.mark.parametrize("decided", [ACCEPTED, EDIT, ADDED])
def test_what_was_right_comes_back_when_its_words_are_gone(decided: Decision) -> None:
    stand = stand_of(None, decided, source=OTHER)
    assert stand.state == "changed"
    assert stand.record is not None


@pytest.mark.parametrize("decisions", [(), (REJECTED,), (EDIT, EDIT_REJECTED)])
def test_what_nobody_found_right_goes_with_the_run(decisions: tuple[Decision, ...]) -> None:
    assert stand_of(None, *decisions) == Stand()


@pytest.mark.parametrize(
    ("found", "state"), [(FOUND, "accepted"), (FEWER_WORDS, "accepted"), (EDITED, "changed")]
)
def test_a_run_may_find_what_was_added(found: Record, state: RecordState) -> None:
    stand = stand_of(found, ADDED)
    assert (stand.state, stand.record) == (state, found)


class TestTheSameFactUnderAnotherId:
    """A run that finds what was decided, but calls it otherwise."""

    OLD = Entry(id=FOUND.id, found=None, decisions=(EDIT,))
    SAME = role(status="incoming", ordinal=1)
    NEW = Entry(id=SAME.id, found=SAME)

    def test_its_decision_carries_over(self) -> None:
        found = stands([self.OLD, self.NEW], ARTICLE)
        assert found[self.NEW.id].record == self.SAME
        assert (found[self.NEW.id].state, found[self.NEW.id].decision) == ("accepted", EDIT)
        assert found[self.OLD.id] == Stand()

    def test_another_fact_is_asked_for(self) -> None:
        other = role(status="former", ordinal=1)
        found = stands([self.OLD, Entry(id=other.id, found=other)], ARTICLE)
        assert found[other.id].state == "unreviewed"
        assert found[self.OLD.id].state == "edited"

    def test_a_rejected_one_is_asked_for_again(self) -> None:
        gone = Entry(id=FOUND.id, found=None, decisions=(EDIT, EDIT_REJECTED))
        assert stands([gone, self.NEW], ARTICLE)[self.NEW.id].state == "unreviewed"

    def test_deciding_it_does_not_bring_the_old_one_back(self) -> None:
        after = decision("reject", found=self.SAME, before=self.SAME, follows=EDIT.number)
        new = Entry(id=self.SAME.id, found=self.SAME, decisions=(after,))
        found = stands([self.OLD, new], ARTICLE)
        assert found[new.id].state == "rejected"
        assert found[self.OLD.id] == Stand()

    def test_one_decision_is_for_one_record(self) -> None:
        twin = role(status="incoming", ordinal=2)
        found = stands([self.OLD, self.NEW, Entry(id=twin.id, found=twin)], ARTICLE)
        assert [found[id].state for id in (self.NEW.id, twin.id)] == ["accepted", "unreviewed"]


class TestTwoWhoWorkIndependently:
    """Double review."""

    ANN = ACCEPTED
    BEN = decision("accept", reviewer="Ben")
    BEN_REJECTS = decision("reject", reviewer="Ben")
    BEN_EDITS = decision("edit", reviewer="Ben", after=EDITED)
    SETTLED = decision("reject", reviewer="Cem", settling=True)

    @pytest.mark.parametrize(
        ("decisions", "state", "settled"),
        [
            ((), "unreviewed", False),
            ((ANN,), "unreviewed", False),
            ((ANN, BEN), "accepted", False),
            ((ANN, BEN_REJECTS), "disputed", False),
            ((ANN, BEN_EDITS), "disputed", False),
            ((REJECTED, BEN_REJECTS), "rejected", False),
            ((EDIT, BEN_EDITS), "edited", False),
            ((ANN, BEN_REJECTS, SETTLED), "rejected", True),
            ((ANN, BEN, BEN_REJECTS, decision("accept", reviewer="Ben")), "accepted", False),
        ],
    )
    def test_they_agree_or_differ(
        self, decisions: tuple[Decision, ...], state: RecordState, settled: bool
    ) -> None:
        entry = Entry(id=FOUND.id, found=FOUND, decisions=decisions)
        stand = stands([entry], ARTICLE, double=True)[FOUND.id]
        assert (stand.state, stand.settled) == (state, settled)

    def test_each_has_an_opinion(self) -> None:
        entry = Entry(id=FOUND.id, found=FOUND, decisions=(self.ANN, self.BEN_EDITS))
        opinions = stands([entry], ARTICLE, double=True)[FOUND.id].opinions
        assert [(each.decision.reviewer, each.state, each.record) for each in opinions] == [
            ("Ann", "accepted", FOUND),
            ("Ben", "edited", EDITED),
        ]

    @pytest.mark.parametrize(
        ("finished", "state"), [((), "unreviewed"), (("Ann",), "unreviewed"), (("Ann", "Ben"), "disputed")]
    )
    def test_what_one_added_is_disputed_when_the_other_has_finished_without_it(
        self, finished: tuple[str, ...], state: RecordState
    ) -> None:
        entry = Entry(id=FOUND.id, found=None, decisions=(ADDED,))
        stand = stands([entry], ARTICLE, double=True, finished=frozenset(finished))[FOUND.id]
        assert (stand.state, stand.record) == (state, FOUND)

    def test_what_a_new_run_says_otherwise_is_changed_for_both(self) -> None:
        entry = Entry(id=FOUND.id, found=NOW_INCOMING, decisions=(self.ANN, self.BEN, self.SETTLED))
        stand = stands([entry], ARTICLE, double=True)[FOUND.id]
        assert (stand.state, stand.settled) == ("changed", False)
        assert {opinion.state for opinion in stand.opinions} == {"changed"}
