"""Whether Dask does as well as the processes of a run: `python -m tests.bench.clusters`.

The same whole run over the same documents by two processes of our own and by two local workers of Dask, by
the clock, rounds as in `scaling`; the files have to be the same, byte for byte.
"""

from __future__ import annotations

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.batch.runs import bytes_of
from tests.bench.asking import Asked, alone
from tests.bench.command import run_command, seconds_of
from tests.bench.figures import Answer, Figure
from tests.bench.invented import many
from tests.bench.ratios import ratio_of
from tests.bench.scaling import WHOLE
from tests.bench.texts import release_file

GOAL = 0.9
WHAT = "two workers of Dask against two processes, documents a second"
WAYS = {"processes": ("--workers", "2"), "dask": ("--workers", "2", "--engine", "dask")}


def answer(asked: Asked) -> Answer:
    """The ratio, with whether the bytes are the same."""
    documents = asked.number(WHOLE)
    if reason := _reason():
        return Answer(figures=[Figure(what=WHAT, sign="≥", goal=GOAL, note=f"not measured: {reason}")])
    rounds: list[tuple[float, float]] = []
    written: list[dict[str, bytes]] = []
    with tempfile.TemporaryDirectory() as directory:
        source = release_file(many(asked.press, documents), Path(directory) / "releases.jsonl")
        for number in range(asked.rounds if asked.documents else 1):
            seconds: dict[str, float] = {}
            for way in sorted(WAYS, reverse=bool(number % 2)):
                out = source.parent / "out"
                seconds[way] = seconds_of(run_command(source, out, *WAYS[way]))
                written.append(bytes_of(out))
                shutil.rmtree(out)
            rounds.append((seconds["processes"], seconds["dask"]))
    ratio = ratio_of(rounds)
    same = "the same bytes" if all(one == written[0] for one in written) else "OTHER BYTES"
    note = f"{same}; {ratio.theirs:.1f} against {ratio.ours:.1f} s, {documents} releases"
    return Answer(figures=[Figure.of(ratio, WHAT, GOAL, note, sign="≥")])


def _reason() -> str:
    """Why it cannot be measured; empty where it can."""
    return "" if find_spec("distributed") else "the extra `cluster` is not installed"


if __name__ == "__main__":
    alone(answer, __doc__)
