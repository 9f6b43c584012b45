"""Tests of `pipeline.fetch.web`: the answer of one page, and how it is asked for."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from pipeline.errors import PageGone
from pipeline.fetch.web.web import Web
from pipeline.settings import Settings
from tests.fetch.site import Answer, Site
from tests.fetch.web.fetching import fetched


def test_a_page(site: Site) -> None:
    url = site.page("press.example", "/a", "<p>Words</p>", content_type="text/html; charset=iso-8859-1")
    response = fetched(f"{url}?utm_source=x#top").response
    assert (response.url, response.final_url, response.status) == (url, url, 200)
    assert response.content == b"<p>Words</p>"
    assert response.headers["content-type"] == "text/html; charset=iso-8859-1"
    assert response.retrieved_at.endswith("+00:00")
    assert len(response.retrieved_at) == len("2026-01-01T00:00:00+00:00")


def test_it_is_asked_by_its_canonical_url(site: Site) -> None:
    url = site.page("press.example", "/a", "found")
    response = fetched(url.replace("http://press", "HTTP://PRESS").replace("/a", "/b/../a")).response
    assert (response.content, response.url) == (b"found", url)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_no_more(site: Site, status: int) -> None:
    refusal = fetched(site.gone("press.example", "/a", status)).refusal
    assert isinstance(refusal, PageGone)
    assert refusal.status == status


@pytest.mark.parametrize("status", [403, 404])
def test_the_body_of_a_refusal_is_not_waited_for(site: Site, status: int) -> None:
    url = site.answers(
        "press.example", "/a", Answer(status=status, body=b"x" * 9, length=10**9, stall=5, stall_after=4)
    )
    assert str(status) in str(fetched(url, Settings(delay=0, timeout=10, max_bytes=1000)).refusal)
    assert len(site.asked("/a")) == 1


def test_an_empty_page(site: Site) -> None:
    assert fetched(site.page("press.example", "/a", "")).response.content == b""


@pytest.mark.parametrize(
    ("contact", "agent", "sender"),
    [
        ("", "pressfacts/0.1", None),
        ("https://facts.example/about", "pressfacts/0.1 (+https://facts.example/about)", None),
        ("desk@facts.example", "pressfacts/0.1 (+desk@facts.example)", "desk@facts.example"),
        ("mailto:desk@facts.example", "pressfacts/0.1 (+mailto:desk@facts.example)", "desk@facts.example"),
        ("a\r\nb: c", "pressfacts/0.1 (+a b: c)", None),
    ],
)
def test_requests_name_themselves(site: Site, contact: str, agent: str, sender: str | None) -> None:
    fetched(site.page("press.example", "/a", "x"), Settings(delay=0, contact=contact))
    for asked in site.requests:
        assert (asked.headers["user-agent"], asked.headers.get("from")) == (agent, sender)
        assert "cookie" not in asked.headers


def test_no_cookie_is_sent_back(site: Site) -> None:
    urls = [site.page("press.example", f"/{place}", "x", set_cookie="id=1") for place in "ab"]
    fetched(urls)
    assert not [asked for asked in site.requests if "cookie" in asked.headers]


@pytest.mark.parametrize(("size", "code"), [(1000, ""), (1001, "too_large")])
def test_the_limit_on_size(site: Site, size: int, code: str) -> None:
    url = site.page("press.example", "/a", b"x" * size)
    (outcome,) = fetched(url, Settings(delay=0, max_bytes=1000)).outcomes
    assert getattr(outcome, "code", "") == code
    assert len(site.asked("/a")) == 1


def test_a_length_that_is_claimed_is_enough_to_refuse_it(site: Site) -> None:
    url = site.wrong_length("press.example", "/a", b"x", 10**12)
    assert fetched(url).refusal.code == "too_large"


@pytest.mark.parametrize("length", [10**30, -1])
def test_a_length_that_cannot_be(site: Site, length: int) -> None:
    url = site.wrong_length("press.example", "/a", b"x", length)
    assert fetched(url).refusal.code in {"fetch_failed", "too_large"}


def test_a_bomb(site: Site) -> None:
    refusal = fetched(site.bomb("press.example", "/a", 60_000_000)).refusal
    assert refusal.code == "too_large"
    assert len(site.asked("/a")) == 1


def test_an_encoding_that_nobody_asked_for(site: Site) -> None:
    url = site.page("press.example", "/a", "x", content_encoding="zstd")
    assert "zstd" in str(fetched(url).refusal)


@pytest.mark.parametrize(
    "headers",
    [
        {f"x-{number}": "y" * 4000 for number in range(60)},
        {"content-type": "text/html; charset=\xff\xfe"},
        {"x-odd": "caf\xe9"},
    ],
)
def test_odd_headers_end_in_a_page_or_a_refusal(site: Site, headers: dict[str, str]) -> None:
    url = site.answers("press.example", "/a", Answer(body=b"x", headers=headers))
    (outcome,) = fetched(url, Settings(delay=0, attempts=1)).outcomes
    assert getattr(outcome, "code", "fetch_failed") == "fetch_failed"


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"\0" * 1000,
        b"<html>no protocol</html>",
        b"HTTP/1.1 999999 What\r\n\r\n",
        OK + b"no header\r\n\r\n",
        OK + b"x: y" * 100_000,
        OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        OK + b"Content-Length: five\r\n\r\nhello",
        CHUNKED + b"5\r\nhello\r\n",
        CHUNKED + b"FFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
        CHUNKED + b"-1\r\nhello\r\n0\r\n\r\n",
        CHUNKED + b"five\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000,
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
    ],
    ids=lambda raw: repr(raw[-40:]),
)
def test_broken_http_ends_in_a_refusal_and_spoils_no_other_page(
    site: Site, raw: bytes, tmp_path: Path
) -> None:
    urls = [
        site.answers("press.example", "/a", Answer(raw=raw)),
        site.page("press.example", "/b", "whole"),
    ]
    outcomes = fetched(urls, Settings(delay=0, attempts=2, timeout=2), tmp_path / "http.sqlite").outcomes
    assert getattr(outcomes[0], "code", "") == "fetch_failed"
    assert getattr(outcomes[1], "content", b"") == b"whole"


def test_the_last_of_repeated_headers_wins(site: Site) -> None:
    class Twice(dict[str, str]):
        def items(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
            return [("link", "<a>"), ("link", "<b>")]

    url = site.answers("press.example", "/a", Answer(body=b"x", headers=Twice()))
    assert fetched(url).response.headers["link"] == "<b>"


def test_only_few_connections_wait_for_another_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.fetch.web.transport._MAX_IDLE", 3)
    urls = [site.page(f"room{number}.example", "/a", "x") for number in range(12)]

    async def open_connections() -> int:
        async with Web(Settings(delay=0), None) as web:
            for url in urls:
                await web.get(url)
            await asyncio.sleep(0.1)  # until the server has seen the ends
            return sum("process_request" in thread.name for thread in threading.enumerate())

    assert asyncio.run(open_connections()) == 3


def test_a_connection_serves_all_pages_of_its_host(site: Site) -> None:
    site.robots("press.example", "User-agent: *\nAllow: /")
    urls = [site.page("press.example", f"/{number}", "x") for number in range(4)]
    fetched([*urls[:2], site.page("other.example", "/a", "x"), *urls[2:]])
    assert len({one.port for one in site.requests if one.host == "press.example"}) == 1
