"""The command beside the browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def pressfacts(*arguments: str | Path) -> str:
    """What a verb prints."""
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
