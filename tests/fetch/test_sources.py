"""Tests of `pipeline.fetch`: every kind of source, and everything that can be wrong with one."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from pipeline.article import RawDocument
from pipeline.errors import Rejection, SourceMissing
from pipeline.fetch import check_sources, raw_documents
from pipeline.fetch.rawstore import keep_raw
from pipeline.settings import Settings

SETTINGS = Settings(max_bytes=1000)
SIDECAR = json.dumps({"id": "page-a", "sha256": hashlib.sha256(b"x").hexdigest()})


def read(*sources: Path | str, standard_input: bytes = b"") -> list[RawDocument | Rejection]:
    return list(raw_documents([str(s) for s in sources], SETTINGS, io.BytesIO(standard_input)))


def only(found: list[RawDocument | Rejection]) -> RawDocument | Rejection:
    (one,) = found
    return one


def test_a_directory_is_read_in_order_without_readme_and_sidecars(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "README.md", "notes.md", "a.json", "deep/c.htm", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SIDECAR if name == "a.json" else "x")
    found = [raw for raw in read(tmp_path) if isinstance(raw, RawDocument)]
    assert [(raw.id, raw.kind) for raw in found] == [
        ("page-a", "html"),
        ("b", "text"),
        ("c", "html"),
        ("notes", "markdown"),
    ]
    assert all(not Path(raw.source).is_absolute() for raw in found)
    assert found[2].source == f"{tmp_path.name}/deep/c.htm"


def test_zipped_files(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>x</p>"))
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(b'{"id":"r","text":"x"}\n'))
    assert [raw.id for raw in read(tmp_path) if isinstance(raw, RawDocument)] == ["page", "r"]


def test_a_broken_archive_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>x</p>" * 50)[:-12])
    (tmp_path / "b.txt").write_text("x")
    broken, whole = read(tmp_path)
    assert isinstance(broken, Rejection)
    assert (broken.document, broken.code) == ("a", "unreadable")
    assert isinstance(whole, RawDocument)


def test_a_file_that_unpacks_to_too_much(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"x" * 10_000))
    rejection = only(read(tmp_path))
    assert isinstance(rejection, Rejection)
    assert rejection.code == "too_large"
    assert "1000" in rejection.message


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (b'{"id": "a", "text": ', "broken_line", "no JSON"),
        (b'["a"]', "broken_line", "no JSON object"),
        (b'{"id": "a"}', "broken_line", "either `text` or `html`"),
        (b'{"text": "x"}', "broken_line", "an `id` or a `url`"),
        (b'{"id": 7, "text": "x"}', "broken_line", "id: "),
        (b'{"id": "a", "text": "x", "published": "soon"}', "broken_line", "no date"),
        (b'{"id": "a", "text": "' + b"x" * 3000 + b'"}', "too_large", "bytes"),
        (b"\xff\xfe\x00garbage", "broken_line", "no JSON"),
    ],
)
def test_a_broken_line_is_named_and_costs_only_itself(line: bytes, code: str, message: str) -> None:
    bad, good = read("-", standard_input=line + b'\n\n{"id": "good", "text": "x"}\n')
    assert isinstance(bad, Rejection)
    assert (bad.code, bad.where, bad.document) == (code, "<stdin>:1", None)
    assert message in bad.message
    assert isinstance(good, RawDocument)
    assert good.where == "<stdin>:3"


def test_a_line_may_have_a_byte_order_mark_and_further_keys() -> None:
    raw = only(
        read("-", standard_input=b'\xef\xbb\xbf{"id":"a","text":"x","published":"2025-05-03T10:00Z","n":1}')
    )
    assert isinstance(raw, RawDocument)
    assert raw.published == "2025-05-03"


def test_a_lone_surrogate_becomes_one_replacement_character() -> None:
    line = rb'{"id":"a","text":"a\ud83db \ud83d\ude00 \\ud83d"}'
    raw = only(read("-", standard_input=line))
    assert isinstance(raw, RawDocument)
    assert raw.content == "a\ufffdb \U0001f600 \\ud83d"


def test_the_second_of_two_equal_ids_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    first, second = read(tmp_path)
    assert isinstance(first, RawDocument)
    assert isinstance(second, Rejection)
    assert (second.document, second.code) == ("a", "duplicate_id")


def test_a_line_without_an_id_is_named_after_its_url() -> None:
    line = {"url": "https://news.example/a?utm_source=x", "html": "<p>x</p>"}
    other = {"url": "https://NEWS.example/a#top", "html": "<p>x</p>"}
    rows = "\n".join(json.dumps(row) for row in (line, other)).encode()
    first, second = read("-", standard_input=rows)
    assert isinstance(first, RawDocument)
    assert isinstance(second, Rejection)
    assert second.code == "duplicate_id"


@pytest.mark.parametrize(
    ("name", "message"), [("no/such", "no such file"), ("table.xlsx", "kind is not known")]
)
def test_missing_and_unknown_sources(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "table.xlsx").write_text("x")
    with pytest.raises(SourceMissing, match=message):
        check_sources([str(tmp_path / name)])


def test_what_is_kept_reads_back_as_the_same_documents(tmp_path: Path) -> None:
    page = RawDocument(
        id="page",
        kind="html",
        content=b"<p>x</p>",
        where="u",
        source="u",
        url="https://news.example/p",
        retrieved_at="2025-05-03T10:00:00+00:00",
    )
    line = RawDocument(
        id="../line", kind="given", content="x", where="l", source="l", title="T", published="2025-05-03"
    )
    for raw in (page, line):
        assert keep_raw(raw, tmp_path).parent == tmp_path
    found = {raw.id: raw for raw in read(tmp_path) if isinstance(raw, RawDocument)}
    assert (found["page"].content, found["page"].url, found["page"].retrieved_at) == (
        page.content,
        page.url,
        page.retrieved_at,
    )
    assert (found["../line"].content, found["../line"].title) == ("x", "T")


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    page = tmp_path / os.fsdecode(b"caf\xe9.html")
    page.write_text("<p>x</p>")
    raw = only(read(page))
    assert isinstance(raw, RawDocument)
    assert (raw.id, raw.where, raw.origin) == ("caf\ufffd", "caf\ufffd.html", "caf\ufffd.html")
    with pytest.raises(SourceMissing, match="\ufffd"):
        check_sources([str(page) + "x"])


def test_files_of_other_kinds_are_named_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a.txt", "b.docx", "c.docx", "d.pdf", "e.json"):
        (tmp_path / name).write_text("Jane Roe spoke.")
    found = list(raw_documents([str(tmp_path)], Settings(), io.BytesIO()))
    assert len(found) == 1
    assert "passed over 3 files of other kinds: .docx, .pdf" in caplog.text
