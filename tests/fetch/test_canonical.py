"""Tests of `pipeline.fetch.canonical`: what a page may call itself."""

from __future__ import annotations

import pytest

from pipeline.fetch.canonical import canonical_of

FINAL = "https://www.press.example/news/a?ref=home"


def page(link: str, before: str = "") -> bytes:
    return f"<!doctype html><html><head>{before}{link}</head><body><p>x</p></body></html>".encode()


def named(href: str) -> bytes:
    return page(f'<link rel="Canonical" href="{href}">')


@pytest.mark.parametrize(
    ("content", "canonical"),
    [
        (named("https://press.example/a?utm_source=x#y"), "https://press.example/a"),
        (named("/b&amp;c"), "https://www.press.example/b&c"),
        (page("<link href='/ž' rel='x canonical'/>"), "https://www.press.example/%C5%BE"),
        (page("<!-- <link rel=canonical href=/b> -->"), FINAL),
        (page("<script>'<link rel=canonical href=/b>'</script>"), FINAL),
        (b"<body><p>x</p><link rel=canonical href=/b></body>", FINAL),
        (named("https://other.example/a"), FINAL),
        (named("https://press.example.evil.example/a"), FINAL),
        (named("ftp://press.example/a"), FINAL),
        (named("javascript:x"), FINAL),
        (named("https://www.press.example/"), FINAL),
        (named("/news"), FINAL),
        (named(""), FINAL),
        (b"", FINAL),
        (b"\x00\xff<link", FINAL),
    ],
)
def test_what_a_page_calls_itself(content: bytes, canonical: str) -> None:
    listings = {"https://www.press.example/news"}
    assert canonical_of(FINAL, content, "text/html", None, listings) == canonical


def test_the_header_goes_before_the_page() -> None:
    link = '</s.css>; rel=preload, <https://press.example/h>; type="text/html"; rel="canonical"'
    assert canonical_of(FINAL, named("/b"), None, link) == "https://press.example/h"
    assert canonical_of(FINAL, named("/b"), None, "<https://other.example/>; rel=canonical").endswith("/b")


def test_a_head_behind_much_style() -> None:
    style = f"<style>{'a{b:c}' * 20_000}</style>"
    assert canonical_of(FINAL, page("<link rel=canonical href=/b>", style), None, None).endswith("/b")
