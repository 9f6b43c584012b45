"""Tests of `pipeline.state.runs`, `unread`, `tally` and of transactions."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from pipeline.state import State
from tests.state.making import (
    begin,
    finish,
    next_run,
    page,
    put_done,
    read_document,
    records_of,
    rejection,
)


def test_runs_are_numbered_and_told_the_newest_first(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        assert state.run == 0
        for day in (1, 2, 3):
            assert begin(state, day, f"version {day}") == state.run == day
            state.finish({"articles": day}, {"fetch": 0.5}, f"2031-05-0{day}T07:00:00+00:00")
    with State.reading(tmp_path) as state:
        runs = state.runs.last(2)
    assert [run.number for run in runs] == [3, 2]
    assert (runs[0].fingerprint, runs[0].sources, runs[0].counts) == ("version 3", ["room"], {"articles": 3})
    assert (runs[0].seconds, runs[0].finished) == ({"fetch": 0.5}, "2031-05-03T07:00:00+00:00")
    assert runs[0].resumed == 0


def test_a_run_that_was_broken_off_is_continued(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state, 1)
    with State.opened(tmp_path) as state:
        assert state.begin("second", ["room", "other"], "2031-05-02T06:00:00+00:00") == 1
        put_done(state, "a")
        state.finish({}, {}, "2031-05-02T07:00:00+00:00")
        (run,) = state.runs.last(9)
        assert (run.started, run.resumed, run.fingerprint) == ("2031-05-01T06:00:00+00:00", 1, "second")
        assert run.sources == ["room", "other"]
        assert begin(state, 3) == 2


def test_what_was_unread_is_replaced_with_its_source(state: State) -> None:
    state.unread.put("room", [rejection(None, "b"), rejection(None, "a")])
    state.unread.put("other", [rejection(None, "c")])
    assert [row.where for row in state.unread.of("room")] == ["a", "b"]
    state.unread.put("room", [rejection(None, "d")])
    assert [row.where for row in state.unread.of("room")] == ["d"]
    state.unread.put("room", [])
    assert state.unread.of("room") == []
    assert [row.where for row in state.unread.of("other")] == ["c"]


def test_the_same_failure_twice_is_two_lines(state: State) -> None:
    state.unread.put("room", [rejection(None), rejection(None)])
    assert len(state.unread.of("room")) == 2


def test_a_run_tells_what_it_did(state: State) -> None:
    for number in range(4):
        put_done(state, f"old-{number}", records=2)
        state.pages.put(page(f"https://own.example/{number}", f"old-{number}"))
    next_run(state)
    put_done(state, "old-0", "Other words.", records=3)
    state.pages.put(page("https://own.example/0", "old-0", content="other"))
    state.pages.put(page("https://own.example/1", "old-1"))
    state.pages.gone("https://own.example/2")
    put_done(state, "new", origin="other")
    put_done(state, "copy")
    state.documents.put_duplicate("copy", "new")
    state.documents.put_unclean(read_document("bad"), rejection("bad"))
    put_done(state, "half")
    state.documents.put_records("half", [], {}, [rejection("half", code="record_invalid")])
    tallies = state.tally()
    assert sorted(tallies) == ["other", "room"]
    room = tallies["room"]
    assert (room.new, room.updated, room.duplicates) == (3, 1, 1)
    assert room.pages == {"changed": 1, "gone": 1}
    assert room.rejected == {"no_text": 1, "record_invalid": 1}
    assert room.records == {"date": 3}
    assert (tallies["other"].new, tallies["other"].records) == (1, {"date": 1})


def test_a_run_tells_what_its_sources_could_not_give(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        for sources in (["room", "other"], ["room"]):
            state.begin("first", sources, "2031-05-01T06:00:00+00:00")
            for source in sources:
                lost = [rejection(None, code="fetch_failed"), rejection(None, code="too_large")]
                state.unread.put(source, lost[: len(sources)])
            codes = {origin: tally.rejected for origin, tally in state.tally().items()}
            finish(state)
            if len(sources) == 2:
                lost_once = {"fetch_failed": 1, "too_large": 1}
                assert codes == {"room": lost_once, "other": lost_once}
    assert codes == {"room": {"fetch_failed": 1}}  # the other was no source of this run


def test_a_source_that_gave_all_is_not_in_the_tally(state: State) -> None:
    assert state.tally() == {}


def test_the_state_tells_what_it_holds(state: State) -> None:
    put_done(state, "a", records=2)
    put_done(state, "b", records=1)
    state.documents.put_duplicate("b", "a")
    state.documents.put_unclean(read_document("c"), rejection("c"))
    state.unread.put("room", [rejection(None, code="fetch_failed")])
    totals = state.totals()
    assert totals.articles == 1
    assert totals.records == {"date": 2}
    assert totals.rejected == {"no_text": 1, "fetch_failed": 1}


def _put_and_fail(state: State, id: str) -> None:
    with state._database.transaction():
        put_done(state, id)
        raise ZeroDivisionError


def test_a_transaction_is_kept_whole_or_not_at_all(state: State) -> None:
    with pytest.raises(ZeroDivisionError):
        _put_and_fail(state, "a")
    assert state.documents.document("a") is None
    with state._database.transaction():
        put_done(state, "b")
        with pytest.raises(ZeroDivisionError):
            _put_and_fail(state, "c")
        put_done(state, "d")
    assert [bool(state.documents.document(id)) for id in "bcd"] == [True, False, True]


def test_a_put_that_fails_leaves_nothing(state: State) -> None:
    put_done(state, "a")
    before = state.documents.document("a")
    with pytest.raises(orjson.JSONDecodeError):
        state.documents.put_cleaned(read_document("a", "b"), b"no JSON", b"")
    with pytest.raises(AttributeError):  # behind the first write of several
        state.documents.put_records("a", [], {}, [None])  # type: ignore[list-item]
    assert state.documents.document("a") == before
    assert len(records_of(state, "a")) == 1
