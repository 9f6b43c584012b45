"""Tests of `pipeline.fetch.web.retries`: what is asked for again, how often, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from pipeline.fetch.web.retries import retry_after
from pipeline.settings import Settings
from tests.fetch.site import Answer, Site, answer
from tests.fetch.web.fetching import QUICK, SILENCE, fetched

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 7 ", 7),
        (format_datetime(NOW + timedelta(minutes=2), usegmt=True), 120),
        ("Sun, 01 Mar 2026 12:00:30", 30),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0),
        ("9" * 400, 999_999_999_999),
        (None, None),
        ("", None),
        ("-5", None),
        ("\u0665", None),
        ("tomorrow", None),
        ("Sun, 99 Foo 2026 12:00:30 GMT", None),
        ("Sun, 01 Mar 99999 12:00:30 GMT", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:00:00 -1400", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_failure_that_passes(site: Site, status: int) -> None:
    url = site.answers("press.example", "/a", Answer(status=status), answer("at last"))
    run = fetched(url)
    assert run.response.content == b"at last"
    assert run.requests["retried"] == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_stays(site: Site, status: int) -> None:
    run = fetched(site.answers("press.example", "/a", Answer(status=status)))
    assert run.refusal.code == "fetch_failed"
    assert str(status) in str(run.refusal)
    assert len(site.asked("/a")) == QUICK.attempts


@pytest.mark.parametrize("status", [204, 206, 300, 400, 401, 403, 418, 451, 501, 505])
def test_a_status_that_no_attempt_changes(site: Site, status: int) -> None:
    run = fetched(site.answers("press.example", "/a", Answer(status=status)))
    assert (run.refusal.code, str(run.refusal)) == ("fetch_failed", f"the server answered {status}")
    assert len(site.asked("/a")) == 1


def test_a_truncated_body_is_asked_for_again(site: Site) -> None:
    url = site.answers("press.example", "/a", Answer(body=b"hal", length=10), answer("whole"))
    assert fetched(url).response.content == b"whole"


def test_a_body_that_stays_truncated(site: Site) -> None:
    run = fetched(site.wrong_length("press.example", "/a", b"hal", 10))
    assert run.refusal.code == "fetch_failed"
    assert len(site.asked("/a")) == QUICK.attempts


def test_a_broken_archive_is_asked_for_again(site: Site) -> None:
    broken = answer(b"\x1f\x8b\x08broken", content_encoding="gzip")
    url = site.answers("press.example", "/a", broken, answer("whole"))
    assert fetched(url).response.content == b"whole"


def test_a_server_that_sends_more_than_it_says_spoils_no_other_page(site: Site) -> None:
    urls = [
        site.wrong_length("press.example", "/short", b"half of it HTTP/1.1 200 OK\r\n\r\n", 4),
        site.page("press.example", "/b", "another page"),
    ]
    outcomes = fetched(urls).outcomes
    assert [getattr(one, "content", b"") for one in outcomes] == [b"half", b"another page"]


@pytest.mark.parametrize("after", [0, 50])
def test_silence_is_a_timeout(site: Site, after: int) -> None:
    run = fetched(
        site.stall("press.example", "/a", 5, after=after), Settings(delay=0, timeout=SILENCE, attempts=2)
    )
    assert (run.refusal.code, len(site.asked("/a"))) == ("timeout", 2)


def test_a_page_that_never_ends_is_given_up_at_once(site: Site) -> None:
    url = site.drip("press.example", "/a", 0.05, b"x" * 1000)
    run = fetched(url, Settings(delay=0, timeout=1, fetch_seconds=SILENCE, attempts=3))
    assert (run.refusal.code, len(site.asked("/a"))) == ("timeout", 1)
    assert "fetch_seconds" in str(run.refusal)


def test_a_server_that_is_not_there() -> None:
    run = fetched("http://127.0.0.1:1/a", Settings(delay=0, allow_private=True, attempts=2))
    assert run.refusal.code == "fetch_failed"


def test_nothing_goes_to_standard_output(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    fetched(site.answers("press.example", "/a", Answer(status=503), answer("x")))
    assert capsys.readouterr().out == ""


NEVER = "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"


@pytest.mark.parametrize("header", ["date", "expires", "last-modified", "age", "cache-control"])
@pytest.mark.parametrize("value", [NEVER, "Fri, 31 Dec 9999 23:00:00 -1400", "max-age=" + "9" * 30, "9" * 30])
def test_a_header_that_no_clock_reaches_costs_nothing(
    site: Site, tmp_path: Path, header: str, value: str
) -> None:
    page = answer("x")
    url = site.answers("press.example", "/a", replace(page, headers={**page.headers, header: value}))
    for _ in range(2):
        assert fetched(url, cache=tmp_path / "http.sqlite").response.content == b"x"
    busy = Answer(status=503, headers={"retry-after": NEVER})
    assert fetched(site.answers("press.example", "/b", busy, answer("x"))).response.content == b"x"
