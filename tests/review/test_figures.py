"""What there is to choose from, and the figures of the overview."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from pipeline.review.showing.templating import moment

ANN, BEN = "Ann", "Ben"


def decide(ledger: Ledger) -> None:
    """Ann accepts the post and both dates of one article; Ben rejects the quotation, and the other dates."""
    ledger.bulk(Query(types=("role",)), "accept", ANN)
    ledger.bulk(Query(types=("date",), sources=("Meridian Newswire",)), "accept", ANN)
    ledger.bulk(Query(types=("speaker",)), "reject", BEN, "wrong_field")
    ledger.bulk(Query(types=("date",)), "reject", BEN, "duplicate")


def test_facets_say_what_there_is(ledger: Ledger) -> None:
    facets = ledger.facets()
    assert facets.rules == {
        "certification.test": 1,
        "date.test": 3,
        "event.test": 1,
        "role.names": 1,
        "speaker.quote-after": 1,
    }
    assert facets.sources == {".": 1, "Beacon Wire": 1, "Meridian Newswire": 1}
    assert facets.records["date"] == {"unreviewed": 3}
    assert (facets.documents, facets.done, facets.reviewers) == (3, 0, ())


def test_facets_follow_decisions(ledger: Ledger) -> None:
    decide(ledger)
    ledger.done("quiet", ANN)
    facets = ledger.facets()
    assert facets.records["date"] == {"accepted": 2, "rejected": 1}
    assert facets.records["role"] == {"accepted": 1}
    assert (facets.done, facets.reviewers) == (1, (ANN, BEN))


def test_records_are_counted_by_type_and_day(ledger: Ledger) -> None:
    days = ledger.figures().days
    assert days["date"] == {"2024-11-12": 2, "2026-10-01": 1}
    assert days["event"] == {"2026-10-01": 1}


def test_a_rule_has_the_verdicts_on_its_records(ledger: Ledger) -> None:
    decide(ledger)
    rules = ledger.figures().rules
    dates = rules["date.test"]
    assert (dates.accepted, dates.edited, dates.open, dates.rejected) == (2, 0, 0, Counter({"duplicate": 1}))
    assert dates.decided == 3
    assert rules["event.test"].open == 1


def test_bins_compare_confidence_with_what_was_right(ledger: Ledger) -> None:
    decide(ledger)
    bins = ledger.figures().bins
    assert [(one.lower, one.upper) for one in bins[::9]] == [(0.0, 0.1), (0.9, 1.0)]
    last = bins[9]
    assert last.confidence is not None
    assert round(last.confidence, 4) == round((0.99 + 0.93 + 0.97 + 0.98) / 4, 4)
    assert (last.verdicts.accepted, last.verdicts.rejected.total()) == (2, 2)
    assert bins[5].confidence is None
    assert bins[5].verdicts.open == 1


def test_a_record_that_somebody_added_is_no_achievement_of_the_run(ledger: Ledger) -> None:
    found = ledger.sheet("halvorsen-rail", ANN).standings[0].record
    own = {"id": "date-00000000000000aa", "value": "2024-11-13", "rule": "review", "confidence": 1.0}
    added = found.model_copy(update=own)
    ledger.add("halvorsen-rail", ANN, added)
    figures = ledger.figures()
    assert figures.rules["review"].added == 1
    assert sum(one.verdicts.decided + one.verdicts.added for one in figures.bins) == 0


def test_decisions_are_counted_by_reviewer_and_day(ledger: Ledger) -> None:
    decide(ledger)
    assert {name: sum(days.values()) for name, days in ledger.figures().reviewers.items()} == {ANN: 3, BEN: 2}


def test_what_was_taken_back_is_no_work(ledger: Ledger) -> None:
    decide(ledger)
    ledger.figures()  # the counts are kept, and renewed
    ledger.undo(BEN)
    assert {name: sum(days.values()) for name, days in ledger.figures().reviewers.items()} == {ANN: 3, BEN: 1}
    ledger.undo(BEN)
    assert list(ledger.figures().reviewers) == [ANN]
    with Ledger.opened(ledger.directory) as anew:
        assert anew.figures().reviewers == ledger.figures().reviewers


@pytest.mark.parametrize("zone", ["EAST-14", "WEST+12"])  # one of them always has another day than UTC
def test_a_day_of_work_is_one_of_the_machine_as_elsewhere_on_the_page(
    ledger: Ledger, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        decide(ledger)
        days = {moment(line.at)[:10] for line in ledger.history("halvorsen-rail") if line.reviewer == ANN}
        assert set(ledger.figures().reviewers[ANN]) == days
    time.tzset()
