"""Tests of `pipeline.state.publishing`."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Rejection
from pipeline.state import State
from pipeline.state.publishing import FILES
from pipeline.state.unread import order_of
from tests.state.making import (
    article_line,
    begin,
    lines_of,
    next_run,
    page,
    put_done,
    read_document,
    record_line,
    rejection,
    signature_for,
)


def _content(directory: Path) -> list[bytes]:
    return [(directory / name).read_bytes() for name in FILES]


def test_files_are_what_the_state_says(state: State, tmp_path: Path) -> None:
    put_done(state, "b", records=2)
    put_done(state, "a", records=1)
    assert state.publish()
    articles, records, rejected = _content(tmp_path)
    assert articles == article_line("a") + article_line("b")
    assert records == record_line("a-0") + record_line("b-0") + record_line("b-1")
    assert rejected == b""


def test_documents_are_in_the_order_of_code_points(state: State, tmp_path: Path) -> None:
    ids = ["é", "z", "a", "A", "\U0001f600", "\uffee", "a\u0301", "aa", "10", "9", "ß", "中"]
    for id in ids:
        put_done(state, id)
    state.publish()
    assert [line["id"] for line in lines_of(tmp_path / "articles.jsonl")] == sorted(ids)


def test_only_what_is_done_is_published(state: State, tmp_path: Path) -> None:
    put_done(state, "done")
    state.documents.put_cleaned(read_document("waiting"), article_line("waiting"), b"")
    state.documents.put_unclean(read_document("unclean"), rejection("unclean"))
    put_done(state, "failed")
    state.documents.put_failed("failed", [rejection("failed")])
    put_done(state, "copy")
    state.documents.put_duplicate("copy", "done")
    state.publish()
    assert [line["id"] for line in lines_of(tmp_path / "articles.jsonl")] == ["done"]
    assert [line["id"] for line in lines_of(tmp_path / "records.jsonl")] == ["date-done-0"]
    assert [line["document"] for line in lines_of(tmp_path / "rejected.jsonl")] == ["failed", "unclean"]


def test_nothing_is_written_twice(state: State, tmp_path: Path) -> None:
    put_done(state, "a")
    assert state.publish()
    before = [(tmp_path / name).stat().st_ino for name in FILES]
    assert not state.publish()
    next_run(state)
    state.unread.put("room", [])
    assert not state.publish()
    assert [(tmp_path / name).stat().st_ino for name in FILES] == before


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_somebody_changed_is_written_again(state: State, tmp_path: Path, name: str) -> None:
    put_done(state, "a")
    put_done(state, "b")
    state.documents.put_failed("b", [rejection("b")])
    state.publish()
    before = _content(tmp_path)
    (tmp_path / name).write_bytes(b"{}" + (tmp_path / name).read_bytes()[2:])
    assert state.publish()
    (tmp_path / name).unlink()
    assert state.publish()
    assert _content(tmp_path) == before
    assert not state.publish()


def test_every_change_is_published(state: State, tmp_path: Path) -> None:
    def published() -> list[bytes]:
        assert state.publish()
        return _content(tmp_path)

    put_done(state, "a")
    contents = [published()]
    put_done(state, "a", "Another plant was opened.")
    contents.append(published())
    state.documents.put_records("a", [record_line("other")], {"date": 1})
    contents.append(published())
    state.documents.put_failed("a", [rejection("a")])
    contents.append(published())
    state.unread.put("room", [rejection(None)])
    contents.append(published())
    assert len({tuple(content) for content in contents}) == len(contents)


def test_urls_of_pages_and_copies_are_joined(state: State, tmp_path: Path) -> None:
    own, wire = "https://own.example/a", "https://wire.example/z"
    state.pages.put(page(own, "a"))
    state.pages.put(page(own + "?print", "a", canonical=own, final_url="https://own.example/A"))
    state.pages.put(page(wire, "w", canonical=wire))
    state.documents.put_cleaned(read_document("a", url=own), article_line("a", url=own), signature_for(1))
    state.documents.put_cleaned(read_document("w", url=wire), article_line("w", url=wire), signature_for(1))
    state.documents.put_duplicate("w", "a")
    local = "https://cc.example/1"
    state.documents.put_cleaned(read_document("l", url=local), article_line("l", url=local), signature_for(1))
    state.documents.put_duplicate("l", "a")
    state.documents.put_records("a", [], {})
    state.publish()
    (article,) = lines_of(tmp_path / "articles.jsonl")
    assert article["urls"] == [
        own,
        local,
        "https://own.example/A",
        own + "?print",
        wire,
    ]
    assert article["url"] == own


def test_a_copy_brings_the_urls_that_its_page_and_its_source_give(state: State, tmp_path: Path) -> None:
    own, stated, given = (f"https://{name}.example/a" for name in ("own", "stated", "given"))
    put_done(state, "a", url=own)
    state.documents.put_cleaned(read_document("b", url=given), article_line("b", url=stated), b"")
    state.documents.put_duplicate("b", "a")
    state.publish()
    (article,) = lines_of(tmp_path / "articles.jsonl")
    assert article["urls"] == [own, given, stated]


def test_a_line_that_needs_nothing_is_copied_as_it_is(state: State, tmp_path: Path) -> None:
    url = "https://own.example/a"
    state.pages.put(page(url, "a"))
    put_done(state, "a", url=url)
    state.publish()
    assert (tmp_path / "articles.jsonl").read_bytes() == article_line(
        "a", url=url, text="A plant was opened."
    )


def _two_pages(state: State) -> None:
    for url in ("https://own.example/a", "https://wire.example/a"):
        state.pages.put(page(url, "a", canonical="https://own.example/a"))
    put_done(state, "a", url="https://own.example/a")


def test_an_article_is_gone_when_all_its_pages_are(state: State, tmp_path: Path) -> None:
    _two_pages(state)
    states = []
    for url in ("https://own.example/a", "https://wire.example/a"):
        assert state.pages.gone(url)
        state.publish()
        states.append([line["state"] for line in lines_of(tmp_path / "articles.jsonl")])
    assert states == [["live"], ["gone"]]
    assert lines_of(tmp_path / "records.jsonl")
    state.pages.put(page("https://own.example/a", "a"))
    state.publish()
    assert lines_of(tmp_path / "articles.jsonl")[0]["state"] == "live"


def test_an_article_stays_while_a_copy_of_it_is_there(state: State, tmp_path: Path) -> None:
    for id in ("a", "b"):
        state.pages.put(page(f"https://{id}.example/", id))
        put_done(state, id, url=f"https://{id}.example/")
    state.documents.put_duplicate("b", "a")
    state.pages.gone("https://a.example/")
    state.publish()
    assert lines_of(tmp_path / "articles.jsonl")[0]["state"] == "live"
    state.pages.gone("https://b.example/")
    state.publish()
    assert lines_of(tmp_path / "articles.jsonl")[0]["state"] == "gone"


_TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), max_size=3)
_PLACE = st.builds(
    dict, type=st.sampled_from(["date", "role"]), start=st.integers(0, 12), end=st.just(20)
).flatmap(lambda place: st.sampled_from(["title", "text"]).map(lambda part: place | {"in": part}))
_REJECTION = st.fixed_dictionaries(
    {
        "document": st.none() | _TEXT.filter(bool),
        "where": _TEXT,
        "stage": st.just("extract"),
        "code": st.sampled_from(["no_text", "internal"]),
        "message": _TEXT,
        "record": st.none() | _PLACE,
    }
).map(Rejection.model_validate)


@given(st.lists(_REJECTION, max_size=30), st.data())
@settings(max_examples=20, deadline=None)
def test_rejections_of_all_kinds_are_in_one_order(rejections: list[Rejection], data: st.DataObject) -> None:
    of_documents = [row for row in rejections if row.document and data.draw(st.booleans())]
    unread = [row.model_copy(update={"record": None}) for row in rejections if row not in of_documents]
    with tempfile.TemporaryDirectory() as directory, State.opened(Path(directory)) as state:
        begin(state)
        for document in {row.document for row in of_documents}:
            put_done(state, document or "")
            mine = [row for row in of_documents if row.document == document]
            state.documents.put_records(document or "", [], {}, mine)
        half = len(unread) // 2
        state.unread.put("one", unread[:half])
        state.unread.put("two", unread[half:])
        state.publish()
        lines = (Path(directory) / "rejected.jsonl").read_bytes().splitlines()
    written = [Rejection.model_validate_json(line) for line in lines]
    assert list(map(order_of, written)) == sorted(map(order_of, of_documents + unread))


def test_names_that_are_no_unicode_can_be_written(state: State, tmp_path: Path) -> None:
    state.unread.put("room", [rejection(None, "caf\udce9.html", "no \ud800 text")])
    state.documents.put_unclean(
        read_document("caf\udce9", place="caf\udce9.html"), rejection("caf\udce9", "caf\udce9.html")
    )
    state.publish()
    assert [row["where"] for row in lines_of(tmp_path / "rejected.jsonl")] == ["caf\ufffd.html"] * 2


def test_the_files_are_read_from_one_state(state: State, tmp_path: Path) -> None:
    """The note of what was published is no part of what it notes."""
    put_done(state, "a")
    state.publish()
    changes = _changes(tmp_path)
    state.publish()
    assert _changes(tmp_path) == changes


def _changes(directory: Path) -> int:
    connection = sqlite3.connect(directory / "state.sqlite")
    changes = int(connection.execute("SELECT value FROM meta WHERE key = 'changes'").fetchone()[0])
    connection.close()
    return changes


def test_files_have_the_rights_that_the_umask_leaves(state: State, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        state.publish()
    finally:
        os.umask(mask)
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in FILES} == {0o640}
