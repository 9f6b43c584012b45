"""Tests of `pipeline.fetch.web.robots`."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.settings import Settings
from tests.fetch.site import Answer, Site
from tests.fetch.web.fetching import SILENCE, fetched

CLOSED = "User-agent: *\nDisallow: /"


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("", True),
        (CLOSED, False),
        ("\ufeffUser-agent: *\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/a", True),
        ("User-agent: pressfacts\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: PressFacts\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*/a$", False),
        ("<html>no robots here</html>", True),
        ("# long\n" * 80_000 + CLOSED, True),  # the first 500 kB count
        ("\0\x01\x02", True),
    ],
)
def test_what_may_be_fetched(site: Site, robots: str, allowed: bool) -> None:
    site.robots("press.example", robots)
    run = fetched(site.page("press.example", "/news/a", "x"))
    if allowed:
        assert run.response.status == 200
    else:
        assert run.refusal.code == "robots_disallowed"
        assert not site.asked("/news/a")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204])
def test_a_host_without_one_allows_everything(site: Site, status: int) -> None:
    site.answers("press.example", "/robots.txt", Answer(status=status))
    assert fetched(site.page("press.example", "/a", "x")).response.status == 200


@pytest.mark.parametrize("status", [429, 500, 503, 520])
def test_a_host_that_cannot_show_it_allows_nothing_in_this_run(site: Site, status: int) -> None:
    site.answers("press.example", "/robots.txt", Answer(status=status))
    run = fetched([site.page("press.example", f"/{number}", "x") for number in range(3)])
    assert {str(outcome) for outcome in run.outcomes} == {
        f"nothing is fetched, since robots.txt could not be read: the server answered {status}"
    }
    assert {asked.path for asked in site.requests} == {"/robots.txt"}


def test_one_that_does_not_come(site: Site) -> None:
    site.stall("press.example", "/robots.txt", 5, after=0)
    run = fetched(site.page("press.example", "/a", "x"), Settings(delay=0, timeout=SILENCE, attempts=2))
    assert run.refusal.code == "timeout"
    assert "robots.txt" in str(run.refusal)


def test_it_is_asked_once_a_host(site: Site) -> None:
    urls = [site.page(host, f"/{number}", "x") for host in ("a.example", "b.example") for number in range(3)]
    run = fetched(urls, at_once=True)
    assert [len(site.asked("/robots.txt", host)) for host in ("a.example", "b.example")] == [1, 1]
    assert run.requests["robots"] == 2


def test_it_is_asked_again_in_the_next_run_whatever_it_said(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.mktemp("cache") / "http.sqlite"
    url = site.page("press.example", "/a", "x")
    site.page("press.example", "/robots.txt", "", cache_control="max-age=1000000")
    fetched(url, cache=cache)
    site.page("press.example", "/robots.txt", CLOSED)
    assert fetched(url, cache=cache).refusal.code == "robots_disallowed"


def test_its_own_redirects_are_followed_and_its_rules_hold_for_the_first_host(site: Site) -> None:
    site.redirect("press.example", "/robots.txt", site.url("www.example", "/robots.txt"))
    site.robots("www.example", "User-agent: *\nDisallow: /a")
    urls = [site.page("press.example", "/a", "x"), site.page("press.example", "/b", "x")]
    outcomes = fetched(urls).outcomes
    assert [getattr(one, "code", "") for one in outcomes] == ["robots_disallowed", ""]


def test_its_redirect_to_a_private_address_is_refused(site: Site) -> None:
    site.redirect("press.example", "/robots.txt", "http://10.0.0.1/robots.txt")
    refusal = fetched(site.page("press.example", "/a", "x")).refusal
    assert refusal.code == "address_refused"


@pytest.mark.parametrize(
    ("rule", "longest", "pause"),
    [
        ("Crawl-delay: 0.3", 300, 0.3),
        ("Crawl-delay: 5000", 0.3, 0.3),
        ("Request-rate: 1/1", 0.4, 0.4),
        ("Crawl-delay: -5", 300, 0.1),
        ("Crawl-delay: soon", 300, 0.1),
    ],
)
def test_its_crawl_delay_is_kept(site: Site, rule: str, longest: float, pause: float) -> None:
    site.robots("press.example", f"User-agent: *\n{rule}")
    urls = [site.page("press.example", f"/{number}", "x") for number in range(3)]
    fetched(urls, Settings(delay=0.1, longest_wait=longest), at_once=True)
    gaps = [later.at - (earlier.ended or 0) for earlier, later in pairwise(site.requests)]
    assert min(gaps) > pause * 0.9
    assert max(gaps) < pause + 3


def test_a_pattern_that_is_costly_elsewhere(site: Site) -> None:
    """A naive regular expression of such a rule would take years."""
    site.robots("press.example", "User-agent: *\nDisallow: /" + "*a" * 40 + "*b$")
    path = "/" + "a" * 2000
    assert fetched(site.page("press.example", path, "x")).response.status == 200
