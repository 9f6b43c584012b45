"""Tests of `pipeline.state.pages`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.state import State
from tests.state.making import (
    article_line,
    begin,
    digest_of,
    finish,
    lines_of,
    next_run,
    page,
    put_done,
    read_document,
    states_of,
)

URL = "https://own.example/a"


def test_a_page_is_new_then_unchanged_then_changed(state: State) -> None:
    answers = [state.pages.put(page(URL))]
    for content in ("", "other", "other"):
        next_run(state)
        answers.append(state.pages.put(page(URL, content=content)))
    assert answers == ["new", "unchanged", "changed", "unchanged"]
    row = state.pages.page(URL)
    assert row is not None
    assert (row.first_run, row.changed_run, row.sha256) == (1, 3, digest_of(URL + "other"))


def test_a_continued_run_counts_its_pages_once(tmp_path: Path) -> None:
    answers = []
    for _ in range(2):
        with State.opened(tmp_path) as state:
            begin(state)
            answers.append(state.pages.put(page(URL)))
            assert state.tally()["room"].pages == {"new": 1}
    assert answers == ["new", "new"]


def test_an_unchanged_page_keeps_the_time_of_its_coming(state: State) -> None:
    state.pages.put(page(URL, listed="Monday"))
    next_run(state)
    again = page(URL, retrieved_at="2031-05-02T00:00:00+00:00", listed="Tuesday")
    assert not state.pages.is_news(again)
    assert state.pages.put(again) == "unchanged"
    row = state.pages.page(URL)
    assert row is not None
    assert (row.retrieved_at, row.listed) == ("2031-05-01T06:00:01+00:00", "Tuesday")


@pytest.mark.parametrize(
    "fields",
    [
        {"sha256": digest_of("other")},
        {"document": "other"},
        {"canonical": "https://own.example/b"},
        {"final_url": "https://own.example/c"},
        {"title": "Another headline"},
        {"published": "2031-05-03"},
    ],
)
def test_whatever_cleaning_uses_makes_news(state: State, fields: dict[str, str]) -> None:
    state.pages.put(page(URL, title="A headline", published="2031-05-01"))
    next_run(state)
    told = {"title": "A headline", "published": "2031-05-01"}
    changed = page(URL, **(told | fields))
    assert state.pages.is_news(changed)
    assert state.pages.put(changed) == "changed"
    assert not state.pages.is_news(changed)


def test_a_listing_that_says_less_is_no_news(state: State) -> None:
    state.pages.put(page(URL, title="A headline", listed="Monday"))
    next_run(state)
    assert state.pages.put(page(URL)) == "unchanged"
    row = state.pages.page(URL)
    assert row is not None
    assert row.listed == "Monday"


def test_a_page_that_comes_back_is_live_again(state: State) -> None:
    state.pages.put(page(URL))
    assert state.pages.gone(URL)
    next_run(state)
    row = state.pages.page(URL)
    assert row is not None
    assert row.status == "gone"
    assert state.pages.put(page(URL)) == "changed"
    row = state.pages.page(URL)
    assert row is not None
    assert row.status == "live"


def test_a_page_that_never_came_is_no_page_that_is_gone(state: State) -> None:
    assert not state.pages.gone(URL)
    state.pages.failed(URL, "room", "Monday", "A headline", "2031-05-01")
    assert not state.pages.gone(URL)
    row = state.pages.page(URL)
    assert row is not None
    assert (row.title, row.published, row.listed) == ("A headline", "2031-05-01", "Monday")
    assert (row.status, row.sha256, row.document, row.canonical) == ("failed", None, None, None)
    assert state.tally() == {}
    next_run(state)
    assert state.pages.put(page(URL)) == "new"
    assert state.tally()["room"].pages == {"new": 1}


def test_a_failure_leaves_a_known_page_as_it_is(state: State) -> None:
    state.pages.put(page(URL))
    before = state.pages.page(URL)
    next_run(state)
    state.pages.failed(URL, "room", "Friday")
    assert state.pages.page(URL) == before


def test_recent_pages_of_a_source(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        for day in range(1, 9):
            begin(state, day)
            state.pages.put(page(f"https://own.example/{day}"))
            state.pages.failed(f"https://own.example/failed-{day}", "room")
            state.pages.put(page(f"https://other.example/{day}", origin="other"))
            finish(state)
        begin(state, 9)
        names = [row.url.rpartition("/")[2] for row in state.pages.recent("room", days=2)]
        assert names == ["7", "8", "failed-7", "failed-8"]
        assert len(state.pages.recent("other", days=365)) == 8
        assert state.pages.recent("nobody", days=365) == []
        first = state.pages.page("https://own.example/1")
        assert first is not None
        assert first.first_seen == "2031-05-01T06:00:00+00:00"


def test_documents_are_read_when_a_page_is_new_or_changed(state: State) -> None:
    state.pages.put(page(URL, "a"))
    state.pages.put(page("https://own.example/b", "b"))
    assert state.pages.to_read() == ["a", "b"]
    state.documents.put_cleaned(read_document("a"), article_line("a"), b"")
    state.pages.mark_read("b")
    assert state.pages.to_read() == []
    next_run(state)
    state.pages.put(page(URL, "a", content="other"))
    state.pages.put(page("https://own.example/b", "b"))
    assert state.pages.to_read() == ["a"]


def test_documents_of_another_version_are_read_again(state: State) -> None:
    for id in ("a", "b"):
        state.pages.put(page(f"https://own.example/{id}", id))
        put_done(state, id)
    put_done(state, "local")
    next_run(state, fingerprint="second")
    assert state.pages.to_read() == ["a", "b"]
    put_done(state, "a")
    assert state.pages.to_read() == ["b"]
    assert state.documents.stale() == ["b", "local"]
    next_run(state, fingerprint="first")  # an upgrade that was taken back
    assert state.pages.to_read() == ["a"]


def _moved(state: State, url: str, document: str) -> None:
    state.pages.put(page(url, document, canonical=f"https://own.example/{document}"))


def test_a_document_without_a_page_goes_when_its_page_is_anothers(state: State, tmp_path: Path) -> None:
    state.pages.put(page(URL, "a"))
    for id in ("a", "copy"):
        put_done(state, id, url=URL)
    state.documents.put_duplicate("copy", "a")
    next_run(state)
    _moved(state, URL, "b")
    assert states_of(state) == {"a": "done", "copy": "duplicate"}  # another page may still come to it
    assert state.documents.remove_abandoned() == ["a"]
    assert states_of(state) == {"copy": "cleaned"}
    assert state.pages.to_read() == ["b"]
    put_done(state, "b", url="https://own.example/b")
    assert state.pages.to_read() == state.documents.stale() == state.documents.remove_abandoned() == []
    assert state.publish()
    assert [line["id"] for line in lines_of(tmp_path / "articles.jsonl")] == ["b"]


@pytest.mark.parametrize("order", [1, -1])
def test_pages_that_change_places_lose_nothing(state: State, order: int) -> None:
    urls = [URL, "https://own.example/b"][::order]
    for url, id in zip(urls, "ab", strict=True):
        _moved(state, url, id)
        put_done(state, id)
    next_run(state)
    for url, id in zip(urls, "ba", strict=True):
        _moved(state, url, id)
    assert state.documents.remove_abandoned() == []
    assert states_of(state) == {"a": "done", "b": "done"}


def test_a_page_that_moves_back_in_time_is_as_if_it_had_stayed(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        _moved(state, URL, "a")
        put_done(state, "a")
        finish(state)
    for id in ("b", "a"):  # the run is broken off behind the first
        with State.opened(tmp_path) as state:
            begin(state, 2)
            _moved(state, URL, id)
    with State.opened(tmp_path) as state:
        begin(state, 2)
        assert state.documents.remove_abandoned() == []
        assert state.pages.to_read() == ["a"]
        row = state.documents.document("a")
        assert row is not None
        assert row.first_run == 1


def test_a_document_with_another_page_stays(state: State) -> None:
    for url in (URL, "https://own.example/print"):
        _moved(state, url, "a")
    put_done(state, "a")
    next_run(state)
    _moved(state, URL, "b")
    assert state.documents.remove_abandoned() == []
    assert states_of(state) == {"a": "done"}


def test_the_page_at_the_canonical_url_stands(state: State) -> None:
    assert state.pages.standing("a") is None
    urls = [f"https://own.example/{name}" for name in ("b?print", "b", "a?from=feed")]
    for url in urls:
        state.pages.put(page(url, "a", canonical="https://own.example/b"))
    row = state.pages.standing("a")
    assert row is not None
    assert row.url == "https://own.example/b"


def test_else_the_smallest_url_stands(state: State) -> None:
    for name in ("z", "c", "d"):
        state.pages.put(page(f"https://own.example/{name}", "a", canonical="https://own.example/b"))
    row = state.pages.standing("a")
    assert row is not None
    assert row.url == "https://own.example/c"


def test_what_a_listing_says_of_a_page_that_still_fails_is_kept_up_to_date(state: State) -> None:
    state.pages.failed("https://a.example/1", "feed", "2024-01-01", "Mill opens", "2024-01-01")
    state.pages.failed("https://a.example/1", "feed", "2024-01-02")
    page = state.pages.page("https://a.example/1")
    assert page is not None
    assert (page.listed, page.title, page.published) == ("2024-01-02", "Mill opens", "2024-01-01")
