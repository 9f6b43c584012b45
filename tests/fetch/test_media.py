"""Tests of `pipeline.fetch.media`: what came, by content first and by header where that is open."""

from __future__ import annotations

import gzip

import pytest

from pipeline.fetch.media import charset_of, form_of, media_type


@pytest.mark.parametrize(
    ("content", "content_type", "form"),
    [
        (b"<p>x</p>", "text/html; charset=utf-8", "html"),
        (b"<p>x</p>", None, "html"),
        (b"", None, "html"),
        (b"<p>x\x00\x01</p>", "text/html", "html"),
        ("<html>x".encode("utf-16"), "text/html", "html"),
        (b"<!-- a --><!DOCTYPE html><p>x", "text/plain", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "application/xml", "html"),
        (b"A line of text", "text/plain", "text"),
        (b"# A line", "text/markdown", "text"),
        (b"<?xml version='1.0'?><!-- a > b --><rss version='2.0'>", "text/html", "feed"),
        (b"\xef\xbb\xbf <feed xmlns='x'>", "text/plain", "feed"),
        (b"<!DOCTYPE rdf [<!ENTITY a 'b'>]><rdf:RDF>", None, "feed"),
        ("<urlset>".encode("utf-16"), "application/xml", "sitemap"),
        (b"<sm:sitemapindex xmlns:sm='x'>", "text/xml", "sitemap"),
        (b'{"version": 1}', "application/json", "json"),
        (gzip.compress(b"<urlset/>", mtime=0), "application/xml", "gzip"),
        (b"%PDF-1.7", "text/html", "other"),
        (b"\x89PNG\r\n", "text/html", "other"),
        (b"<svg/>", "image/svg+xml", "other"),
        (b"<note/>", "application/xml", "other"),
        (b"\x00\x01", "application/octet-stream", "other"),
        (b"x", "application/msword", "other"),
    ],
)
def test_forms(content: bytes, content_type: str | None, form: str) -> None:
    assert form_of(content, content_type) == form


def test_headers() -> None:
    assert (media_type("Text/HTML ; charset=x"), media_type(None)) == ("text/html", "")
    assert charset_of('text/html; charset = "windows-1250"') == "windows-1250"
    assert charset_of("text/html; charset=") is None
