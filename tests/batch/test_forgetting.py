"""Forgetting leaves no trace in any file of the directory, and no later run brings anything back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import WrongUse
from pipeline.run.forgetting import forget
from pipeline.state import State
from tests.batch.pressroom import PressRoom
from tests.batch.runs import Ran, rows, verdicts
from tests.fetch.site import Site

PERSON = "Ruth Abelard"
SPANISH = "José Muñoz anunció ayer en Madrid que la empresa abrirá una nueva planta el año próximo. " * 5


@pytest.fixture(autouse=True)
def _person(room: PressRoom) -> None:
    room.update(sorted(room.texts)[0], f"{PERSON}, mayor of Lowmoor, spoke at the opening.")


def traces(out: Path, words: str) -> list[str]:
    """The files of a directory in whose bytes the words stand."""
    return [str(path) for path in out.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.parametrize("by", ["url", "id", "person"])
def test_what_is_forgotten_is_in_no_file_and_stays_away(
    by: str, room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    run(tmp_path, room.feed)
    assert traces(tmp_path / "raw", PERSON)
    path = sorted(room.texts)[0]
    (document,) = [row["id"] for row in rows(tmp_path, "articles") if row["url"] == room.url(path)]
    gone = forget({"url": room.url(path), "id": document, "person": PERSON}[by], tmp_path)
    assert gone.documents == (document,)
    assert traces(tmp_path, PERSON) == []
    assert traces(tmp_path, room.url(path)) == []
    assert len(rows(tmp_path, "articles")) == 2
    room.site.requests.clear()
    again = run(tmp_path, room.feed)
    assert verdicts(again)["forgotten"] == 1
    assert not room.site.asked(path), "what is forgotten is not even asked for"
    assert len(rows(tmp_path, "articles")) == 2
    assert traces(tmp_path, PERSON) == []


def test_what_a_cluster_has_finished_for_a_run_that_was_killed_goes_too(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    run(tmp_path, room.feed)
    (tmp_path / "shards").mkdir()
    (tmp_path / "shards" / "0.jsonl").write_text(PERSON)
    forget(PERSON, tmp_path)
    assert traces(tmp_path, PERSON) == []


def test_a_person_who_is_forgotten_does_not_come_back_in_a_new_release(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    run(tmp_path, room.feed)
    forget(PERSON, tmp_path)
    (path,) = room.publish(1, 1)
    room.update(path, f"The plant was blessed by {PERSON.upper()}.")
    assert verdicts(run(tmp_path, room.feed))["forgotten"] == 2
    assert traces(tmp_path, PERSON.upper()) == []


def test_a_dry_run_removes_nothing(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    run(tmp_path, room.feed)
    assert len(forget(PERSON, tmp_path, dry_run=True).documents) == 1
    assert len(rows(tmp_path, "articles")) == 3


def test_the_description_of_the_last_run_names_a_forgotten_url_no_more(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    url = room.url(sorted(room.texts)[0])
    run(tmp_path, url)
    assert url in (tmp_path / "run.json").read_text()
    forget(url, tmp_path)
    assert traces(tmp_path, url) == []


def test_one_word_is_no_name_of_a_person(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    run(tmp_path, room.feed)
    with pytest.raises(WrongUse, match="no document has this id"):
        forget("Lowmoor", tmp_path)


def test_a_forgotten_page_under_another_url_stays_out_of_the_cache_too(
    room: PressRoom, run: Ran, tmp_path: Path
) -> None:
    url = room.url(sorted(room.texts)[0])
    run(tmp_path, room.feed)
    forget(url, tmp_path)
    other = room.site.page(
        room.host, "/other.html", f'<head><link rel="canonical" href="{url}"></head><p>{PERSON} spoke.</p>'
    )
    assert verdicts(run(tmp_path, other))["forgotten"] == 1
    assert traces(tmp_path, PERSON) == []
    room.site.requests.clear()
    run(tmp_path, other)
    assert not room.site.asked("/other.html")


def test_a_call_that_was_killed_can_be_repeated(
    room: PressRoom, run: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, room.feed)
    document = rows(tmp_path, "articles")[0]["id"]
    with monkeypatch.context() as patched:
        patched.setattr(State, "publish", lambda state: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            forget(document, tmp_path)
    forget(document, tmp_path)
    assert document not in (tmp_path / "articles.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["https://", "http://[bad"])
def test_a_broken_url_is_wrong_use(what: str, room: PressRoom, run: Ran, tmp_path: Path) -> None:
    run(tmp_path, room.feed)
    with pytest.raises(WrongUse):
        forget(what, tmp_path)


def test_a_page_whose_menu_names_the_person_goes_too(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    name = "Ulla Quist"
    url = room.site.page(
        room.host,
        "/menu.html",
        f"<nav><a href='/q'>{name}</a></nav><article><p>Jane Roe, chair of Owl Ltd, spoke in Leeds."
        "</p><p>She said on 3 May 2025 that the owls had settled in well, and thanked all.</p></article>",
    )
    run(tmp_path, url)
    assert traces(tmp_path / "raw", name)
    forget(name, tmp_path)
    assert traces(tmp_path, name) == []
    assert verdicts(run(tmp_path, url))["forgotten"] == 1


def test_a_name_in_a_cached_feed_goes_too(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    name = "Ulla Quist"
    room.site.feed(room.host, "/other.xml", {room.url("/never.html"): f"{name} resigns"})
    run(tmp_path, room.url("/other.xml"))
    assert traces(tmp_path / "cache", name)
    forget(name, tmp_path)
    assert traces(tmp_path, name) == []
    run(tmp_path, room.url("/other.xml"))
    assert traces(tmp_path / "raw", name) == []
    assert name.encode() not in (tmp_path / "state.sqlite").read_bytes()


def test_an_old_charset_hides_no_name(run: Ran, site: Site, tmp_path: Path) -> None:
    page = f"<html><body><article><p>{SPANISH}</p></article></body></html>".encode("latin-1")
    url = site.page("es.example", "/1.html", page, content_type="text/html; charset=iso-8859-1")
    run(tmp_path, url)
    forget("José Muñoz", tmp_path)
    assert not list((tmp_path / "raw").iterdir())


def test_a_document_may_have_any_id(run: Ran, tmp_path: Path) -> None:
    rows_file = tmp_path / "rows.jsonl"
    rows_file.write_text(json.dumps({"id": "sources", "text": "Jane Roe, chair of Owl Ltd, spoke."}))
    run(tmp_path / "out", str(rows_file))
    forget("sources", tmp_path / "out")
    assert verdicts(run(tmp_path / "out", str(rows_file))) == {"forgotten": 1}


def test_a_copy_that_names_the_person_goes_alone(room: PressRoom, run: Ran, tmp_path: Path) -> None:
    path = sorted(room.texts)[1]
    wire = PressRoom(room.site, host="wire.example")
    wire.publish(0, 3)
    run(tmp_path, room.feed)
    run(tmp_path, wire.url(path))
    assert len(rows(tmp_path, "articles")) == 3
    forget(PERSON, tmp_path)
    wire.update(path, f"{PERSON} was there.")
    assert verdicts(run(tmp_path, wire.url(path)))["forgotten"] == 1
    urls = [url for row in rows(tmp_path, "articles") for url in row["urls"]]
    assert room.url(path) in urls
    assert wire.url(path) not in urls


def test_a_call_that_was_killed_before_the_raw_pages_went_can_be_repeated(
    room: PressRoom, run: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, room.feed)
    with monkeypatch.context() as patched:
        patched.setattr("pipeline.run.forgetting.remove_strangers", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            forget(PERSON, tmp_path)
    assert traces(tmp_path / "raw", PERSON)
    forget(PERSON, tmp_path)
    assert traces(tmp_path, PERSON) == []
