"""Each daily run costs the same whatever was done before, and the state stays small."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest

from tests.batch.year import year


@pytest.mark.slow
def test_eighty_days_cost_the_same_each(tmp_path: Path) -> None:
    # a page is asked again for thirty days: until then each run has more to ask than the one before
    days, seconds, begun = [], [], time.process_time()
    for day in year(tmp_path, days=80, releases=2):
        days.append(day)
        seconds.append(time.process_time() - begun)
        begun = time.process_time()
    assert median(seconds[62:]) < 1.5 * median(seconds[32:50])
    assert days[-1].articles == 80 * 2
    # an empty state has a third of a megabyte
    assert days[-1].state < 400_000 + 4_000 * days[-1].articles
