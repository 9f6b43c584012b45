"""Whatever happens to a run, what its change feed gives to those who follow it is what stands."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.database import unpacked
from pipeline.feed.changes import deliver, delta_lines, read_manifest, replayed
from pipeline.feed.changes.items import key_of
from pipeline.feed.changes.replaying import Standing, taken
from pipeline.feed.identity.forgetting import forget_fed
from pipeline.feed.sources import Selection
from pipeline.review.decisions import RIGHT
from pipeline.review.errors import Groundless
from pipeline.review.export import export
from pipeline.review.ledger import Ledger
from pipeline.review.ledger.forgetting import forget_reviewed
from tests.feed.press import PERSONS, Document, Press, Sentence, forget

_NAMES = ("tram", "ferry", "depot-north")
_ENDED = ("not_found", "superseded", "forgotten")


class History:
    """A run, its review, and its feed, with a consumer who takes each delta, and one who comes late."""

    def __init__(self, root: Path) -> None:
        """Begin with a run of two documents."""
        self.root, self.directory, self.place = root, root / "out", root / "feed"
        self.press = Press()
        first = [Sentence("role", 0), Sentence("date", 3), Sentence("quote", 1), Sentence("quote", 0)]
        self.press.documents["tram"] = Document(first)
        self.press.documents["ferry"] = Document([Sentence("certificate", 1), Sentence("role", 4)])
        self.min_confidence: float | None = 0.5
        self.standing: Standing = {}
        self.sequence = 0
        self.late: Standing = {}
        self.late_sequence = 0
        self.ended: set[str] = set()
        self.forgotten: set[str] = set()
        self.refused: set[str] = set()  # documents that a run takes no more
        self.press.write(self.directory)

    def put(self, name: str, sentences: list[Sentence]) -> None:
        if name not in self.refused and not any(
            sentence.kind in ("role", "quote") and PERSONS[sentence.choice % 3] in self.forgotten
            for sentence in sentences
        ):
            self.press.documents[name] = Document(list(sentences))
            self.press.write(self.directory)

    def edit(self, nth: int, **changes: Any) -> None:
        """Let the run read one sentence in another way, or, with no changes, put it behind the others."""
        places = [(name, n) for name, one in self.press.documents.items() for n in range(len(one.sentences))]
        if places:
            name, place = places[nth % len(places)]
            sentences = self.press.documents[name].sentences
            sentence = sentences.pop(place)
            sentences.insert(place if changes else len(sentences), replace(sentence, **changes))
            self.press.write(self.directory)

    def drop(self, name: str) -> None:
        self.press.documents.pop(name, None)
        self.press.write(self.directory)

    def toggle(self, name: str) -> None:
        if name in self.press.documents:
            self.press.documents[name].is_gone ^= True
            self.press.write(self.directory)

    def ask(self, min_confidence: float | None) -> None:
        self.min_confidence = min_confidence

    def decide(self, nth: int, action: str) -> None:
        with Ledger.opened(self.directory) as ledger:
            ledger.load()
            standings = [one for sheet in ledger.sheets() for one in sheet.standings]
            if not standings:
                return
            one = standings[nth % len(standings)]
            if action == "accept":
                with suppress(Groundless):
                    ledger.accept(one.record.id, one.seen, "ada")
            elif action == "reject":
                ledger.reject(one.record.id, one.seen, "ada", "not_in_text")
            else:
                amended = one.record.model_copy(update={"rule": one.record.rule, **_amended(one.record.type)})
                ledger.edit(one.record.id, one.seen, "ada", amended)

    def forget(self, name: str, person: str) -> None:
        subject = forget(self.press, self.directory, document="" if person else name, person=person)
        self.forgotten |= {person} if person else {name}
        self.refused |= subject.ids
        forget_reviewed(self.directory, subject)
        forget_fed(self.directory, subject)

    def feed(self) -> None:
        selection = Selection(min_confidence=self.min_confidence)
        if self.min_confidence is None and not (self.directory / "review.sqlite").exists():
            return
        deliver(self.directory, self.place, selection, confirm=True)
        before = seen(self.place)
        again = deliver(self.directory, self.place, selection)
        assert not again.is_change
        assert seen(self.place) == before
        self.check()

    def check(self) -> None:
        manifest = read_manifest(self.place)
        assert manifest
        snapshot = (self.place / manifest.snapshot.file).read_bytes()
        assert b"".join(replayed(delta_lines(self.place))) == snapshot
        self.take(manifest.sequence)
        rows = list(map(orjson.loads, snapshot.splitlines()))
        assert rows == sorted(self.standing.values(), key=key_of)
        self.check_facts([row for row in rows if "fact_id" in row])
        self.check_entities(rows)
        self.check_forgotten()

    def take(self, sequence: int) -> None:
        """Take the deltas that are new, as a consumer does who was there before."""
        for line in delta_lines(self.place, since=self.sequence):
            row = orjson.loads(line)
            fact = row.get("fact", {})
            if row["op"] == "retract" and fact.get("reason") in _ENDED:
                self.ended.add(fact["fact_id"])
            elif row["op"] == "add" and fact:
                assert fact["fact_id"] not in self.ended
            elif row["op"] == "change" and fact:
                assert fact["before"] == self.standing[fact["before"]["fact_id"]]
            taken(line, self.standing)
        self.sequence = sequence

    def catch_up(self) -> None:
        """Take all that was fed since as a consumer who looks in now and then."""
        manifest = read_manifest(self.place) if self.place.exists() else None
        if manifest is not None:
            for line in delta_lines(self.place, since=self.late_sequence):
                taken(line, self.late)
            self.late_sequence = manifest.sequence
            snapshot = (self.place / manifest.snapshot.file).read_bytes().splitlines()
            assert sorted(self.late.values(), key=key_of) == list(map(orjson.loads, snapshot))

    def check_facts(self, facts: list[dict[str, Any]]) -> None:
        """See that exactly that is fed which stands, by what the export says."""
        assert len({fact["fact_id"] for fact in facts}) == len(facts)
        expected = [said(row) for row in self.standing_records()]
        assert sorted(said(fact["record"]) for fact in facts) == sorted(expected)
        there = {fact["fact_id"] for fact in facts}
        assert all(link["fact_id"] in there for fact in facts for link in fact["links"])

    def standing_records(self) -> list[dict[str, Any]]:
        gone = {id for id, document in self.press.documents.items() if document.is_gone}
        if (self.directory / "review.sqlite").exists():
            export(self.directory, self.root / "reviewed")
            path = self.root / "reviewed" / "reviewed.jsonl"
        else:
            path = self.directory / "records.jsonl"
        rows = [orjson.loads(line) for line in path.read_bytes().splitlines()]
        return [row for row in rows if row["document"]["id"] not in gone and self.takes(row)]

    def takes(self, row: dict[str, Any]) -> bool:
        article = self.press.article(row["document"]["id"])
        if row["document"]["content_sha256"] != article.content_sha256:
            return False  # its words no longer stand there
        state = row.get("review", {}).get("state", "unreviewed")
        if state in RIGHT or state == "rejected":
            return state in RIGHT
        return self.min_confidence is not None and row["confidence"] >= self.min_confidence

    def check_entities(self, rows: list[dict[str, Any]]) -> None:
        there = {row["entity_id"] for row in rows if "entity_id" in row}
        named = {row["person"] for row in rows if "fact_id" in row} - {None}
        named |= {id for row in rows if "fact_id" in row for id in row["organizations"].values()}
        assert there == named

    def check_forgotten(self) -> None:
        contents = [path.read_bytes() for path in self.place.iterdir()]
        contents += [path.read_bytes() for path in self.directory.glob("feed.sqlite*")]
        contents += [unpacked(data) for data in kept(self.directory)]
        for words in self.forgotten:
            assert not [content for content in contents if words.encode() in content]


def _amended(type: str) -> dict[str, Any]:
    return (
        {"status": "planned"} if type == "certification" else {"status": "former"} if type == "role" else {}
    )


def said(record: dict[str, Any]) -> bytes:
    """What a record says, apart from how it was found."""
    common = {"schema_version", "id", "document", "evidence", "confidence", "rule", "links", "review"}
    words = sorted((piece["field"], piece["in"], piece["text"]) for piece in record["evidence"])
    fields = {name: value for name, value in record.items() if name not in common}
    return orjson.dumps([record["document"]["id"], fields, words], option=orjson.OPT_SORT_KEYS)


def kept(directory: Path) -> list[bytes]:
    """What the identities of a run keep in compressed form."""
    with closing(sqlite3.connect(directory / "feed.sqlite")) as connection:
        rows = connection.execute("SELECT facts FROM documents UNION ALL SELECT known FROM entities")
        return [row[0] for row in rows]


def seen(place: Path) -> dict[str, tuple[bytes, int]]:
    """The files of a feed with what they say and when they were written; the lock says nothing."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in place.iterdir()
        if path.name != ".feed.lock"
    }


_sentences = st.lists(
    st.builds(
        Sentence,
        st.sampled_from(["role", "date", "quote", "certificate"]),
        st.integers(0, 5),
        is_found=st.integers(0, 5).map(bool),
        reading=st.integers(0, 1),
        confidence=st.sampled_from([0.4, 0.7, 0.9]),
    ),
    max_size=5,
)
_names = st.sampled_from(_NAMES)
_changes = st.sampled_from(
    [{}, {"is_found": False}, {"is_found": True}, {"reading": 1}, {"reading": 0}, {"confidence": 0.6}]
)
_steps: st.SearchStrategy[Callable[[History], None]] = st.one_of(
    st.builds(lambda name, sentences: lambda h: h.put(name, sentences), _names, _sentences),
    st.builds(lambda name, sentences: lambda h: h.put(name, sentences), _names, _sentences),
    st.builds(lambda nth, changes: lambda h: h.edit(nth, **changes), st.integers(0, 20), _changes),
    st.builds(lambda nth, changes: lambda h: h.edit(nth, **changes), st.integers(0, 20), _changes),
    st.builds(lambda name: lambda h: h.drop(name), _names),
    st.builds(lambda name: lambda h: h.toggle(name), _names),
    st.builds(lambda least: lambda h: h.ask(least), st.sampled_from([None, 0.5, 0.8])),
    st.builds(
        lambda nth, action: lambda h: h.decide(nth, action),
        st.integers(0, 20),
        st.sampled_from(["accept", "reject", "edit"]),
    ),
    st.builds(lambda name, person: lambda h: h.forget(name, person), _names, st.sampled_from(["", *PERSONS])),
    st.just(lambda h: h.feed()),
    st.just(lambda h: h.feed()),
    st.just(lambda h: h.catch_up()),
)


_histories = st.lists(_steps, min_size=3, max_size=20)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_histories)
def test_deltas_of_any_history_give_its_snapshot(steps: list[Callable[[History], None]]) -> None:
    _live(steps)


@pytest.mark.slow
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_histories)
def test_deltas_of_many_histories_give_their_snapshots(steps: list[Callable[[History], None]]) -> None:
    _live(steps)


def _live(steps: list[Callable[[History], None]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        history = History(Path(root))
        history.feed()
        for step in steps:
            step(history)
        history.feed()
        history.catch_up()
