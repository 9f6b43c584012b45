"""Tests of `pipeline.fetch.web.limiter`, in requests as the hosts see them."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from pipeline.errors import DocumentRejected
from pipeline.fetch.web.web import Web
from pipeline.settings import Settings
from tests.fetch.site import Answer, Site, answer
from tests.fetch.web.fetching import SILENCE, fetched

DELAY = 0.15


def pages(site: Site, host: str, number: int) -> list[str]:
    return [site.page(host, f"/{place}", f"page {place}") for place in range(number)]


def test_one_request_at_a_time_a_host_and_a_pause_between_two(site: Site) -> None:
    urls = pages(site, "press.example", 4)
    fetched(urls, Settings(delay=DELAY), at_once=True)
    assert len(site.requests) == 5
    for earlier, later in pairwise(site.requests):
        assert earlier.ended is not None
        assert later.at - earlier.ended > DELAY * 0.9


def test_many_hosts_side_by_side(site: Site) -> None:
    hosts = [f"room{number}.example" for number in range(6)]
    urls = [site.stall(host, "/a", 0.8, after=0) for host in hosts]
    fetched(urls, Settings(delay=0), at_once=True)
    slow = site.asked("/a")
    assert max(one.at for one in slow) < min(one.ended or 0 for one in slow)


def test_no_more_hosts_than_the_settings_say(site: Site) -> None:
    hosts = [f"room{number}.example" for number in range(6)]
    urls = [site.stall(host, "/a", 0.1, after=0) for host in hosts]
    fetched(urls, Settings(delay=0, hosts=2), at_once=True)
    for one in site.requests:
        together = [other for other in site.requests if other.at <= one.at < (other.ended or 0)]
        assert len(together) <= 2


@pytest.mark.parametrize("retry_after", ["1", "0"])
def test_while_a_host_wants_silence_nothing_else_is_asked_of_it(site: Site, retry_after: str) -> None:
    busy = Answer(status=429, headers={"retry-after": retry_after})
    site.answers("press.example", "/busy", busy, answer("at last"))
    urls = [site.url("press.example", "/busy"), *pages(site, "press.example", 2)]
    other = site.page("other.example", "/a", "x")
    run = fetched([*urls, other], Settings(delay=0), at_once=True)
    assert not [one for one in run.outcomes if isinstance(one, DocumentRejected)]
    refused = site.asked("/busy")[0]
    later = [one for one in site.requests if one.host == "press.example" and one.at > refused.at]
    assert len(later) == 3
    assert min(one.at for one in later) - refused.at >= float(retry_after) * 0.95
    assert site.asked("/a", "other.example")[0].at < min(one.at for one in later) or retry_after == "0"


def test_a_host_that_wants_too_much_silence_is_left_for_this_run(site: Site) -> None:
    site.answers("press.example", "/busy", Answer(status=503, headers={"retry-after": "3600"}))
    urls = [site.url("press.example", "/busy"), *pages(site, "press.example", 2)]
    run = fetched(urls, Settings(delay=0, longest_wait=60))
    assert [str(one) for one in run.outcomes] == [str(run.outcomes[0])] * 3
    assert "3600 seconds of silence" in str(run.outcomes[0])
    assert len(site.requests) == 2


def test_a_host_that_falls_silent_is_left_for_this_run(site: Site) -> None:
    urls = [site.stall("press.example", f"/{number}", 5, after=0) for number in range(8)]
    run = fetched(urls, Settings(delay=0, timeout=SILENCE, attempts=2))
    assert [getattr(one, "code", "") for one in run.outcomes] == ["timeout"] * 5 + ["fetch_failed"] * 3
    assert len(site.requests) == 1 + 5 * 2


def test_a_page_that_is_given_up_frees_its_host(site: Site) -> None:
    stalled, whole = site.stall("press.example", "/stall", 5), site.page("press.example", "/a", "x")

    async def impatient() -> int:
        async with Web(Settings(delay=0, hosts=1), None) as web:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(web.get(stalled), 0.3)
            return (await asyncio.wait_for(web.get(whole), 3)).status

    assert asyncio.run(impatient()) == 200


def test_a_single_silent_page_costs_no_other(site: Site) -> None:
    stalled = [site.stall("press.example", f"/stall{number}", 5, after=0) for number in range(6)]
    whole = pages(site, "press.example", 6)
    urls = [url for pair in zip(stalled, whole, strict=True) for url in pair]
    run = fetched(urls, Settings(delay=0, timeout=SILENCE, attempts=1))
    assert [getattr(one, "status", 0) for one in run.outcomes] == [0, 200] * 6


def test_a_host_whose_pages_drip_is_left_for_this_run(site: Site) -> None:
    urls = [site.drip("press.example", f"/{number}", 0.05, b"x" * 1000) for number in range(7)]
    run = fetched(urls, Settings(delay=0, timeout=1, fetch_seconds=SILENCE, attempts=2))
    assert [getattr(one, "code", "") for one in run.outcomes] == ["timeout"] * 5 + ["fetch_failed"] * 2
    assert len(site.requests) == 1 + 5


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_that_only_has_errors_is_left_for_this_run(site: Site, status: int) -> None:
    urls = [site.answers("press.example", f"/{number}", Answer(status=status)) for number in range(7)]
    run = fetched(urls, Settings(delay=0, attempts=2))
    assert "gave nothing 5 times" in str(run.outcomes[5])
    assert len(site.requests) == 1 + 5 * 2
