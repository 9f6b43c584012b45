"""What feeding changes of a run of any size costs.

    python -m tests.feed.changes.measuring [RECORDS] [DIR]

makes the run, feeds it twice, and prints processor seconds, facts a second and peak memory of each call.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from pipeline.feed.changes import deliver
from pipeline.feed.sources import Selection
from tests.feed.making import RECORDS, invented_run

SELECTION = Selection(min_confidence=0.5)


def main(records: int, root: Path) -> None:
    """Measure, and print a line each."""
    out = invented_run(root / "out", records)
    for call in ("first", "second"):
        begun, clock = time.process_time(), time.monotonic()
        done = deliver(out, root / "feed", SELECTION)
        seconds, elapsed = time.process_time() - begun, time.monotonic() - clock
        facts = done.added + done.unchanged
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        sys.stdout.write(
            f"{call} call: {facts} facts, {seconds:.1f} s of one core ({elapsed:.1f} s in all), "
            f"{facts / seconds:.0f} a second, {megabytes} MB at most\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    if len(sys.argv) > 2:
        main(number, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as directory:
            main(number, Path(directory))
