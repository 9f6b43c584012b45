"""Where a run's report lies if nobody says otherwise, and how it goes when something is forgotten."""

from __future__ import annotations

from pathlib import Path

REPORT_FILE = "report.html"


def remove_report(directory: Path) -> bool:
    """Remove the report that lies beside a run, for it may show what is forgotten; whether there was one."""
    path = directory / REPORT_FILE
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there
