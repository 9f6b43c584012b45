"""Pages stay quick while twenty people ask at once and decide."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.review.load import measured, prepared, table

DOCUMENTS, RECORDS = 2_000, 30_000
SECONDS = 6.0
P95 = 300.0
"""Milliseconds: three times what is promised, for machines on which much else is going on."""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="a server cannot be kept to one core here")
def test_ninety_five_of_a_hundred_pages_come_in_time(tmp_path: Path) -> None:
    timings = measured(prepared(tmp_path / "run", DOCUMENTS, RECORDS), SECONDS)
    # where other processes took a part of the core, the server could only answer in the rest
    late = {each.name: each.p95 * each.share for each in timings if each.p95 * each.share > P95}
    assert late == {}, table(timings)
