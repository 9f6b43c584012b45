"""Thousands of bad documents through real worker processes: `python -m tests.fuzz.endurance --help`.

With the fixed seed it is a test like others; with a fresh one it finds what nobody thought of, and prints
the seed and the number of each document with which something is wrong, so that it can be made again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import hypothesis

from pipeline.article import RawDocument
from pipeline.settings import Settings
from pipeline.workers import Workers
from tests.corpus import raw_corpus
from tests.fuzz.documents import bad_document, bad_documents
from tests.fuzz.passing import Passage
from tests.fuzz.strategies import documents
from tests.fuzz.test_fuzz import SEED

DRAWN_SHARE = 0.2
"""Share of the documents that hypothesis draws; the others are made by the generator."""
AT_ONCE = 1000


def main() -> int:
    """Run from the command line; 1 if anything is wrong with any document."""
    chosen = _arguments()
    seeds, seed = raw_corpus(), random.SystemRandom().randrange(10**9) if chosen.fresh else chosen.seed
    if chosen.show is not None:
        _say(repr(bad_document(seeds, random.Random(f"{seed}:{chosen.show}"), f"{seed}-{chosen.show}")))
        return 0
    begun = time.monotonic()
    with Workers(Settings(workers=chosen.workers)) as workers:
        passage = Passage(workers)
        drawn = int(chosen.documents * DRAWN_SHARE)
        made = bad_documents(seeds, seed)
        for start in range(0, chosen.documents - drawn, AT_ONCE):
            passage.take(islice(made, min(AT_ONCE, chosen.documents - drawn - start)))
            _say(f"{passage.counts['documents']} documents, {time.monotonic() - begun:.0f} s")
        passage.take(_drawn(drawn, seed))
    _say(f"seed {seed}: {dict(sorted(passage.counts.items()))}")
    for fault in passage.faults:
        _say(fault)
    return int(bool(passage.faults) or passage.counts["documents"] < chosen.documents)


def _drawn(number: int, seed: int) -> Iterator[RawDocument]:
    """So many documents as hypothesis draws them."""
    found: list[RawDocument] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(documents())
    def collect(raw: RawDocument) -> None:
        found.append(raw)

    collect()
    for count, raw in enumerate(found):
        name = f"drawn-{seed}-{count}"
        yield replace(raw, id=name, where=name)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000, metavar="N", help="how many")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="of the generator")
    parser.add_argument("--fresh", action="store_true", help="take a seed that was never taken")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes side by side")
    parser.add_argument("--show", type=int, metavar="N", help="print the document of this number and end")
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
