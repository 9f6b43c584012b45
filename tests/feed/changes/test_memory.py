"""Ten times the run takes hardly more memory: what grows is what joining has to know of names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

_LARGER = 200_000
_BYTES_A_RECORD = 400


def megabytes(records: int, root: Path) -> int:
    """The memory that feeding a run took at most, in a process of its own."""
    command = [sys.executable, "-m", "tests.feed.changes.measuring", str(records), str(root)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return max(int(found) for found in re.findall(r"(\d+) MB at most", said))


@pytest.mark.slow
def test_memory_is_flat(tmp_path: Path) -> None:
    smaller = megabytes(_LARGER // 10, tmp_path / "smaller")
    larger = megabytes(_LARGER, tmp_path / "larger")
    assert larger - smaller < _LARGER * _BYTES_A_RECORD / 1e6
