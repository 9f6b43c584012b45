"""Tests of `pipeline.fetch.web.cache`: what is asked again, what is kept, and what is forgotten."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.fetch.web.forgetting import forget_urls
from pipeline.settings import Settings
from tests.fetch.site import Answer, Site, answer
from tests.fetch.web.fetching import QUICK, SILENCE, Run, fetched

LAST_YEAR = "Mon, 06 Jan 2025 10:00:00 GMT"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "http.sqlite"


def contents(run: Run) -> list[bytes]:
    return [getattr(outcome, "content", b"") for outcome in run.outcomes]


def test_a_second_run_makes_only_conditional_requests(site: Site, cache: Path) -> None:
    urls = [
        site.page("press.example", "/etag", "with an ETag"),
        site.page("press.example", "/weak", "weakly", etag='W/"1"'),
        site.page("press.example", "/date", "with a date", etag="", last_modified=LAST_YEAR),
        site.page("press.example", "/both", "both", last_modified=LAST_YEAR),
        site.page("press.example", "/zip", gzip.compress(b"packed"), content_encoding="gzip"),
        site.page("press.example", "/private", "mine", cache_control="private, must-revalidate"),
        site.page("press.example", "/stale", "stale", cache_control="max-age=0", last_modified=LAST_YEAR),
        site.page("press.example", "/expired", "expired", expires="0"),
    ]
    first = fetched(urls, cache=cache)
    site.requests.clear()
    second = fetched(urls, cache=cache)
    assert contents(second) == contents(first)
    assert [asked.status for asked in site.requests if asked.path != "/robots.txt"] == [304] * len(urls)
    assert second.requests["conditional"] >= len(urls)
    assert [one.retrieved_at for one in second.outcomes] == [one.retrieved_at for one in first.outcomes]  # type: ignore[union-attr]


def test_the_time_is_that_of_the_bytes(site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.page("press.example", "/a", "x", x_pressfacts_retrieved_at="1999-01-01T00:00:00+00:00")
    first = fetched(url, cache=cache).response
    time.sleep(1.1)
    again = fetched(url, cache=cache).response
    assert again.retrieved_at == first.retrieved_at > "2020"
    assert "x-pressfacts-retrieved-at" not in again.headers
    site.page("press.example", "/a", "y")
    assert fetched(url, cache=cache).response.retrieved_at > first.retrieved_at


@pytest.mark.parametrize(
    ("name", "text"), [("last_modified", LAST_YEAR), ("etag", 'W/"{}"'), ("etag", '"{}"'), ("vary", "Accept")]
)
def test_an_updated_page_is_seen_each_time(site: Site, cache: Path, name: str, text: str) -> None:
    for version in ("one", "two", "three", "two"):
        page = answer(version)
        headers = {**page.headers, name: text.format(version)}
        url = site.answers("press.example", "/a", replace(page, headers=headers))
        assert fetched(url, cache=cache).response.content == version.encode()
        again = fetched(url, cache=cache)
        assert again.response.content == version.encode()
        assert (again.requests["sent"], again.requests["not_modified"]) == (2, 1)


def test_nothing_is_fresh_by_a_guess(site: Site, cache: Path) -> None:
    """RFC 9111 would let a page that changed a year ago be served for weeks without asking."""
    url = site.page("press.example", "/a", "old", etag="", last_modified=LAST_YEAR, cache_control="public")
    fetched(url, cache=cache)
    site.page("press.example", "/a", "new", etag="", last_modified="Tue, 07 Jan 2025 10:00:00 GMT")
    assert fetched(url, cache=cache).response.content == b"new"


def test_what_the_server_calls_fresh_is_not_asked_for_an_hour(
    site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    urls = [
        site.page("press.example", "/age", "x", cache_control="max-age=31536000, public, immutable"),
        site.page("press.example", "/quoted", "x", cache_control='s-maxage=31536000, max-age="7200"'),
        site.page("press.example", "/expires", "x", expires=tomorrow),
    ]
    fetched(urls, cache=cache)
    again = fetched(urls, cache=cache)
    assert (again.requests["fresh"], contents(again)) == (3, [b"x"] * 3)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3700)
    later = fetched(urls, cache=cache)
    assert (later.requests["fresh"], later.requests["not_modified"]) == (0, 3)


def test_a_page_that_is_fresh_for_minutes_is_so(
    site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = site.page("press.example", "/a", "x", cache_control="max-age=600")
    fetched(url, cache=cache)
    now = time.time()
    for seconds, fresh in ((500, 1), (700, 0)):
        monkeypatch.setattr(time, "time", lambda later=seconds: now + later)
        assert fetched(url, cache=cache).requests["fresh"] == fresh


@pytest.mark.parametrize("date", ["", "Fri, 01 Jan 2100 00:00:00 GMT", "soon"])
def test_a_wrong_clock_keeps_nothing_fresh_for_ever(
    site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch, date: str
) -> None:
    url = site.page("press.example", "/a", "x", cache_control="max-age=600", date=date)
    fetched(url, cache=cache)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 700)
    fetched(url, cache=cache)
    assert len(site.asked("/a")) == 2


def test_what_may_not_be_stored_is_not(site: Site, cache: Path) -> None:
    url = site.page("press.example", "/a", "a secret page", cache_control="no-store")
    fetched(url, cache=cache)
    assert not fetched(url, cache=cache).requests["conditional"]
    assert b"a secret page" not in cache.read_bytes()


def test_a_page_that_vanishes_and_comes_back(site: Site, cache: Path) -> None:
    url = site.page("press.example", "/a", "x")
    assert fetched(url, cache=cache).response.content == b"x"
    site.gone("press.example", "/a")
    assert "410" in str(fetched(url, cache=cache).refusal)
    assert "410" in str(fetched(url, cache=cache).refusal)
    site.page("press.example", "/a", "x")
    assert fetched(url, cache=cache).response.content == b"x"


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_no_failure_is_kept(site: Site, cache: Path, status: int) -> None:
    failure = Answer(status=status, headers={"cache-control": "public, max-age=600"})
    url = site.answers("press.example", "/a", failure)
    assert str(status) in str(fetched(url, cache=cache).refusal)
    site.page("press.example", "/a", "x")
    assert fetched(url, cache=cache).response.content == b"x"


def test_a_passing_failure_does_not_cost_the_kept_answer(site: Site, cache: Path) -> None:
    page = answer("x")
    url = site.answers("press.example", "/a", page, Answer(status=500), page)
    fetched(url, cache=cache)
    assert fetched(url, cache=cache).requests["not_modified"] == 1
    assert [asked.status for asked in site.asked("/a")] == [200, 500, 304]


@pytest.mark.parametrize(
    "broken",
    [
        Answer(body=b"half a page", length=1000, headers={"etag": '"1"'}),
        Answer(body=b"half a page", stall=5, stall_after=4, headers={"etag": '"1"'}),
        answer(b"\x1f\x8bhalf a page", etag='"1"', content_encoding="gzip"),
        answer(b"half a page" * 1000, etag='"1"'),
    ],
    ids=["truncated", "stalled", "broken archive", "too large"],
)
def test_nothing_half_read_is_kept(site: Site, cache: Path, broken: Answer) -> None:
    settings = Settings(delay=0, timeout=SILENCE, attempts=1, max_bytes=1000)
    url = site.answers("press.example", "/a", broken, answer("a whole page", etag='"1"'))
    assert fetched(url, settings, cache).refusal
    assert b"half a page" not in cache.read_bytes()
    assert fetched(url, settings, cache).response.content == b"a whole page"
    assert not site.asked("/a")[1].is_conditional


@pytest.mark.parametrize("spoil", ["text", "header", "middle", "end", "tables", "empty"])
def test_a_broken_file_is_dropped(
    site: Site, cache: Path, spoil: str, caplog: pytest.LogCaptureFixture
) -> None:
    urls = [site.page("press.example", f"/{number}", f"page {number} " * 2000) for number in range(5)]
    fetched(urls, cache=cache)
    spoiled(cache, spoil)
    for _ in range(2):
        assert contents(fetched(urls, cache=cache))[4].startswith(b"page 4 ")
    assert (cache.name in caplog.text) == (spoil != "empty")
    site.requests.clear()
    assert fetched(urls, cache=cache).requests["not_modified"] == 5


def test_opening_a_cache_does_not_read_it(site: Site, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched(site.page("press.example", "/a", "x"), cache=cache)
    asked: list[str] = []
    connect = sqlite3.connect

    def traced(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    fetched([], cache=cache)
    assert asked
    assert not [sql for sql in asked if "check" in sql]


def test_a_file_that_takes_nothing_more_is_dropped(
    site: Site, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Of a spoilt list of free pages only writing knows; hishel logs that, and goes on."""
    urls = [site.page("press.example", f"/{number}", f"page {number} " * 9000) for number in range(4)]
    fetched(urls, cache=cache)
    with sqlite3.connect(cache) as database:
        database.execute("DELETE FROM entries")
        database.execute("DELETE FROM streams")
    database.close()
    whole = bytearray(cache.read_bytes())
    whole[32:36] = (len(whole) // 4096 + 90).to_bytes(4, "big")
    cache.write_bytes(whole)
    assert contents(fetched(urls, cache=cache))[3].startswith(b"page 3 ")
    assert "broken" in caplog.text
    fetched(urls, cache=cache)
    assert fetched(urls, cache=cache).requests["not_modified"] == 4


def spoiled(cache: Path, how: str) -> None:
    """Break a cache file in one of the ways that disks and other programs have."""
    whole = cache.read_bytes()
    middle = len(whole) // 2
    cache.write_bytes(
        {
            "text": b"this is no database",
            "header": b"\xff" * 100 + whole[100:],
            "middle": whole[: middle - 9000] + b"\xff" * 18000 + whole[middle + 9000 :],
            "end": whole[:middle],
        }.get(how, b"")
    )
    if how == "tables":
        with sqlite3.connect(cache) as database:
            database.execute("CREATE TABLE entries (something TEXT)")
        database.close()


@pytest.mark.parametrize("hosts", [["press.example"] * 8, [f"room{n}.example" for n in range(8)]])
def test_a_file_that_breaks_while_it_is_open(
    site: Site, cache: Path, hosts: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    urls = [site.page(host, f"/{number}", f"page {number} " * 500) for number, host in enumerate(hosts)]
    fetched(urls, cache=cache)
    with sqlite3.connect(cache) as database:
        database.execute("DELETE FROM streams")
    database.close()
    again = fetched(urls, cache=cache, at_once=True)
    assert contents(again) == [f"page {number} ".encode() * 500 for number in range(8)]
    assert "broken" in caplog.text
    assert fetched(urls, cache=cache).requests["conditional"] == 0
    assert fetched(urls, cache=cache).requests["not_modified"] == 8


@pytest.mark.parametrize("moment", [0.02, 0.2])
def test_a_kill_in_the_middle_of_writing(site: Site, cache: Path, moment: float) -> None:
    urls = [site.page("press.example", f"/{number}", f"page {number} " * 5000) for number in range(60)]
    program = (
        "import sys; from pathlib import Path; from tests.fetch.web.fetching import fetched, QUICK\n"
        "from pipeline.settings import Settings\n"
        "print('begun', flush=True)\n"
        "fetched(sys.argv[2:], Settings(delay=0, allow_private=True), Path(sys.argv[1]))"
    )
    direct = [url.replace("press.example", "127.0.0.1") for url in urls]
    for number in range(60):
        site.page("127.0.0.1", f"/{number}", f"page {number} " * 5000)
    with subprocess.Popen(
        [sys.executable, "-c", program, str(cache), *direct], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        assert run.stdout.readline() == "begun\n"
        while len(site.requests) < 5:
            time.sleep(0.005)
        time.sleep(moment)
        os.kill(run.pid, signal.SIGKILL)
    settings = Settings(delay=0, allow_private=True)
    assert contents(fetched(direct, settings, cache)) == [
        f"page {number} ".encode() * 5000 for number in range(60)
    ]
    assert fetched(direct, settings, cache).requests["not_modified"] == 60


def test_forgotten_urls_leave_no_byte(site: Site, cache: Path) -> None:
    secret = site.page("press.example", "/news/a-secret", "the secret words")
    kept = site.page("press.example", "/news/kept", "words to keep")
    listings = [
        site.feed("press.example", "/feed", {secret: "Story", kept: "Other"}),
        site.sitemap("press.example", "/map.xml.gz", {secret: ""}, zipped=True),
        site.page(
            "press.example", "/packed", gzip.compress(b'<a href="/news/a-secret">'), content_encoding="gzip"
        ),
        site.page("press.example", "/feed.json", b'{"url": "http:\\/\\/press.example\\/news\\/a-secret"}'),
        site.redirect("press.example", "/moved", "/news/a-secret", 301),
    ]
    fetched([secret, kept, *listings], cache=cache)
    assert b"the secret words" in everything(cache)
    assert forget_urls(cache, [secret]) == 5
    for trace in (b"the secret words", b"a-secret", gzip.compress(b'<a href="/news/a-secret">')[10:]):
        assert trace not in everything(cache)
    assert b"words to keep" in everything(cache)
    assert fetched(kept, cache=cache).requests["not_modified"] == 1
    assert not fetched(secret, cache=cache).requests["conditional"]


def everything(cache: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(cache.parent.glob(f"{cache.name}*")))


def test_forgetting_in_a_cache_that_is_not_there_or_broken(cache: Path) -> None:
    assert forget_urls(cache, ["http://press.example/a"]) == 0
    cache.parent.mkdir()
    cache.write_bytes(b"http://press.example/a in no database")
    assert forget_urls(cache, ["http://press.example/a"]) == 0
    assert not cache.exists()


def test_without_a_cache_nothing_is_conditional(site: Site) -> None:
    url = site.page("press.example", "/a", "x")
    run = fetched([url, url], QUICK, None)
    assert run.requests["conditional"] == 0
