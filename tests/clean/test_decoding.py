"""Bytes of all kinds: decoded, or rejected with a reason."""

from __future__ import annotations

import gzip
import random

import pytest

from pipeline.clean.decoding import BYTE_ORDER_MARKS, decode
from pipeline.errors import DocumentRejected

WORDS = "The café in Łódź reopened – “at last”."
WESTERN = "The café reopened – “at last”, for the regulars of the Zürich quarter."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-2", "iso-8859-2"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_declared(declared: str, encoding: str) -> None:
    words = {"iso-8859-2": "Łódź reopened", "koi8-r": "Москва reopened"}.get(encoding, WESTERN)
    page = f'<html><head><meta charset="{declared}"></head><body>{words}</body></html>'
    assert words in decode(page.encode(encoding))


def test_valid_utf8_goes_before_a_wrong_declaration() -> None:
    assert WORDS in decode(f'<meta charset="iso-8859-1">{WORDS}'.encode())


def test_an_unknown_declaration_is_passed_over() -> None:
    assert "café" in decode(f'<meta charset="nonsense-8">{WESTERN}'.encode("cp1252"))


CENTRAL = "Łódź and Žilina reopened the line."


@pytest.mark.parametrize("declared", ["iso-8859-1", "nonsense-8"])
def test_the_header_goes_before_the_page(declared: str) -> None:
    page = f'<meta charset="{declared}">{CENTRAL}'.encode("iso-8859-2")
    assert CENTRAL in decode(page, "ISO-8859-2")


def test_utf8_goes_before_a_wrong_header() -> None:
    assert decode(WORDS.encode(), "iso-8859-1") == WORDS


@pytest.mark.parametrize(
    "charset", ["utf-8", "us-ascii-7", "punycode", "unicode_escape", "rot13", "utf\0-8", ""]
)
def test_a_header_that_does_not_fit_gives_way_to_the_page(charset: str) -> None:
    page = f'<meta charset="iso-8859-2">{CENTRAL}'.encode("iso-8859-2")
    assert CENTRAL in decode(page, charset)


def test_a_page_that_was_encoded_anew_by_a_proxy() -> None:
    page = f'<meta charset="windows-1250">{CENTRAL}'
    assert decode(page.encode("utf-8"), "utf-8") == page
    assert decode(page.encode("iso-8859-2"), "iso-8859-2") == page


@pytest.mark.parametrize(
    "words",
    [
        WESTERN,
        "Acme® Widget™ is certified to ISO 9001, the company said on Monday in a statement.",
        "SPRINGFIELD — Acme is now a Certified Widget Maker™. “Who’d have thought…”, said Jane Roe.",
        "José Núñez of São Paulo raised £86,400 at 20°C.",
    ],
)
def test_english_with_few_characters_beyond_ascii(words: str) -> None:
    assert decode(words.encode("cp1252")) == words


def test_another_alphabet_is_detected() -> None:
    words = "Компания Акме открыла новый завод в мае, сообщила Джейн Роу. Завод строили два года. "
    assert decode(words.encode("cp1251")) == words


def test_utf8_that_was_cut() -> None:
    assert decode((WORDS * 30).encode()[:-1]).startswith(WORDS)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 stream",
        gzip.compress(b"text", mtime=0),
        b"\x89PNG\r\n",
        random.Random(7).randbytes(5000),
        b"\x01\x02\x03" * 200,
    ],
)
def test_what_is_no_text(content: bytes) -> None:
    with pytest.raises(DocumentRejected) as caught:
        decode(content)
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize("mark", BYTE_ORDER_MARKS)
def test_a_mark_alone_is_an_empty_text(mark: tuple[bytes, str]) -> None:
    assert decode(mark[0]) == ""
