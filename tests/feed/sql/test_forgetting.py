"""What is forgotten leaves the database as a retraction that says nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.feed.identity.forgetting import forget_fed
from pipeline.feed.sources import selected
from pipeline.state.forgetting import Subject
from tests.feed.sql.contents import rows
from tests.feed.sql.interrupting import killed_at, steps_of
from tests.feed.sql.runs import ALL, Run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "run", 12)


def _forget(run: Run, id: str) -> None:
    run.articles.pop(id)
    run.records.pop(id)
    forget_fed(run.write(), Subject(ids=frozenset({id})))


def test_a_forgotten_document_needs_no_confirmation_and_leaves_only_ids(run: Run, url: str) -> None:
    run.deliver(url)
    victim = max(run.records, key=lambda id: len(run.records[id]))
    ids = {fact.fact_id for fact in selected(run.directory, ALL) if fact.record.document.id == victim}
    _forget(run, victim)
    assert run.deliver(url).retracted == len(ids)
    gone = {(id, "forgotten", None, 2) for id in ids}
    assert set(rows(url, "SELECT fact_id, reason, superseded_by, delivery FROM retractions")) == gone
    assert rows(url, f"SELECT 1 FROM documents WHERE document_id = '{victim}'") == []
    assert not run.deliver(url).is_change


def test_what_went_before_it_was_forgotten_is_forgotten_too(run: Run, url: str) -> None:
    run.deliver(url)
    victim = min(run.articles)
    run.articles[victim]["state"] = "gone"
    run.deliver(url, confirm=True)
    assert {reason for (reason,) in rows(url, "SELECT reason FROM retractions")} == {"page_withdrawn"}
    _forget(run, victim)
    assert run.deliver(url).retracted == 0
    assert set(rows(url, "SELECT reason, delivery FROM retractions")) == {("forgotten", 3)}


def test_the_bytes_leave_the_file_even_if_the_call_is_killed(run: Run, tmp_path: Path) -> None:
    victim = min(run.articles)
    path, other = tmp_path / "facts.sqlite", tmp_path / "other.sqlite"
    for file in (path, other):
        run.deliver(f"sqlite:///{file}")
        assert victim.encode() in file.read_bytes()
    _forget(run, victim)
    last = steps_of(lambda: run.deliver(f"sqlite:///{other}"))
    killed_at(last - 1, lambda: run.deliver(f"sqlite:///{path}"))  # behind the commit, before the rewriting
    assert rows(f"sqlite:///{path}", "SELECT value FROM feed_state WHERE key = 'rewrite'") == [("due",)]
    assert not run.deliver(f"sqlite:///{path}").is_change
    for file in (path, other):
        assert victim.encode() not in file.read_bytes()
        assert rows(f"sqlite:///{file}", "SELECT * FROM feed_state WHERE key = 'rewrite'") == []
