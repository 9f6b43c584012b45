"""Tests of `pipeline.fetch.rawstore`: pages of the web are kept, read back, replaced and removed."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.article import RawDocument
from pipeline.clean import clean
from pipeline.errors import DocumentRejected
from pipeline.fetch import raw_documents
from pipeline.fetch.fetched import Fetched
from pipeline.fetch.rawstore import keep_page, keep_raw, remove_strangers, stored_page
from pipeline.fetch.urls import url_id
from pipeline.settings import Settings

URL = "https://press.example/a"
CONTENT = "<html><body><p>Zoë Ž opens a plant in Łódź.</p></body></html>".encode("iso-8859-2", "replace")


def fetched(content: bytes = CONTENT, url: str = URL) -> Fetched:
    return Fetched(
        url=url,
        final_url=f"{URL}?print",
        canonical=f"{URL}.html",
        document=url_id(f"{URL}.html"),
        source="press",
        title="Zoë opens",
        published="2025-05-03",
        listed="3 May",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        content_type="text/html; charset=iso-8859-2",
        etag='"1"',
        retrieved_at="2025-05-03T10:00:00+00:00",
    )


def read(directory: Path) -> list[RawDocument]:
    found = raw_documents([str(directory)], Settings(), io.BytesIO())
    return [raw for raw in found if isinstance(raw, RawDocument)]


def test_a_page_is_kept_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    path = keep_page(fetched(), tmp_path / "raw")
    assert path == tmp_path / "raw" / f"{url_id(URL)}.html"
    assert path.read_bytes() == CONTENT
    sidecar = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert sidecar == {
        "id": url_id(f"{URL}.html"),
        "url": f"{URL}.html",
        "page": URL,
        "final_url": f"{URL}?print",
        "origin": "press",
        "title": None,
        "published": None,
        "listed_title": "Zoë opens",
        "listed_published": "2025-05-03",
        "status": 200,
        "content_type": "text/html; charset=iso-8859-2",
        "etag": '"1"',
        "last_modified": None,
        "retrieved_at": "2025-05-03T10:00:00+00:00",
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
    }


def test_a_page_reads_back(tmp_path: Path) -> None:
    keep_page(fetched(), tmp_path)
    raw = stored_page(tmp_path, URL)
    assert (raw.id, raw.url, raw.where, raw.origin) == (url_id(f"{URL}.html"), f"{URL}.html", URL, "press")
    assert (raw.content, raw.charset, raw.kind) == (CONTENT, "iso-8859-2", "html")
    assert "Łódź" in clean(raw).text
    (as_source,) = read(tmp_path)
    assert replace(as_source, where=URL, source=URL, origin="press") == raw


def test_what_a_listing_said_only_stands_in(tmp_path: Path) -> None:
    keep_page(fetched(), tmp_path)
    assert (clean(stored_page(tmp_path, URL)).title, clean(stored_page(tmp_path, URL)).published) == (
        "Zoë opens",
        "2025-05-03",
    )
    page = b"<html><head><title>Plant opens</title><meta property='article:published_time' "
    page += (
        b"content='2025-05-02'></head><body><article><h1>Plant opens</h1><p>It is big.</p></article></body>"
    )
    keep_page(fetched(page), tmp_path)
    article = clean(stored_page(tmp_path, URL))
    assert (article.title, article.published) == ("Plant opens", "2025-05-02")


def test_a_page_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    keep_page(fetched(), tmp_path)
    keep_page(replace(fetched(b"Plain"), kind="text", content_type="text/plain"), tmp_path)
    raw = stored_page(tmp_path, URL)
    assert (raw.kind, raw.content) == ("text", b"Plain")
    assert len(list(tmp_path.iterdir())) == 2


def test_pages_that_nobody_knows_are_removed_and_files_of_other_names_stay(tmp_path: Path) -> None:
    keep_page(fetched(), tmp_path)
    keep_page(fetched(url=f"{URL}?b"), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    remove_strangers([URL], tmp_path)
    remove_strangers([URL], tmp_path / "none")
    assert stored_page(tmp_path, URL)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_page_that_is_not_there_or_was_changed(tmp_path: Path) -> None:
    with pytest.raises(DocumentRejected, match="no page"):
        stored_page(tmp_path, URL)
    keep_page(fetched(), tmp_path).write_bytes(b"other")
    with pytest.raises(DocumentRejected, match="no page"):
        stored_page(tmp_path, URL)


@pytest.mark.parametrize("url", [f"{URL}/../../../etc/x", f"{URL}%2f..%2f..", f"{URL}?{'x' * 5000}"])
def test_no_url_chooses_a_path(tmp_path: Path, url: str) -> None:
    path = keep_page(fetched(url=url), tmp_path)
    assert path.resolve().parent == tmp_path.resolve()
    assert len(path.name) < 30


def test_a_page_of_a_source_can_be_kept_again(tmp_path: Path) -> None:
    keep_page(fetched(), tmp_path / "one")
    (raw,) = read(tmp_path / "one")
    (tmp_path / "two").mkdir()
    keep_raw(raw, tmp_path / "two")
    (again,) = read(tmp_path / "two")
    assert replace(again, where=raw.where, source=raw.source, origin=raw.origin) == raw
