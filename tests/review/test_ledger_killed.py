"""A process that is killed: no decision that it had confirmed is lost, and none is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from pipeline.review.decisions import OPEN
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
from tests.review.cards import ANN, DOCUMENT
from tests.review.inventing import invented_run
from tests.review.runs import small_run

_DECIDING = """
import sys
from itertools import cycle
from pathlib import Path
from pipeline.review.ledger import Ledger
with Ledger.opened(Path(sys.argv[1])) as ledger:
    ledger.load()
    for turn in cycle(range(2)):
        for standing in ledger.sheet(sys.argv[2], "Ann").standings:
            id, seen = standing.record.id, standing.seen
            act = ledger.reject(id, seen, "Ann", "duplicate") if turn else ledger.accept(id, seen, "Ann")
            print(act.number, id, "rejected" if turn else "accepted", flush=True)
"""
_BULK = """
import sys
from pathlib import Path
from pipeline.review.ledger import Ledger
from pipeline.review.query import Query
with Ledger.opened(Path(sys.argv[1])) as ledger:
    ledger.load()
    print("loaded", flush=True)
    ledger.bulk(Query(), "accept", "Ann")
    print("done", flush=True)
    ledger.undo("Ann")
"""
_LOADING = """
import sys
from pathlib import Path
from pipeline.review.ledger import Ledger
with Ledger.opened(Path(sys.argv[1])) as ledger:
    ledger.load(lambda count: print(count, flush=True))
"""


def started(code: str, *arguments: object) -> tuple[subprocess.Popen[str], IO[str]]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout


def killed(process: subprocess.Popen[str]) -> str:
    """Kill a process at once; what it had said and nobody had read."""
    os.kill(process.pid, signal.SIGKILL)
    with process:
        assert process.stdout is not None
        return process.stdout.read()  # with what a readline before had read ahead


@pytest.mark.parametrize("confirmed", [1, 7, 60])
def test_no_confirmed_decision_is_lost(tmp_path: Path, confirmed: int) -> None:
    process, said = started(_DECIDING, small_run(tmp_path), DOCUMENT)
    told = [said.readline() for _ in range(confirmed)]
    told += [line + "\n" for line in killed(process).split("\n")[:-1]]
    expected = [line.split() for line in told]
    with Ledger.opened(tmp_path) as ledger:
        book = ledger.history(DOCUMENT, limit=100_000)[::-1]
        assert [[str(line.number), line.record] for line in book[: len(expected)]] == [
            row[:2] for row in expected
        ]
        assert len(expected) <= len(book) <= len(expected) + 1  # one may be saved and not yet told
        last = {line.record: "rejected" if line.action == "reject" else "accepted" for line in book}
        shown = {each.record.id: each.state for each in ledger.sheet(DOCUMENT, ANN).standings}
        assert {id: state for id, state in shown.items() if state != "unreviewed"} == last


@pytest.mark.parametrize("seed", range(4))
def test_many_are_decided_all_or_none(tmp_path: Path, seed: int) -> None:
    invented_run(tmp_path, documents=60, records=2000)
    process, said = started(_BULK, tmp_path)
    assert said.readline() == "loaded\n"
    try:
        process.wait(timeout=random.Random(seed).random() / 5)
    except subprocess.TimeoutExpired:
        killed(process)
    with Ledger.opened(tmp_path) as ledger:
        total = ledger.count(Query(states=(*OPEN, "accepted")), ANN).records
        still_open = ledger.count(Query(), ANN).records
        assert still_open in (0, total)
        rows = ledger._database.value("SELECT count(*) FROM decisions")
        assert rows in ((0, 2 * total) if still_open else (total,))


def test_a_load_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    invented_run(tmp_path, documents=300, records=4000)
    process, said = started(_LOADING, tmp_path)
    taken_in = int(said.readline())
    killed(process)
    with Ledger.opened(tmp_path) as ledger:
        assert not ledger.is_current()
        loaded = ledger.load()
        assert loaded.unchanged >= taken_in
        assert loaded.new + loaded.unchanged == 300
        assert ledger.count(Query(), ANN).documents == 300
