"""Tests of `pipeline.state.documents`, `intake` and `copies`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.copies import bands_of, signature_of
from pipeline.database import packed, unpacked
from pipeline.state import DocumentRow, State
from tests.state.making import (
    article_line,
    begin,
    digest_of,
    finish,
    next_run,
    page,
    put_done,
    read_document,
    record_line,
    records_of,
    rejection,
    signature_for,
)


def _row(state: State, id: str) -> DocumentRow:
    row = state.documents.document(id)
    assert row is not None
    return row


def test_a_document_has_what_it_was_read_from(state: State) -> None:
    read = read_document("a", place="https://own.example/a", url="https://own.example/a")
    line = article_line("a", url="https://own.example/a")
    assert state.documents.document("a") is None
    assert state.documents.put_cleaned(read, line, signature_for(1)) == "new"
    row = _row(state, "a")
    assert (row.origin, row.place, row.kind, row.url) == ("room", read.place, "html", read.url)
    assert (row.raw, row.fingerprint, row.state) == (read.raw, "first", "cleaned")
    assert (row.first_run, row.changed_run, row.version) == (1, 1, 1)
    assert row.bands == bands_of(signature_for(1))
    assert state.documents.article("a") == line
    assert records_of(state, "a") == []


def test_a_document_has_the_url_that_its_article_states(state: State) -> None:
    stated, given = "https://own.example/stated", "https://own.example/given"
    state.documents.put_cleaned(read_document("local"), article_line("local", url=stated), b"")
    assert _row(state, "local").url == stated
    state.documents.put_cleaned(read_document("both", url=given), article_line("both", url=stated), b"")
    assert _row(state, "both").url == stated
    state.documents.put_unclean(read_document("bad", url=given), rejection("bad"))
    assert _row(state, "bad").url == given


def test_what_was_read_by_this_version_is_current(state: State) -> None:
    put_done(state, "a", "text")
    raw = read_document("a", "text").raw
    assert state.documents.is_current("a", raw)
    assert not state.documents.is_current("a", digest_of("other"))
    assert not state.documents.is_current("b", raw)
    next_run(state, fingerprint="second")
    assert not state.documents.is_current("a", raw)
    next_run(state, fingerprint="first")
    assert state.documents.is_current("a", raw)


def test_everything_can_be_outdated(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        put_done(state, "a")
        put_done(state, "b")
        state.documents.outdate()
        put_done(state, "a")
    with State.opened(tmp_path) as state:  # a kill does not forget it
        begin(state)
        assert state.documents.stale() == ["b"]
        assert _row(state, "b").fingerprint == ""


def test_records_come_back_line_by_line(state: State) -> None:
    lines = [record_line("1", "line\u2028separated"), record_line("2", "ünï")]
    state.documents.put_cleaned(read_document("a"), article_line("a"), b"")
    assert state.documents.put_records("a", lines, {"date": 2})
    assert records_of(state, "a") == lines
    assert state.documents.article("a") == article_line("a")
    assert _row(state, "a").types == {"date": 2}


def test_versions_count_what_became_another(state: State) -> None:
    def step(text: str, records: int, fingerprint: str = "first") -> tuple[str, bool, int, int]:
        next_run(state, fingerprint=fingerprint)
        change = state.documents.put_cleaned(read_document("a", text), article_line("a", text), b"")
        lines = [record_line(str(number)) for number in range(records)]
        differs = state.documents.put_records("a", lines, {})
        row = _row(state, "a")
        return change, differs, row.version, row.changed_run

    assert step("one", 1) == ("new", True, 1, 2)
    assert step("one", 1, "second") == ("same", False, 1, 2)
    assert step("one", 2, "third") == ("same", True, 2, 4)
    assert step("two", 2) == ("updated", False, 3, 5)
    assert step("three", 3) == ("updated", True, 4, 6)


def test_a_continued_run_counts_its_documents_once(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        put_done(state, "a", "one")
        finish(state)
    for _ in range(2):
        with State.opened(tmp_path) as state:
            begin(state, 2)
            read, line = read_document("a", "two"), article_line("a", "two")
            assert state.documents.put_cleaned(read, line, b"") == "updated"
            assert state.documents.put_cleaned(read_document("b"), article_line("b"), b"") == "new"
            assert (state.tally()["room"].updated, state.tally()["room"].new) == (1, 1)
            assert _row(state, "a").version == 2


def test_a_document_that_gives_no_article_any_more(state: State) -> None:
    put_done(state, "a")
    next_run(state)
    assert state.documents.put_unclean(read_document("a", "b"), rejection("a")) == "updated"
    assert (_row(state, "a").state, _row(state, "a").types, _row(state, "a").changed_run) == (
        "rejected",
        {},
        2,
    )
    with pytest.raises(KeyError):
        state.documents.article("a")
    next_run(state)
    assert state.documents.put_unclean(read_document("a", "c"), rejection("a")) == "same"
    assert state.documents.put_cleaned(read_document("a", "d"), article_line("a"), b"") == "updated"


def test_an_article_without_records_is_kept_for_another_version(state: State) -> None:
    put_done(state, "a")
    state.documents.put_failed("a", [rejection("a")])
    assert (_row(state, "a").state, _row(state, "a").types) == ("rejected", {})
    assert state.documents.article("a") == article_line("a")
    assert records_of(state, "a") == []
    next_run(state, fingerprint="second")
    assert state.documents.requeue("a")
    assert state.documents.awaiting() == ["a"]


def test_those_that_wait_are_in_the_order_of_their_coming(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        for day, ids in enumerate((["m", "é"], ["a", "z"]), 1):
            begin(state, day)
            for id in reversed(ids):
                state.documents.put_cleaned(read_document(id), article_line(id), b"")
            finish(state)
        assert state.documents.awaiting() == ["m", "é", "a", "z"]
        state.documents.put_records("é", [], {})
        assert state.documents.awaiting() == ["m", "a", "z"]


def test_what_cannot_be_read_again_waits_with_its_article(state: State) -> None:
    put_done(state, "a", records=2)
    state.documents.put_unclean(read_document("b"), rejection("b"))
    state.pages.put(page("https://own.example/a", "a"))
    next_run(state, fingerprint="second")
    assert state.documents.stale() == ["a", "b"]
    assert state.documents.requeue("a")
    assert not state.documents.requeue("b")
    assert state.documents.stale() == state.pages.to_read() == []
    assert state.documents.awaiting() == ["a"]
    assert records_of(state, "a") == []
    assert _row(state, "b").state == "rejected"
    assert not state.documents.put_records("a", [record_line("a-0"), record_line("a-1")], {"date": 2})
    assert _row(state, "a").version == 1


def test_no_document_of_that_id(state: State) -> None:
    for attempt in (state.documents.article, state.documents.requeue):
        with pytest.raises(KeyError, match="nobody"):
            attempt("nobody")


def test_copies_share_a_band(state: State) -> None:
    for id, seed in (("z", 1), ("b", 2)):
        state.documents.put_cleaned(read_document(id), article_line(id), signature_for(seed))
    next_run(state)
    near = signature_for(1)[:24] + signature_for(3)[24:]
    state.documents.put_cleaned(read_document("a"), article_line("a"), near)
    found = state.copies.sharing(_row(state, "a").bands, None)
    assert [(row.id, row.first_run) for row in found] == [("z", 1), ("a", 2)]
    state.documents.put_cleaned(read_document("z", "c"), article_line("z"), signature_for(4))
    assert [row.id for row in state.copies.sharing(_row(state, "a").bands, None)] == ["a"]
    assert [row.id for row in state.copies.sharing(bands_of(signature_for(4)), None)] == ["z"]
    state.documents.put_unclean(read_document("z", "d"), rejection("z"))
    assert state.copies.sharing(bands_of(signature_for(4)), None) == []
    assert state.copies.sharing([], None) == []


@pytest.mark.parametrize(
    ("published", "found"),
    [
        ("2031-05-10", ["day", "month", "undated", "week"]),
        ("2031-05-18", ["month", "undated", "week"]),
        ("2031-05", ["day", "month", "undated", "week", "year"]),
        (None, ["day", "month", "undated", "week", "year"]),
    ],
)
def test_copies_come_within_a_week(state: State, published: str | None, found: list[str]) -> None:
    days = {"day": "2031-05-10", "week": "2031-05-17", "month": "2031-05", "year": "2032-05-10"}
    for id in (*days, "undated"):
        line = article_line(id, **({"published": days[id]} if id in days else {}))
        state.documents.put_cleaned(read_document(id), line, signature_for(1))
    bands = bands_of(signature_for(1))
    assert [row.id for row in state.copies.sharing(bands, published)] == found
    state.documents.put_cleaned(read_document("day", "b"), article_line("day"), signature_for(2))
    assert "day" not in [row.id for row in state.copies.sharing(bands, published)]


def test_only_what_stands_has_copies(state: State) -> None:
    for id in ("cleaned", "copy", "done", "failed"):
        state.documents.put_cleaned(read_document(id), article_line(id), signature_for(1))
    state.documents.put_records("done", [], {})
    state.documents.put_duplicate("copy", "done")
    state.documents.put_failed("failed", [rejection("failed")])
    found = state.copies.sharing(bands_of(signature_for(1)), "2031-05-10")
    assert [row.id for row in found] == ["cleaned", "done"]


def test_a_copy_whose_first_fails_stands_alone(state: State) -> None:
    for id in ("a", "b"):
        put_done(state, id)
    state.documents.put_duplicate("b", "a")
    state.documents.put_failed("a", [rejection("a", code="timeout")])
    assert state.documents.awaiting() == ["b"]


def test_what_waits_again_is_found_by_the_bands_of_this_version(state: State) -> None:
    line = article_line("a", "Twelve ferries left the yard at Orrin.", url="https://own.example/a")
    state.documents.put_cleaned(read_document("a"), line, signature_for(1))
    put_done(state, "b", url="https://own.example/b")
    state.documents.put_duplicate("b", "a")
    next_run(state, fingerprint="second")
    assert state.documents.requeue("a")
    bands = bands_of(signature_of(Article.model_validate_json(line)))
    assert _row(state, "a").bands == bands
    assert [row.id for row in state.copies.sharing(bands, None)] == ["a"]
    assert state.copies.sharing(bands_of(signature_for(1)), None) == []
    assert state.documents.awaiting() == ["a", "b"]


def test_an_article_that_this_version_cannot_read_waits_without_bands(state: State) -> None:
    line = article_line("a").replace(b'"language":', b'"tongue":')
    state.documents.put_cleaned(read_document("a"), line, signature_for(1))
    next_run(state, fingerprint="second")
    assert state.documents.requeue("a")
    assert _row(state, "a").bands == []
    assert state.copies.sharing(bands_of(signature_for(1)), None) == []


def test_copies_are_judged_anew_when_the_first_changes(state: State) -> None:
    for id in ("a", "b", "c"):
        put_done(state, id)
    assert state.documents.put_duplicate("c", "a") == []
    assert state.documents.put_duplicate("b", "a") == []
    assert [_row(state, id).duplicate_of for id in "bc"] == ["a", "a"]
    assert (_row(state, "b").state, _row(state, "b").duplicate_of, _row(state, "b").types) == (
        "duplicate",
        "a",
        {},
    )
    put_done(state, "a", "Other text.")
    assert state.documents.awaiting() == ["b", "c"]
    assert [_row(state, id).duplicate_of for id in "bc"] == [None, None]


def test_copies_of_a_copy_are_judged_anew(state: State) -> None:
    for id in ("a", "b", "c"):
        put_done(state, id)
    state.documents.put_duplicate("c", "b")
    assert state.documents.put_duplicate("b", "a") == ["c"]
    assert state.documents.awaiting() == ["c"]


def test_a_copy_whose_first_is_rejected_stands_alone(state: State) -> None:
    for id in ("a", "b"):
        put_done(state, id)
    state.documents.put_duplicate("b", "a")
    state.documents.put_unclean(read_document("a", "b"), rejection("a"))
    assert state.documents.awaiting() == ["b"]


def test_what_is_kept_comes_back() -> None:
    for lines in (b"", b"{}\n", article_line("a", "Ünïcödé “words” " * 500)):
        assert unpacked(packed(lines)) == lines
    assert len(packed(article_line("a") + record_line("a"))) < 220


def test_the_dictionary_is_the_one_that_states_were_written_with() -> None:
    """Content that was kept with another dictionary cannot be read: a new one needs a migration."""
    assert packed(b"")[2:6].hex() == "dad9b737"
