"""Tests of `pipeline.fetch.urls`: one spelling for each URL, and who belongs together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.urls import canonical_url, registrable_domain, same_site, url_id

URLS = st.from_regex(r"https?://[a-zA-Z0-9.:@ä\[\]-]{1,20}(/[ -~ä]{0,20})?(\?[ -~ä]{0,20})?", fullmatch=True)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://press.example", "https://press.example/"),
        ("http://Press.Example:80/A", "http://press.example/A"),
        ("https://press.example:80/a", "https://press.example:80/a"),
        ("https://press.example./a#b", "https://press.example/a"),
        ("https://user:word@press.example/a", "https://press.example/a"),
        ("https://žižka.example/é b?q=ž", "https://xn--ika-b3ab.example/%C3%A9%20b?q=%C5%BE"),
        ("https://press.example/a/./b/../c/", "https://press.example/a/c/"),
        ("https://press.example/%7ea%2fb%zz", "https://press.example/~a%2Fb%25zz"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]/"),
    ],
)
def test_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert url_id(url) == url_id(canonical)


def test_only_parameters_that_track_readers_go() -> None:
    tracked = "https://press.example/a?b=2&utm_source=x&a=1&fbclid=y&mc_eid=z"
    assert canonical_url(tracked) == "https://press.example/a?b=2&a=1"
    for named in ("?cid=7", "?eid=7", "?20250503", "?ref=7&copy=2", "?session=7"):
        assert canonical_url(f"https://press.example/a{named}") == f"https://press.example/a{named}"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "press.example",
        "ftp://press.example/",
        "javascript:x",
        "http://",
        "http:///a",
        "http://a b/",
        "http://[::1",
        "http://press.example:99999/",
        "http://press.example/\ud800",
        "http://\ud800.example/",
    ],
)
def test_what_is_no_url_of_a_page(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of several libraries
        canonical_url(url)


@given(URLS)
def test_the_canonical_spelling_is_its_own(url: str) -> None:
    try:
        once = canonical_url(url)
    except ValueError:
        return
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.news.co.uk", "news.co.uk"),
        ("one.github.io", "one.github.io"),
        ("a.b.press.example", "press.example"),
        ("localhost", "localhost"),
        ("10.0.0.1", "10.0.0.1"),
        ("[::1]", "::1"),
    ],
)
def test_registrable_domains(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_one_owner() -> None:
    assert same_site("https://press.example/a", "http://www.press.example:8080/")
    assert not same_site("https://press.example/", "https://press.example.evil.example/")
    assert not same_site("https://one.github.io/", "https://two.github.io/")
