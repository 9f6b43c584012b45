"""A book of ten thousand documents and 150,000 records."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.cards import ANN, BEN
from tests.review.inventing import invented_run


@pytest.mark.slow
def test_a_large_run_is_taken_in_and_decided_within_what_people_wait(tmp_path: Path) -> None:
    """The bounds, of processor time, are several times what it takes on one core of 2024."""
    with Ledger.opened(invented_run(tmp_path)) as ledger:
        told = [time.process_time()]
        loaded = ledger.load(lambda _: told.append(time.process_time()))
        assert loaded.new == 10_000
        assert told[-1] - told[0] < 60
        assert max(after - before for before, after in pairwise(told)) < 2  # for a decider
        began = time.process_time()
        assert ledger.bulk(Query(), "accept", ANN).records > 149_000
        assert ledger.undo(ANN).act.records > 149_000
        assert time.process_time() - began < 30
        _decided_independently(ledger)
        (tmp_path / "records.jsonl").touch()
        began = time.process_time()
        assert ledger.load().unchanged == 10_000
        assert time.process_time() - began < 10


def _decided_independently(ledger: Ledger) -> None:
    """Others who decide wait for none of these longer than half of what SQLite lets them wait."""
    ledger.bulk(Query(), "accept", ANN)
    acts: list[Callable[[], object]] = [
        lambda: ledger.set_double(True),
        lambda: ledger.bulk(Query(), "accept", BEN),
        lambda: ledger.undo(ANN),
        lambda: ledger.set_double(False),
        lambda: ledger.undo(BEN),
    ]
    for act in acts:
        began = time.process_time()
        act()
        assert time.process_time() - began < 15
