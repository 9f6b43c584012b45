"""The memory of a delivery does not grow with the run, nor with the file that is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.feed.making import invented_run

_SCRIPT = """
import resource, sys
from importlib import import_module
from pathlib import Path
from pipeline.feed.sources import Selection
form, directory, place = sys.argv[1:]
deliver = import_module(f"pipeline.feed.{form}").deliver
for _ in range(2):
    deliver(Path(directory), Path(place), Selection(min_confidence=0.0))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["schemaorg", "ftm", "calendar"])
def test_ten_times_the_run_takes_no_more_memory(form: str, tmp_path: Path) -> None:
    small, large = (peak(form, tmp_path / str(size), size) for size in (5_000, 50_000))
    assert large < small * 1.15


def peak(form: str, root: Path, records: int) -> int:
    """The kilobytes that two deliveries took, one into no file and one into the file of the first.

    Another feed has been there before, so that it is known who is who: that is found out over all records.
    """
    directory = invented_run(root / "out", records)
    measured("calendar", directory, root / "before")
    return measured(form, directory, root / "feed")


def measured(form: str, directory: Path, place: Path) -> int:
    command = [sys.executable, "-c", _SCRIPT, form, str(directory), str(place)]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
