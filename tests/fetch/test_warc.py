"""Tests of `pipeline.fetch.warc`: pages in archives, whole, broken and too large."""

from __future__ import annotations

import gzip
import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.article import RawDocument
from pipeline.errors import Rejection
from pipeline.fetch import raw_documents
from pipeline.fetch.urls import url_id
from pipeline.fetch.warc import warc_documents
from pipeline.settings import Settings
from tests.fetch.archives import record, zipped

HOST = "https://press.example"
PAGES = [record(f"{HOST}/{number}", b"<p>Plant %d opens</p>" % number * 40) for number in range(5)]
FORMS: list[Callable[..., bytes]] = [lambda *records: b"".join(records), zipped]


def read(archive: bytes, max_bytes: int = 5000) -> list[RawDocument | Rejection]:
    return list(warc_documents(io.BytesIO(archive), "news.warc", Settings(max_bytes=max_bytes)))


def names(found: list[RawDocument | Rejection]) -> list[str]:
    """The paths of documents, the codes of rejections."""
    return [(one.url or "")[len(HOST) :] if isinstance(one, RawDocument) else one.code for one in found]


@pytest.mark.parametrize("form", FORMS)
def test_the_pages_of_an_archive(form: Callable[..., bytes]) -> None:
    page = record(f"{HOST}/a?utm_source=x", "<p>Žižka</p>".encode("cp1250"), kind="text/html; charset=cp1250")
    (raw,) = read(form(page))
    assert isinstance(raw, RawDocument)
    assert (raw.id, raw.url) == (url_id(f"{HOST}/a"), f"{HOST}/a")
    assert (raw.content, raw.charset) == ("<p>Žižka</p>".encode("cp1250"), "cp1250")
    assert (raw.retrieved_at, raw.where) == ("2025-05-03T10:00:00+00:00", "news.warc:0")


def test_only_responses_that_are_pages_are_documents() -> None:
    others = [
        record(f"{HOST}/x", b"%PDF-1.7", kind="application/pdf"),
        record(f"{HOST}/x", b"<p>Not found</p>", status="404 Not Found"),
        record(f"{HOST}/x", b"", type="request"),
        record("dns:press.example", b"<p>x</p>"),
        record(f"{HOST}/x", b"<rss/>", kind="application/rss+xml"),
    ]
    assert names(read(zipped(*others, PAGES[0]))) == ["/0"]


@pytest.mark.parametrize("form", FORMS)
def test_a_broken_record_costs_itself(form: Callable[..., bytes]) -> None:
    whole = form(*PAGES)
    middle = len(form(*PAGES[:2])) + 40
    broken = whole[:middle] + b"\0" * 30 + whole[middle + 30 :]
    if form is zipped:
        assert names(read(broken)) == ["/0", "/1", "unreadable", "/3", "/4"]
    else:
        assert names(read(broken)) == ["/0", "/1", "unreadable", "/3", "/4"]


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_that_was_cut(form: Callable[..., bytes]) -> None:
    assert names(read(form(*PAGES[:3])[:-90])) == ["/0", "/1", "unreadable"]


@pytest.mark.parametrize("form", FORMS)
def test_no_cut_goes_unnoticed(form: Callable[..., bytes]) -> None:
    whole, first = form(*PAGES[:2]), len(form(PAGES[0]))
    # the last bytes of a record are line breaks, or the checksum of its member
    cuts = range(first + 1, len(whole) - 8, 7)
    assert {tuple(names(read(whole[:cut]))[-1:]) for cut in cuts} == {("unreadable",)}


@pytest.mark.parametrize("form", FORMS)
def test_a_record_that_claims_to_be_longer_swallows_no_other(form: Callable[..., bytes]) -> None:
    liar = record(f"{HOST}/liar", b"<p>x</p>", length=4000)
    assert names(read(form(PAGES[0], liar, PAGES[1]))) == ["/0", "unreadable", "/1"]


@pytest.mark.parametrize("form", FORMS)
def test_pages_that_are_too_large(form: Callable[..., bytes]) -> None:
    plain = record(f"{HOST}/bomb", b"<p>" + b"x" * 3_000_000)
    coded = record(f"{HOST}/coded", gzip.compress(b"<p>" + b"x" * 3_000_000), Content_Encoding="gzip")
    assert names(read(form(plain, PAGES[0], coded, PAGES[1]))) == ["too_large", "/0", "too_large", "/1"]


def test_encodings_of_the_transfer_are_undone() -> None:
    coded = record(f"{HOST}/a", gzip.compress(b"<p>x</p>"), Content_Encoding="gzip")
    chunked = record(f"{HOST}/b", b"4\r\n<p>x\r\n4\r\n</p>\r\n0\r\n\r\n", Transfer_Encoding="chunked")
    broken = record(f"{HOST}/c", b"\x1f\x8b\x08garbage", Content_Encoding="gzip")
    first, second, third = read(zipped(coded, chunked, broken))
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert first.content == second.content == b"<p>x</p>"
    assert isinstance(third, Rejection)
    assert third.code == "unreadable"


def test_a_date_or_url_that_is_none() -> None:
    dates = ["some day", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9" * 30]
    undated = [record(f"{HOST}/a", b"<p>x</p>", date=date) for date in dates]
    nowhere = record("https://press.example:99999/", b"<p>x</p>")
    *found, last = read(zipped(*undated, nowhere, record("", b"<p>x</p>")))[:5]
    assert [one.retrieved_at for one in found if isinstance(one, RawDocument)] == [None] * 4
    assert isinstance(last, Rejection)


@pytest.mark.parametrize("length", ["9" * 30, "-5", "1e3"])
def test_a_length_that_is_none(length: str) -> None:
    liar = record(f"{HOST}/liar", b"<p>x</p>").replace(b"length: 0", b"")
    broken = re.sub(rb"Content-Length: \d+", b"Content-Length: " + length.encode(), liar)
    assert names(read(zipped(PAGES[0], broken, PAGES[1])))[-1] == "/1"


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"\0" * 100_000])
def test_what_is_no_archive_ends(content: bytes) -> None:
    assert len(read(content)) <= 1


def test_an_archive_of_false_starts_ends() -> None:
    for content in (b"\x1f\x8b\x08" * 100_000, b"\nWARC/1.0" * 30_000, zipped(*[b"x" * 50] * 5000)):
        begun = time.process_time()
        assert names(read(content)) == ["unreadable"]
        assert time.process_time() - begun < 5


def test_archives_are_files_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(PAGES[0])
    (tmp_path / "b.warc.gz").write_bytes(zipped(PAGES[0], PAGES[1]))
    found = list(raw_documents([str(tmp_path)], Settings(), io.BytesIO()))
    assert names(found) == ["/0", "duplicate_id", "/1"]
    assert found[2].origin == tmp_path.name
