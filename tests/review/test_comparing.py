"""Tests of `pipeline.review.comparing`: two reviewers who worked independently of each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.review.comparing import Agreement, Difference, agreement
from pipeline.review.decisions import Standing
from pipeline.review.editing.amended import amended
from pipeline.review.editing.forms import values_of
from pipeline.review.editing.pieces import pieces_of
from pipeline.review.ledger.ledger import Ledger
from tests.review.runs import small_run

RAIL, FORUM = "halvorsen-rail", "tallinn-forum"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A run that two review independently of each other."""
    with Ledger.opened(small_run(tmp_path)) as opened:
        opened.load()
        opened.set_double(True)
        yield opened


def finish(ledger: Ledger, reviewer: str, document: str = RAIL) -> None:
    ledger.accept_rest(document, reviewer)
    ledger.done(document, reviewer)


def standing(ledger: Ledger, reviewer: str, kind: str, document: str = RAIL) -> Standing:
    return next(one for one in ledger.sheet(document, reviewer).standings if one.record.type == kind)


def mend(ledger: Ledger, reviewer: str, kind: str, **changes: str) -> None:
    one, sheet = standing(ledger, reviewer, kind), ledger.sheet(RAIL, reviewer)
    values = values_of(one.record) | changes
    mended = amended(sheet.article, one, one.record.type, values, pieces_of(one.record), sheet.standings)
    ledger.edit(one.record.id, one.seen, reviewer, mended)


def add(ledger: Ledger, reviewer: str, name: str, place: str = "") -> None:
    sheet = ledger.sheet(RAIL, reviewer)
    values = {"name": name, "kind": "other", "place": place}
    ledger.add(RAIL, reviewer, amended(sheet.article, None, "event", values, (), sheet.standings))


def f1(found: Agreement, kind: str) -> float:
    return next(score.f1 for type_, score in found.scores.types.items() if type_ == kind)


def shown(difference: Difference) -> tuple[str, str | None, str | None]:
    first, second = difference.first, difference.second
    return difference.type, first.state if first else None, second.state if second else None


def test_only_documents_that_both_have_finished_are_compared(ledger: Ledger) -> None:
    finish(ledger, "ada")
    assert agreement(ledger, "ada", "ben").documents == 0
    finish(ledger, "ben")
    finish(ledger, "ben", FORUM)
    found = agreement(ledger, "ada", "ben")
    assert (found.documents, found.differences) == (1, [])
    assert found.scores.macro_f1 == 1.0
    assert agreement(ledger, "ada", "cleo").documents == 0


def test_what_one_holds_wrong_and_the_other_right_is_a_difference(ledger: Ledger) -> None:
    one = standing(ledger, "ada", "date")
    ledger.reject(one.record.id, one.seen, "ada", "not_in_text")
    finish(ledger, "ada")
    finish(ledger, "ben")
    found = agreement(ledger, "ada", "ben")
    (difference,) = found.differences
    assert shown(difference) == ("date", "rejected", "accepted")
    assert (difference.document, difference.first and difference.first.reason) == (RAIL, "not_in_text")
    assert f1(found, "date") == pytest.approx(2 / 3)
    assert f1(found, "role") == 1.0
    assert [shown(one) for one in agreement(ledger, "ben", "ada").differences] == [
        ("date", "accepted", "rejected")
    ]


def test_both_versions_of_a_record_are_shown(ledger: Ledger) -> None:
    mend(ledger, "ada", "role", status="current")
    mend(ledger, "ben", "role", since="2025-01-01")
    finish(ledger, "ada")
    finish(ledger, "ben")
    (difference,) = agreement(ledger, "ada", "ben").differences
    assert shown(difference) == ("role", "edited", "edited")
    versions = [one and values_of(one.record)["since"] for one in (difference.first, difference.second)]
    assert versions == ["", "2025-01-01"]


def test_two_who_mend_alike_agree(ledger: Ledger) -> None:
    for reviewer in ("ada", "ben"):
        mend(ledger, reviewer, "role", status="current")
        add(ledger, reviewer, "night trains")
        finish(ledger, reviewer)
    found = agreement(ledger, "ada", "ben")
    assert found.differences == []
    assert f1(found, "event") == 1.0


def test_what_only_one_has_added_is_a_difference_and_what_both_added_stands_together(ledger: Ledger) -> None:
    add(ledger, "ada", "night trains", "Oslo S")
    add(ledger, "ben", "The night trains")
    add(ledger, "ben", "Oslo S")
    finish(ledger, "ada")
    finish(ledger, "ben")
    found = agreement(ledger, "ada", "ben")
    assert [shown(one) for one in found.differences] == [
        ("event", "added", "added"),
        ("event", None, "added"),
    ]
    assert f1(found, "event") == pytest.approx(2 / 3)


def test_what_was_settled_does_not_make_them_agree(ledger: Ledger) -> None:
    one = standing(ledger, "ada", "date")
    ledger.reject(one.record.id, one.seen, "ada", "not_in_text")
    finish(ledger, "ada")
    finish(ledger, "ben")
    seen = ledger.standing(one.record.id, None).seen
    ledger.accept(one.record.id, seen, "cleo", settle=True)
    assert [shown(one) for one in agreement(ledger, "ada", "ben").differences] == [
        ("date", "rejected", "accepted")
    ]
