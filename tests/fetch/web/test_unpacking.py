"""Tests of `pipeline.fetch.web.unpacking`."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentRejected
from pipeline.fetch.web.retries import BrokenBody
from pipeline.fetch.web.unpacking import unpacked

TEXT = b"A page of text. " * 100
BARE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:700]) + gzip.compress(TEXT[700:]),
    "deflate": zlib.compress(TEXT),
    "Deflate": BARE.compress(TEXT) + BARE.flush(),
    "br": brotli.compress(TEXT),
    "identity": TEXT,
    "": TEXT,
    "gzip, br": brotli.compress(gzip.compress(TEXT)),
    " GZIP ,": gzip.compress(TEXT),
    "UTF-8": TEXT,
    "none": TEXT,
}


@pytest.mark.parametrize("encoding", PACKED)
def test_what_the_server_meant(encoding: str) -> None:
    assert unpacked(PACKED[encoding], encoding, len(TEXT)) == TEXT


def test_bytes_behind_a_gzip_stream_are_left_out() -> None:
    assert unpacked(gzip.compress(TEXT) + b"\0\0rest", "gzip", 10_000) == TEXT


def test_an_empty_body_is_no_archive() -> None:
    assert unpacked(b"", "gzip", 10) == b""


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "Deflate", "br", "gzip, br"])
def test_one_byte_too_many(encoding: str) -> None:
    with pytest.raises(DocumentRejected) as caught:
        unpacked(PACKED[encoding], encoding, len(TEXT) - 1)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "Deflate", "br"])
@pytest.mark.parametrize("end", [1, 5, 20, -1, -4])
def test_an_archive_that_ends_too_early(encoding: str, end: int) -> None:
    with pytest.raises(BrokenBody):
        unpacked(PACKED[encoding][:end], encoding, 10_000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_is_no_archive(encoding: str) -> None:
    with pytest.raises(BrokenBody):
        unpacked(b"<html>not packed</html>", encoding, 10_000)


@pytest.mark.parametrize("encoding", ["zstd", "rot13", "gzip, gzip, gzip, gzip"])
def test_what_nobody_asked_for(encoding: str) -> None:
    with pytest.raises(DocumentRejected) as caught:
        unpacked(TEXT, encoding, 10_000)
    assert caught.value.code == "fetch_failed"


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", lambda: gzip.compress(b" " * 200_000_000, 9)),
        ("br", lambda: brotli.compress(b" " * 200_000_000, quality=5)),
        ("gzip, gzip", lambda: gzip.compress(gzip.compress(b" " * 200_000_000, 9))),
        ("gzip", lambda: gzip.compress(b"") * 400_000),
    ],
    ids=["gzip", "br", "twice", "members"],
)
def test_a_bomb_costs_little(encoding: str, bomb: Callable[[], bytes]) -> None:
    body = bomb()
    begun = time.process_time()
    with pytest.raises(DocumentRejected):
        unpacked(body, encoding, 10_000_000)
    assert time.process_time() - begun < 3


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, br"]))
def test_any_bytes_end_in_bytes_or_a_refusal(content: bytes, encoding: str) -> None:
    with suppress(BrokenBody, DocumentRejected):
        assert len(unpacked(content, encoding, 1000)) <= 1000


def test_many_members_cost_no_more_than_their_bytes() -> None:
    members = gzip.compress(b"") * 9000 + gzip.compress(TEXT) + b"\0rest" * 400_000
    begun = time.process_time()
    assert unpacked(members, "gzip", len(TEXT)) == TEXT
    assert time.process_time() - begun < 0.5
