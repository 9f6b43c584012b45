"""What a second process brings: `python -m tests.bench.scaling`.

Whole runs, from documents to published files, start and end included, by the clock. A run of 4,000 releases
takes minutes and is measured once with each number of processes, fewer documents (`--documents`) in as many
rounds as everything else. A machine on which anything else works tells nothing here.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from tests.bench.asking import Asked, alone
from tests.bench.command import run_command, seconds_of
from tests.bench.figures import Answer, Figure
from tests.bench.invented import many
from tests.bench.ratios import ratio_of
from tests.bench.texts import release_file

GOAL = 1.85
WHOLE = 4000


def answer(asked: Asked) -> Answer:
    """The ratio of two processes to one, and documents a second for as many as there are cores."""
    documents = asked.number(WHOLE)
    rounds: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as directory:
        source = release_file(many(asked.press, documents), Path(directory) / "releases.jsonl")
        for number in range(asked.rounds if asked.documents else 1):
            order = (1, 2) if number % 2 else (2, 1)
            seconds = {workers: whole_run(source, "--workers", str(workers)) for workers in order}
            rounds.append((seconds[1], seconds[2]))
        ratio = ratio_of(rounds)
        speeds = {1: documents / ratio.ours, 2: documents / ratio.theirs}
        for workers in range(3, min(8, os.cpu_count() or 1) + 1):
            speeds[workers] = documents / whole_run(source, "--workers", str(workers))
    what = "two processes against one, documents a second of a whole run"
    note = f"{speeds[1]:.1f} and {speeds[2]:.1f} documents a second, {documents} releases"
    figure = Figure.of(ratio, what, GOAL, note, sign="≥")
    return Answer(figures=[figure], curves={"documents a second by processes": list(speeds.items())})


def whole_run(source: Path, *options: str) -> float:
    """The seconds of a run into an empty directory, which is removed."""
    out = source.parent / "out"
    try:
        return seconds_of(run_command(source, out, *options))
    finally:
        shutil.rmtree(out, ignore_errors=True)


if __name__ == "__main__":
    alone(answer, __doc__)
