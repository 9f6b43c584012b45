"""Taking in runs: what is new, changed, gone, passed over; what is wrong with the files; what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Article
from pipeline.errors import SourceMissing, WrongUse
from pipeline.records import Record
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.intake import source_of
from pipeline.review.query import Query
from tests.review.cards import ANN, BEN, DOCUMENT, amended, card, states
from tests.review.making import article, record
from tests.review.runs import small_contents, written

Content = tuple[Article, list[Record]]


def again(ledger: Ledger, contents: list[Content]) -> dict[str, int]:
    """Take in another run; what it did."""
    written(ledger.directory, contents)
    loaded = ledger.load()
    return {name: getattr(loaded, name) for name in ("new", "changed", "unchanged", "gone")}


def ids(ledger: Ledger) -> list[str]:
    return sorted(row.id for row in ledger.queue(Query(done=True), ANN).rows)


def found(ledger: Ledger, words: str) -> list[str]:
    return [row.id for row in ledger.queue(Query(text=words), ANN).rows]


def texted(one: Article, text: str) -> Article:
    return Article(**one.model_dump(exclude={"content_sha256", "text"}), text=text)


def test_only_what_differs_is_taken_in(ledger: Ledger) -> None:
    contents = small_contents()
    assert ledger.is_current()
    assert again(ledger, contents) == {"new": 0, "changed": 0, "unchanged": 3, "gone": 0}
    contents[0][1].pop()
    contents[2] = (article("It rained.", id="weather"), [])
    assert again(ledger, contents) == {"new": 1, "changed": 1, "unchanged": 1, "gone": 1}
    assert ids(ledger) == ["halvorsen-rail", "tallinn-forum", "weather"]


def test_a_run_that_was_taken_in_is_not_read_again(ledger: Ledger) -> None:
    assert ledger.load().unchanged == 0
    (ledger.directory / "records.jsonl").touch()
    assert not ledger.is_current()
    assert ledger.load().unchanged == 3


def test_decisions_wait_for_a_document_that_is_away(ledger: Ledger) -> None:
    contents = small_contents()
    ledger.accept_rest(DOCUMENT, ANN)
    again(ledger, contents[1:])
    assert DOCUMENT not in ids(ledger)
    assert ledger.count(Query(states=("accepted",), done=True), ANN).records == 0
    again(ledger, contents)
    assert states(ledger) == ["accepted"] * 4


def test_a_text_that_moved_keeps_its_decisions_and_is_found_by_its_new_words(ledger: Ledger) -> None:
    ledger.accept_rest(DOCUMENT, ANN)
    contents = small_contents()
    one, records = contents[0]
    note = "An umbrella was lent.\n\n"
    moved = [
        amended(each, evidence=tuple(_shifted(piece, len(note)) for piece in each.evidence))
        for each in records
    ]
    contents[0] = (texted(one, note + one.text), moved)
    assert found(ledger, "umbrella") == []
    again(ledger, contents)
    assert states(ledger) == ["accepted"] * 4
    assert (found(ledger, "umbrella"), found(ledger, "Halvorsen")) == ([DOCUMENT], [DOCUMENT])
    again(ledger, small_contents())
    assert (found(ledger, "umbrella"), found(ledger, "Halvorsen")) == ([], [DOCUMENT])


def _shifted(piece: Any, by: int) -> Any:
    moves = piece.part == "text"
    return piece.model_copy(update={"start": piece.start + by * moves, "end": piece.end + by * moves})


def test_what_changed_is_open_again_and_says_who_had_decided_it(ledger: Ledger) -> None:
    seen = card(ledger)
    ledger.accept(seen.record.id, seen.seen, BEN)
    contents = small_contents()
    contents[0] = (contents[0][0], [amended(each, links=()) for each in contents[0][1]])
    other = next(number for number, each in enumerate(contents[0][1]) if each.type == "role")
    contents[0][1][other] = amended(contents[0][1][other], status="former")
    again(ledger, contents)
    after = card(ledger)
    assert (after.state, after.reviewer, after.record) == ("changed", BEN, contents[0][1][other])
    assert ledger.queue(Query(states=("changed",)), ANN).records == 1


def test_versions_that_nobody_decided_on_do_not_pile_up(ledger: Ledger) -> None:
    ledger.accept_rest("tallinn-forum", ANN)
    before = ledger._database.value("SELECT count(*) FROM versions")
    for step in range(3):
        contents = [
            (one, [amended(each, confidence=step / 10) for each in records])
            for one, records in small_contents()
        ]
        again(ledger, contents)
    assert ledger._database.value("SELECT count(*) FROM versions") == before + 3  # those that were decided


def test_the_files_of_no_run_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"no articles\.jsonl in it; `pressfacts run"):
        Ledger.opened(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("records.jsonl", lambda lines: [*lines, b"{}\n"], r"records\.jsonl:8: .*names no document"),
        ("records.jsonl", lambda lines: [*lines, b"\xff\n"], "names no document"),
        ("records.jsonl", lambda lines: lines[::-1], "in another order"),
        ("articles.jsonl", lambda lines: lines[1:], "halvorsen-rail has no article"),
        ("articles.jsonl", lambda lines: [b'{"id": "a"}\n', *lines], "text: Field required"),
        ("records.jsonl", lambda lines: [lines[0].replace(b"2024-11-12", b"soon"), *lines[1:]], "EDTF"),
    ],
)
def test_files_that_no_run_wrote_are_named(ledger: Ledger, name: str, change: Any, message: str) -> None:
    path = ledger.directory / name
    whole = path.read_bytes()
    path.write_bytes(b"".join(change(whole.splitlines(keepends=True))))
    with pytest.raises(WrongUse, match=message):
        ledger.load()
    path.write_bytes(whole)
    ledger.load()
    assert ledger.is_current()
    assert states(ledger) == ["unreviewed"] * 4


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"site": "Beacon Wire", "url": "https://beacon.example/a"}, "Beacon Wire"),
        ({"url": "https://beacon.example/a"}, "beacon.example"),
        ({"source": "raw/doc.html"}, "raw"),
        ({"source": "raw/briefs.jsonl"}, "raw/briefs.jsonl"),
    ],
)
def test_a_document_is_filed_under_who_published_it(fields: dict[str, str], expected: str) -> None:
    assert source_of(article("x", **fields)) == expected


def test_decisions_are_made_while_a_run_is_taken_in(ledger: Ledger) -> None:
    """The load tells how far it is between two batches; a decision that is made there must not wait."""
    contents = small_contents()
    for number in range(900):
        one = article("It was on 1 May 2024.", id=f"much-{number:04d}")
        contents.append((one, [record(one, "date", {"value": "1 May 2024"}, value="2024-05-01")]))
    written(ledger.directory, contents)
    told: list[int] = []

    def decide(count: int) -> None:
        told.append(count)
        seen = card(other)
        if len(told) % 2:
            other.accept(seen.record.id, seen.seen, ANN)
        else:
            other.reject(seen.record.id, seen.seen, ANN, "duplicate")

    with Ledger.opened(ledger.directory) as other:
        other._database.value("PRAGMA busy_timeout = 0")
        ledger.load(decide)
    assert len(told) > 3
    assert told == sorted(told)
    assert len(ledger.history(DOCUMENT)) == len(told)


_MEMORY = """
import resource, sys
from pathlib import Path
from pipeline.review.ledger import Ledger
with Ledger.opened(Path(sys.argv[1])) as ledger:
    peaks = []
    ledger.load(lambda count: peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
    print(peaks[len(peaks) // 3], peaks[-1])
"""


def test_memory_stays_flat(tmp_path: Path) -> None:
    text = "The works go on as they did. " * 400
    ones = [article(f"{text}{number}", id=f"long-{number:05d}") for number in range(3000)]
    run = written(tmp_path, ((one, []) for one in ones))
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(run)], capture_output=True, text=True, timeout=120, check=True
    )
    early, late = map(int, done.stdout.split())
    assert late - early < 15_000  # kilobytes; the files have 36,000
