"""Tests of `pipeline.state.forgetting` and `pipeline.state.tombstones`."""

from __future__ import annotations

import random
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.copies import bands_of
from pipeline.errors import WrongUse
from pipeline.state import Forgotten, State
from pipeline.state.forgetting import told
from pipeline.state.tombstones import name_words, names_person
from tests.state.making import (
    article_line,
    begin,
    finish,
    lines_of,
    page,
    put_done,
    read_document,
    record_line,
    rejection,
    signature_for,
    states_of,
)

URL = "https://own.example/plant-opening-xyzzy"


def _bytes_of(directory: Path) -> bytes:
    files = [*directory.glob("state.sqlite*"), *directory.glob("*.jsonl")]
    return b"".join(path.read_bytes() for path in files)


def _fill(state: State) -> None:
    """A room with thirty documents of some length, so that the file has pages to free."""
    for number in range(30):
        words = random.Random(number).randbytes(4000).hex()
        put_done(state, f"filler-{number}", words, url=f"https://own.example/filler/{number}")


def _put_named(state: State, id: str = "xyzzy-document", url: str = URL) -> None:
    state.pages.put(page(url, id, final_url=url + "/final", title="Xyzzy headline"))
    read = read_document(id, url=url, place=url)
    state.documents.put_cleaned(read, article_line(id, "Xyzzy plant.", url=url), signature_for(1))
    state.documents.put_records(id, [record_line(id)], {"date": 1})


def test_a_document_leaves_every_file(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        state.begin("f", [URL, "room"], "2031-05-01T06:00:00+00:00")
        _fill(state)
        _put_named(state)
        state.unread.put(URL, [rejection(None, URL, "xyzzy did not come")])
        state.unread.put("room", [rejection("xyzzy-document", "elsewhere")])
        state.publish()
        state.finish({"sources": {URL: {"new": 1}, "room": {"new": 30}}}, {}, "2031-05-01T07:00:00+00:00")
        before = state.totals().articles
        found = state.found(url=URL)
        assert state.forget(url=URL) == found
        assert found == Forgotten(documents=("xyzzy-document",), pages=(URL,), urls=(URL, URL + "/final"))
        state.publish()
        while_open = _bytes_of(tmp_path)
        assert state.totals().articles == before - 1
        (run,) = state.runs.last(1)
        assert (run.sources, run.counts) == (["room"], {"sources": {"room": {"new": 30}}})
        assert state.copies.sharing(bands_of(signature_for(1)), None) == []
        assert not state.totals().rejected
        assert state.tombstones.is_forgotten(url=URL)
        assert state.tombstones.is_forgotten(url=URL + "/final")
        assert state.tombstones.is_forgotten(id="xyzzy-document")
        assert not state.tombstones.is_forgotten(url="https://own.example/other", id="other")
    assert b"filler-1" in while_open
    assert b"xyzzy" not in while_open.lower()
    assert b"xyzzy" not in _bytes_of(tmp_path).lower()


def test_the_bytes_of_compressed_lines_leave_the_file(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        _fill(state)
        _put_named(state)
        kept = state._database.column(
            "SELECT data FROM contents JOIN documents ON number = document WHERE id = ?", ("xyzzy-document",)
        )[0]
        fragment = kept[40:72]
    assert fragment in _bytes_of(tmp_path)
    with State.opened(tmp_path) as state:
        size = (tmp_path / "state.sqlite").stat().st_size
        state.forget(id="xyzzy-document")
        assert fragment not in _bytes_of(tmp_path)
        for number in range(30):
            state.forget(id=f"filler-{number}")
        assert (tmp_path / "state.sqlite").stat().st_size < size - 100_000


def test_a_document_goes_with_its_copies(state: State) -> None:
    for id in ("a", "b", "c", "d"):
        url = f"https://{id}.example/"
        state.pages.put(page(url, id))
        put_done(state, id, url=url)
    state.documents.put_duplicate("b", "a")
    state.documents.put_duplicate("c", "a")
    found = state.forget(url="https://b.example/")
    assert found.documents == ("a", "b", "c")
    assert found.pages == found.urls == ("https://a.example/", "https://b.example/", "https://c.example/")
    assert state.documents.document("a") is None
    assert state.documents.document("d") is not None
    assert state.documents.awaiting() == []


def test_what_was_never_seen_is_kept_out_too(state: State) -> None:
    assert state.forget(url=URL) == Forgotten(documents=(), pages=(), urls=(URL,))
    assert state.tombstones.is_forgotten(url=URL)
    assert state.forget(person="Jane Roe").documents == ()
    assert state.tombstones.names_forgotten("Then Jane Roe spoke.")


def test_a_local_document_goes_by_the_url_that_it_states(state: State) -> None:
    given = "https://own.example/given"
    state.documents.put_cleaned(read_document("a", url=given), article_line("a", url=URL), b"")
    for url in (URL, given):
        assert state.found(url=url) == Forgotten(documents=("a",), pages=(), urls=tuple(sorted((URL, given))))
    state.forget(url=URL)
    assert state.documents.document("a") is None
    assert state.tombstones.is_forgotten(url=given)


def test_what_a_forgotten_document_lost_is_forgotten_too(state: State) -> None:
    state.pages.put(page(URL, "a"))
    state.pages.put(page(URL, "b"))
    state.forget(id="a")
    assert state._database.column("SELECT document FROM abandoned") == []


def test_several_go_at_once(state: State) -> None:
    for id in "abcd":
        put_done(state, id, url=f"https://{id}.example/")
    gone = state.forget(ids=["a", "b"], urls=["https://c.example/", "https://x.example/"])
    assert gone.documents == ("a", "b", "c")
    assert "https://x.example/" in gone.urls
    assert states_of(state) == {"d": "done"}
    assert state.tombstones.is_forgotten(url="https://x.example/", id=None)


def test_pages_that_name_a_person_can_be_told_with_the_name(state: State) -> None:
    for id in ("named", "other"):
        state.pages.put(page(f"https://own.example/{id}", id))
        state.documents.put_unclean(read_document(id), rejection(id))
    gone = state.forget(person="Jane Roe", urls=["https://own.example/named"])
    assert (gone.documents, gone.pages) == (("named",), ("https://own.example/named",))
    assert states_of(state) == {"other": "rejected"}
    assert state.tombstones.names_forgotten("Jane Roe")


@pytest.mark.parametrize("field", ["url", "title", "text", "author", "site", "source"])
def test_a_person_is_named_in_any_field_of_an_article(field: str) -> None:
    line = article_line("a", **{field: "https://own.example/jane-roe" if field == "url" else "by Jane Roe"})
    assert any(names_person(text, name_words("Jane Roe")) for text in told(orjson.loads(line)))


def test_a_person_is_named_in_an_id() -> None:
    said = told(orjson.loads(article_line("about-jane-roe")))
    assert any(names_person(text, name_words("Jane Roe")) for text in said)


def test_a_person_is_in_one_field_not_in_two() -> None:
    line = article_line("a", "Roe was eaten.", title="A letter of Jane")
    assert not any(names_person(text, name_words("Jane Roe")) for text in told(orjson.loads(line)))


def test_a_page_that_was_not_read_yet(state: State) -> None:
    state.pages.put(page(URL, "unread"))
    assert state.forget(id="unread") == Forgotten(documents=("unread",), pages=(URL,), urls=(URL,))
    assert state.pages.page(URL) is None


def _document(state: State, id: str, text: str, person: str = "Ann Poe", **fields: str) -> None:
    url = f"https://own.example/{id}"
    state.pages.put(page(url, id))
    state.documents.put_cleaned(
        read_document(id, url=url, place=url), article_line(id, text, url=url, **fields), b""
    )
    state.documents.put_records(id, [record_line(id, person=person)], {"speaker": 1})


def test_all_that_names_a_person_goes(state: State, tmp_path: Path) -> None:
    _document(state, "text", "“No,” said JANÉ Q. Roe’s aide.")
    _document(state, "title", "Nothing.", title="Roe, Jane: a life")
    _document(state, "author", "Nothing.", author="By Jane Roe")
    _document(state, "site", "Nothing.", site="Jane Roe’s notes")
    _document(state, "record", "Nothing.", person="Dr. Jane Roe")
    _document(state, "about-jane-roe-2031", "Nothing.")
    _document(state, "other", "Jane Poe met Richard Roe.")
    state.unread.put(
        "room", [rejection(None, "a.html", "Jane Roe is no headline"), rejection(None, "b.html")]
    )
    state.pages.failed("https://own.example/jane-roe", "room")
    state.pages.failed("https://own.example/x", "room", title="Jane Roe resigns")
    found = state.forget(person="Ms. Jane Roe")
    assert found.documents == ("about-jane-roe-2031", "author", "record", "site", "text", "title")
    assert set(found.pages) == {f"https://own.example/{id}" for id in (*found.documents, "jane-roe", "x")}
    state.publish()
    assert [line["id"] for line in lines_of(tmp_path / "articles.jsonl")] == ["other"]
    assert [line["where"] for line in lines_of(tmp_path / "rejected.jsonl")] == ["b.html"]
    assert state.tombstones.is_forgotten(url="https://own.example/text", id="text")
    finish(state)
    assert b"jane roe" not in _bytes_of(tmp_path).lower()


def test_a_person_who_was_forgotten_is_known_again(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        assert not state.tombstones.names_forgotten("Jane Roe")
        state.forget(person="Jane Roe")
        state.forget(person="Maria del Carmen Poe-Diaz")
        state.forget(person="Madonna")
    with State.reading(tmp_path) as state:
        for text in (
            "Ms Jane Roe, 40",
            "so said Jane\nRoe",
            "ROE, JANE",
            "Jane Q. Roe spoke",
            "the Janë Roe’s dog",
            "Maria del Carmen Poe Diaz",
            "a song of Madonna's",
        ):
            assert state.tombstones.names_forgotten(text), text
        for text in ("", "Jane", "Jane saw Roe", "Janet Roe", "Maria Poe-Diaz", "Madonnas"):
            assert not state.tombstones.names_forgotten(text), text


_WORDS = st.lists(st.sampled_from("Ann Bo Čić d'Or E. Fitz-Roe O’Dea".split()), min_size=1, max_size=4)


@given(_WORDS, _WORDS, _WORDS)
def test_a_name_is_found_wherever_it_stands(before: list[str], name: list[str], after: list[str]) -> None:
    text = f"{' '.join(before)} {' '.join(name)}, {' '.join(after)}"
    assert names_person(text, name_words(" ".join(name)))


@pytest.mark.parametrize("person", ["", " – ", "!"])
def test_nobody_cannot_be_forgotten(state: State, person: str) -> None:
    put_done(state, "a")
    for call in (state.found, state.forget):
        with pytest.raises(WrongUse):
            call(person=person)
    assert state.documents.document("a") is not None
    assert not state.tombstones.names_forgotten("Any text.")


def test_nobodys_name_is_in_no_text() -> None:
    assert not names_person("Jane Roe", name_words("–"))


def test_digests_cannot_be_compared_between_states(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        with State.opened(tmp_path / name) as state:
            state.forget(url=URL)
            digests += state._database.column("SELECT digest FROM tombstones")
    assert len(set(digests)) == 2


def test_bytes_that_a_killed_call_left_go_with_the_next_opening(tmp_path: Path) -> None:
    with State.opened(tmp_path) as state:
        begin(state)
        _fill(state)
        state._database.execute("INSERT INTO meta VALUES ('rewrite', 1)")
        state._database.execute("DELETE FROM contents")
    size = (tmp_path / "state.sqlite").stat().st_size
    State.opened(tmp_path).close()
    assert (tmp_path / "state.sqlite").stat().st_size < size - 100_000
    with State.opened(tmp_path) as state:
        assert state._database.value("SELECT 1 FROM meta WHERE key = 'rewrite'") is None


def test_a_reader_does_not_keep_the_bytes_for_ever(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with State.opened(tmp_path) as state, State.reading(tmp_path) as reader:
        begin(state)
        _fill(state)
        reader._database.execute("BEGIN")
        assert reader.totals().articles == 30  # a reader in the middle of something
        state._database.value("PRAGMA busy_timeout = 100")
        state.forget(id="filler-1")
        assert "leaves its file when" in caplog.text
    assert orjson.dumps("filler-1") not in _bytes_of(tmp_path)
    with State.opened(tmp_path) as state:
        assert state._database.value("SELECT 1 FROM meta WHERE key = 'rewrite'") is None
