"""What a database says after deliveries, and what one leaves alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.errors import DeletionGuard
from pipeline.feed.delivered import Delivered
from pipeline.feed.sources import Selection, selected
from pipeline.feed.sql import deliver
from tests.feed.sql.contents import places, rows, said
from tests.feed.sql.runs import ALL, Run
from tests.feed.sql.server import Server

DOCUMENTS = 30


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "run", DOCUMENTS)


def test_a_database_has_the_facts_of_the_run(run: Run, url: str) -> None:
    delivered = run.deliver(url)
    facts = list(selected(run.directory, ALL))
    assert delivered == Delivered(added=len(facts))
    assert sorted(rows(url, "SELECT fact_id, type, record_id, confidence FROM facts")) == sorted(
        (fact.fact_id, fact.record.type, fact.record.id, fact.record.confidence) for fact in facts
    )
    pieces = {(fact.fact_id, piece.field, piece.text) for fact in facts for piece in fact.record.evidence}
    assert set(rows(url, "SELECT fact_id, field, text FROM evidence")) == pieces
    links = {(fact.fact_id, link.rel, link.fact_id) for fact in facts for link in fact.links}
    assert set(rows(url, "SELECT fact_id, rel, to_fact_id FROM links")) == links
    people = {(fact.fact_id, fact.person) for fact in facts if fact.record.type == "role"}
    assert set(rows(url, "SELECT fact_id, person_entity FROM roles")) == people
    assert {name for name, found in said(url).items() if not found} <= {"aliases", "successions"}


def test_both_databases_say_the_same(run: Run, server: Server, tmp_path: Path) -> None:
    file, database = f"sqlite:///{tmp_path / 'facts.sqlite'}", server.new_database()
    run.deliver(file)
    run.deliver(database)
    assert said(file) == said(database)


def test_a_second_delivery_touches_no_row_of_postgresql(run: Run, server: Server) -> None:
    url = server.new_database()
    first = run.deliver(url)
    before = places(url)
    assert run.deliver(url) == Delivered(unchanged=first.added)
    assert places(url) == before


def test_a_second_delivery_leaves_the_file_of_sqlite(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    first = run.deliver(f"sqlite:///{path}")
    before, changed = path.read_bytes(), path.stat().st_mtime_ns
    assert run.deliver(f"sqlite:///{path}") == Delivered(unchanged=first.added)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, changed)
    assert list(tmp_path.glob("facts.sqlite*")) == [path]


def test_a_change_touches_the_rows_of_what_changed(run: Run, server: Server) -> None:
    url = server.new_database()
    total = run.deliver(url).added
    before = set(places(url)["facts"])
    changed = run.all_of("role")[0]
    changed["status"] = "former" if changed["status"] != "former" else "current"
    assert run.deliver(url) == Delivered(changed=1, unchanged=total - 1)
    record = f"WHERE record_id = '{changed['id']}'"
    assert rows(url, f"SELECT added_in, changed_in FROM facts {record}") == [(1, 2)]
    assert rows(url, f"SELECT status FROM roles JOIN facts USING (fact_id) {record}") == [
        (changed["status"],)
    ]
    assert len(before & set(places(url)["facts"])) == total - 1


def test_what_is_no_more_is_retracted_with_the_reason(run: Run, url: str) -> None:
    run.deliver(url)
    gone, lost = sorted(run.articles)[:2]
    run.articles[gone]["state"] = "gone"
    run.records[lost].pop()
    expected = {(fact.fact_id, fact.record.document.id) for fact in selected(run.directory, ALL)}
    delivered = run.deliver(url, confirm=True)
    expected -= {(fact.fact_id, fact.record.document.id) for fact in selected(run.directory, ALL)}
    reasons = {(id, "page_withdrawn" if document == gone else "not_found", 2) for id, document in expected}
    assert delivered.retracted == len(reasons)
    assert set(rows(url, "SELECT fact_id, reason, delivery FROM retractions")) == reasons
    assert rows(url, f"SELECT count(*) FROM documents WHERE document_id = '{gone}'") == [(0,)]


def test_a_fact_that_comes_back_is_retracted_no_more(run: Run, url: str) -> None:
    run.deliver(url)
    directory = run.write()
    lowest = min(fact.record.confidence for fact in selected(directory, ALL))
    withdrawn = deliver(directory, url, Selection(min_confidence=lowest + 0.01), confirm=True).retracted
    assert rows(url, "SELECT reason, count(*) FROM retractions GROUP BY reason") == [
        ("below_threshold", withdrawn)
    ]
    assert run.deliver(url).added == withdrawn
    assert rows(url, "SELECT * FROM retractions") == []


def test_mass_deletion_stops_until_somebody_confirms(run: Run, url: str) -> None:
    run.deliver(url)
    before = said(url)
    for id in sorted(run.articles)[1:]:
        run.remove(id)
    with pytest.raises(DeletionGuard, match=r"--confirm") as caught:
        run.deliver(url)
    assert caught.value.exit_code == 3
    assert said(url) == before
    run.deliver(url, confirm=True)
    assert rows(url, "SELECT count(*) FROM documents") == [(1,)]


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))]
)
def test_after_any_history_a_database_says_what_a_new_one_would(
    tmp_path: Path, server: Server, seed: int
) -> None:
    chance = random.Random(seed)
    run = Run(tmp_path / "run", DOCUMENTS)
    urls = [f"sqlite:///{tmp_path / 'followed.sqlite'}", server.new_database()]
    for number in range(4):
        for url in urls:
            run.deliver(url, confirm=True)
        _change(run, chance, number)
    for url in urls:
        run.deliver(url, confirm=True)
    fresh = f"sqlite:///{tmp_path / 'fresh.sqlite'}"
    run.deliver(fresh)
    assert said(urls[0]) == said(urls[1]) == said(fresh)


def _change(run: Run, chance: random.Random, number: int) -> None:
    """What may happen between two runs: documents come, go and come back, records change, go, are surer."""
    for id in chance.sample(sorted(run.articles), 4):
        if chance.random() < 0.5:
            run.remove(id)
        else:
            run.articles[id]["state"] = chance.choice(["live", "gone"])
    run.add(chance.randrange(DOCUMENTS))
    run.add(DOCUMENTS + number)
    for type in ("event", "role", "certification", "speaker", "date"):
        record = chance.choice(run.all_of(type))
        record["confidence"] = round(chance.random(), 2)
        if type == "event":
            record["organizers"] = record["organizers"][1:] or ["Tern Ferries"]
        run.records[record["document"]["id"]].remove(chance.choice(run.records[record["document"]["id"]]))


def test_texts_with_a_nul(tmp_path: Path, server: Server) -> None:
    file, database = f"sqlite:///{tmp_path / 'facts.sqlite'}", server.new_database()
    run = Run(tmp_path / "run", 3)
    run.all_of("role")[0]["title"] = r"Head of \u0000" + "\0 Ferries"
    for url in (file, database):
        run.deliver(url)
        titles = [title for (title,) in rows(url, "SELECT title FROM roles WHERE title LIKE 'Head of %'")]
        assert titles == [r"Head of \u0000" + "\ufffd Ferries"]
        assert not run.deliver(url).is_change
