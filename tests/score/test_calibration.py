"""Tests of `pipeline.score.calibration`."""

from __future__ import annotations

import pytest

from pipeline.errors import WrongUse
from pipeline.score.calibration import calibrated
from pipeline.score.documents import Documents
from pipeline.score.table import calibration_table


def dates(*rows: tuple[str, float | None]) -> Documents:
    """One document with dates, each a value and a confidence."""
    found = [{"value": value} | ({} if sure is None else {"confidence": sure}) for value, sure in rows]
    return {"doc": {"event": [], "date": found, "speaker": [], "role": [], "certification": []}}


GOLD = dates(("2025", None), ("2026", None), ("2027", None))


def test_the_error_weighs_each_bin_by_its_records() -> None:
    found = dates(("2025", 0.95), ("2026", 0.95), ("1999", 0.95), ("1998", 0.25))
    measured = calibrated(GOLD, found)
    assert [(b.low, b.records, round(b.precision, 2)) for b in measured.bins] == [
        (0.2, 1, 0.0),
        (0.9, 3, 0.67),
    ]
    assert measured.error == pytest.approx((0.25 + 3 * (0.95 - 2 / 3)) / 4)


def test_the_surer_half_counts_ties_in_part() -> None:
    assert calibrated(GOLD, dates(("2025", 0.9), ("1999", 0.2))).best_half == 1
    assert calibrated(GOLD, dates(("2025", 0.9), ("1999", 0.9))).best_half == 0.5


def test_full_confidence_falls_into_the_last_bin() -> None:
    assert calibrated(GOLD, dates(("2025", 1.0))).bins[0].low == 0.9


def test_nothing_to_judge_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="no records"):
        calibrated(GOLD, dates())
    with pytest.raises(WrongUse, match="has no confidence"):
        calibrated(GOLD, dates(("2025", None)))


def test_the_table_has_both_figures() -> None:
    lines = calibration_table(calibrated(GOLD, dates(("2025", 0.95), ("1999", 0.35)))).splitlines()
    assert lines[1].split() == ["0.3", "to", "0.4", "1", "0.350", "0.000"]
    assert lines[-2:] == ["expected calibration error 0.2000", "precision of the surer half 1.0000"]
