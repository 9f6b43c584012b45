"""What a state costs: a day the same after a year as before, publishing no memory, an article few bytes."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.copies import bands_of
from pipeline.state import State
from tests.shared import SHARED, needs_shared
from tests.state.making import (
    article_line,
    begin,
    finish,
    page,
    put_done,
    read_document,
    record_line,
    rejection,
    signature_for,
)

_STEPS = 20  # of SQLite's virtual machine, between two counts


def _counted(state: State, steps: Counter[str]) -> None:
    """Count the steps that SQLite takes: unlike seconds, they are the same on every machine."""

    def step() -> int:
        steps["taken"] += _STEPS
        return 0

    state._database._connection.set_progress_handler(step, _STEPS)


def _fill(state: State, size: int) -> None:
    with state._database.transaction():
        for number in range(size):
            _one(state, f"old-{number}", number)


def _one(state: State, id: str, seed: int) -> None:
    url = f"https://own.example/{id}"
    state.pages.put(page(url, id))
    read = read_document(id, url=url, place=url)
    state.documents.put_cleaned(read, article_line(id, url=url), signature_for(seed))
    state.documents.put_records(id, [record_line(id)], {"date": 1})


def _day(state: State) -> None:
    """All that a day asks of a state but publishing."""
    state.begin("first", ["room"], "2033-05-01T06:00:00+00:00")
    state.pages.recent("room", 30)
    for number in (1, 2, 3):
        known = page(f"https://own.example/old-{number}", f"old-{number}")
        assert not state.pages.is_news(known)
        state.pages.put(known)
        _one(state, f"new-{number}", 1_000_000 + number)
        row = state.documents.document(f"new-{number}")
        assert row is not None
        assert len(state.copies.sharing(row.bands, None)) == 1
    state.pages.put(page("https://own.example/old-4", "old-4", content="other"))
    assert state.pages.to_read() == ["old-4"]
    assert state.pages.standing("old-4")
    state.documents.put_cleaned(read_document("old-4", "c"), article_line("old-4", "Other."), b"")
    assert state.documents.awaiting() == ["old-4"]
    state.documents.put_records("old-4", [], {})
    assert state.documents.stale() == []
    state.unread.put("room", [rejection(None)])
    assert state.tally()["room"].new == 3
    finish(state)


def test_a_day_costs_the_same_whatever_was_before(tmp_path: Path) -> None:
    costs = []
    for size in (50, 1200):
        steps: Counter[str] = Counter()
        with State.opened(tmp_path / str(size)) as state:
            begin(state)
            _fill(state, size)
            finish(state)
            _counted(state, steps)
            _day(state)
        costs.append(steps["taken"])
    assert costs[1] < 1.2 * costs[0], costs


def test_copies_are_found_at_the_same_cost_whatever_was_before(tmp_path: Path) -> None:
    """A monthly report is like all those before it: only those of its week are looked at."""
    costs = []
    for size in (50, 1200):
        steps: Counter[str] = Counter()
        with State.opened(tmp_path / str(size)) as state:
            begin(state)
            with state._database.transaction():
                for number in range(size):
                    day = date(2031, 5, 1) - timedelta(days=number)
                    line = article_line(f"d{number}", published=day.isoformat())
                    state.documents.put_cleaned(read_document(f"d{number}"), line, signature_for(1))
            _counted(state, steps)
            assert len(state.copies.sharing(bands_of(signature_for(1)), "2031-05-01")) == 8
        costs.append(steps["taken"])
    assert costs[1] < 1.2 * costs[0], costs


_PUBLISHED = """
import resource, sys
from pathlib import Path
from pipeline.state import State
with State.opened(Path(sys.argv[1])) as state:
    state.totals()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert state.publish()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_publishing_takes_no_memory(tmp_path: Path) -> None:
    text = " ".join(f"Sentence {number} says little." for number in range(1000))
    with State.opened(tmp_path) as state:
        begin(state)
        with state._database.transaction():
            for number in range(1000):
                put_done(state, f"d{number}", f"{number} {text}")
                state.documents.put_records(
                    f"d{number}", [], {}, [rejection(f"d{number}", message="m" * 2000)]
                )
        state.unread.put("room", (rejection(None, str(number), "m" * 2000) for number in range(1000)))
    done = subprocess.run(
        [sys.executable, "-c", _PUBLISHED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    written = sum((tmp_path / name).stat().st_size for name in ("articles.jsonl", "rejected.jsonl"))
    assert written > 30_000_000
    assert int(done.stdout) * 1024 < 16_000_000


@needs_shared
def test_a_thousand_releases_take_less_than_four_megabytes(tmp_path: Path) -> None:
    """Each with a page, ten bands and records that repeat a tenth of its text, in runs of five."""
    import gzip

    import orjson

    with gzip.open(SHARED / "press" / "releases.jsonl.gz") as lines:
        texts = [orjson.loads(line)["text"] for line, _ in zip(lines, range(1000), strict=False)]
    with State.opened(tmp_path) as state:
        for run in range(200):
            state.begin("first", ["room"], f"2031-05-01T06:00:00+00:00{run:03}")
            with state._database.transaction():
                for number in range(5 * run, 5 * run + 5):
                    _release(state, number, texts[number])
            finish(state)
    assert (tmp_path / "state.sqlite").stat().st_size < 4_000_000


def _release(state: State, number: int, text: str) -> None:
    url = f"https://www.press-room-{number % 30}.example/news/2031/{number}/{'-'.join(text.split()[:8])}"
    read = read_document(page(url).document, url=url, place=url)
    state.pages.put(page(url, listed="2031-05-01T06:00:00+00:00", title=text[:80]))
    state.documents.put_cleaned(read, article_line(read.id, text, url=url), signature_for(number))
    pieces = [text[i : i + 60] for i in range(0, len(text), 600)]
    records = [
        record_line(f"{read.id}-{i}", piece, rule="date.day", url=url) for i, piece in enumerate(pieces)
    ]
    state.documents.put_records(read.id, records, {"date": len(records)})
