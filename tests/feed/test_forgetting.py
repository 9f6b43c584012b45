"""The verb `forget` reaches the identities of facts, and with the next delivery every feed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import orjson
import pytest

from pipeline.feed.changes import deliver, delta_lines, read_manifest, replayed
from pipeline.feed.forgotten import what_was_forgotten
from pipeline.feed.locking import locked
from pipeline.feed.sources import Feeding, Selection, feeding
from pipeline.state import State
from pipeline.store import json_line
from tests.command import pressfacts
from tests.feed.press import Document, Press, Sentence
from tests.state.making import begin, finish, read_document

SELECTION = Selection(min_confidence=0.5)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A run with its state, of which two feeds were made; a fact of Quiroga's had gone before."""
    press, out = Press(), tmp_path / "out"
    press.documents["tram"] = Document(
        [Sentence("role", 0), Sentence("quote", 0), Sentence("certificate", 1)]
    )
    press.documents["ferry"] = Document([Sentence("role", 1), Sentence("certificate", 0)])
    press.documents["depot"] = Document([Sentence("quote", 3), Sentence("date", 4)])
    write(press, out)
    deliver(out, tmp_path / "feed", SELECTION)
    press.documents["depot"].sentences.pop(0)
    write(press, out)
    deliver(out, tmp_path / "feed", SELECTION, confirm=True)
    deliver(out, tmp_path / "late", SELECTION)
    return out


def write(press: Press, out: Path) -> None:
    """Put a press into a state, as a run does, and let it write its files."""
    with State.opened(out) as state:
        begin(state)
        for id in press.documents:
            records = press.records(id)
            article = json_line(press.article(id))
            read = read_document(id, press.article(id).text, url=f"https://press.example/{id}")
            state.documents.put_cleaned(read, article, b"")
            types = Counter[str](one.type for one in records)
            state.documents.put_records(id, [json_line(one) for one in records], types)
        state.publish()
        finish(state)


def forget(what: str, out: Path, *options: str) -> str:
    return pressfacts("forget", what, out, "--yes", *options)[1]


def everything(root: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize(("what", "words"), [("Beatriz Quiroga", b"Quiroga"), ("tram", b'"tram"')])
def test_what_is_forgotten_leaves_every_feed(tmp_path: Path, out: Path, what: str, words: bytes) -> None:
    assert "facts of feeds" in forget(what, out)
    for place in (tmp_path / "feed", tmp_path / "late"):
        assert words in everything(place)
        deliver(out, place, SELECTION, confirm=True)
        assert words not in everything(place)
        manifest = read_manifest(place)
        assert manifest
        assert b"".join(replayed(delta_lines(place))) == (place / manifest.snapshot.file).read_bytes()
        last = [orjson.loads(line) for line in delta_lines(place, since=manifest.sequence - 1)]
        reasons = {row["fact"]["reason"] for row in last if row["op"] == "retract" and "fact" in row}
        assert reasons == {"forgotten"}
        assert not deliver(out, place, SELECTION).is_change
    assert words not in everything(out)


def test_a_fact_that_had_gone_is_retracted_once_more(tmp_path: Path, out: Path) -> None:
    gone = [
        orjson.loads(line)["fact"]["fact_id"]
        for line in delta_lines(tmp_path / "feed", since=1)
        if b'"fact_id"' in line
    ]
    forget("Beatriz Quiroga", out)
    deliver(out, tmp_path / "feed", SELECTION, confirm=True)
    last = [orjson.loads(line) for line in delta_lines(tmp_path / "feed", since=2)]
    retracted = {
        row["fact"]["fact_id"]: row["fact"]["reason"]
        for row in last
        if row["op"] == "retract" and "fact" in row
    }
    assert len(gone) == 1
    assert retracted[gone[0]] == "forgotten"
    manifest = read_manifest(tmp_path / "feed")
    assert manifest
    assert manifest.rewritten == (1,)


def test_identities_keep_nothing_but_ids(out: Path) -> None:
    forget("tram", out)
    with closing(sqlite3.connect(out / "feed.sqlite")) as connection:
        assert [row[0] for row in connection.execute("SELECT id FROM documents ORDER BY id")] == [
            "depot",
            "ferry",
        ]
        assert connection.execute("SELECT count(*) FROM forgotten").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM members WHERE member LIKE '%@tram'").fetchone() == (
            0,
        )


def test_asking_first_removes_nothing(tmp_path: Path, out: Path) -> None:
    assert "facts of feeds 3" in forget("tram", out, "--dry-run")
    assert b'"tram"' in everything(out)
    assert not deliver(out, tmp_path / "feed", SELECTION).is_change


def test_a_forgetting_that_did_not_come_to_the_identities_is_made_good(tmp_path: Path, out: Path) -> None:
    with State.opened(out) as state:  # as where the verb was killed behind it
        state.forget(ids=["tram"])
        state.publish()
    deliver(out, tmp_path / "feed", SELECTION, confirm=True)
    assert b'"tram"' not in everything(out) + everything(tmp_path / "feed")


def test_a_forgetting_that_did_not_come_to_the_files_is_made_good(tmp_path: Path, out: Path) -> None:
    with State.opened(out) as state:  # as where the verb was killed behind it
        state.forget(ids=["tram"])
    assert b'"tram"' in everything(out)
    deliver(out, tmp_path / "feed", SELECTION)
    assert b'"tram"' not in everything(tmp_path / "feed")
    forget("tram", out)
    assert not deliver(out, tmp_path / "feed", SELECTION).is_change


@contextmanager
def forgetting_behind(directory: Path, selection: Selection) -> Iterator[Feeding]:
    """A run that is opened to feed from, of which something is forgotten then."""
    with feeding(directory, selection) as feed:
        with State.opened(directory) as state:
            state.forget(ids=["tram"])
            state.publish()
        yield feed


def test_what_is_forgotten_while_a_delivery_reads_goes_with_the_next(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget("Beatriz Quiroga Prieto", out)  # whom nobody names
    with monkeypatch.context() as during:
        during.setattr("pipeline.feed.changes.delivering.feeding", forgetting_behind)
        deliver(out, tmp_path / "feed", SELECTION, confirm=True)
    forget("tram", out)
    deliver(out, tmp_path / "feed", SELECTION, confirm=True)
    assert b'"tram"' not in everything(tmp_path / "feed") + everything(out)


@pytest.mark.parametrize(
    "name", ["Beatriz\u00a0Quiroga", "Quiroga,Beatriz", "Beatriz_Quiroga", "BEATRIZ\nQUIROGA"]
)
def test_a_name_is_found_however_its_words_are_parted(out: Path, name: str) -> None:
    forget("Beatriz Quiroga", out)
    with what_was_forgotten(out) as forgotten:
        assert forgotten.is_in({"record": {"document": {"id": "quay", "title": name}}})


def test_nothing_is_forgotten_while_a_feed_reads(out: Path) -> None:
    with locked(out):
        _, talk = pressfacts("forget", "tram", out, "--yes", code=3)
    assert "another feed works on it" in talk
    assert b'"tram"' in everything(out)
