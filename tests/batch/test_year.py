"""Each daily run costs the same whatever was done before, and the state stays small."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from tests.batch.year import year


@pytest.mark.slow
def test_seventy_days_cost_the_same_each(tmp_path: Path) -> None:
    days = list(year(tmp_path, days=70, releases=3))
    early, late = days[5:25], days[50:]
    assert median(day.work for day in late) < 1.25 * median(day.work for day in early)
    assert days[-1].articles == 70 * 3
    assert days[-1].state / days[-1].articles < 4_000
