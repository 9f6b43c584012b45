"""The command itself, run as a process of its own, and the seconds that it takes by the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.command import PRESSFACTS

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PYTHON = sys.executable


def seconds_of(command: Sequence[str | Path]) -> float:
    """The seconds by the clock that a command takes, which must succeed."""
    begun = time.perf_counter()
    output(command)
    return time.perf_counter() - begun


def output(command: Sequence[str | Path]) -> str:
    """What a command prints on standard output.

    Raises:
        RuntimeError: it failed; the message ends with what it said.
    """
    done = subprocess.run(
        [str(word) for word in command], env=os.environ | ONE_THREAD, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(
            f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr[-2000:]}"
        )
    return done.stdout


def run_command(source: Path, out: Path, *options: str) -> list[str | Path]:
    """The command that takes a source through all stages into a directory that must not be there."""
    return [*PRESSFACTS, "run", source, "--out", out, "--quiet", *options]
