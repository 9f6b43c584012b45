"""Tests of redirects: followed one by one, each of them checked like a first request."""

from __future__ import annotations

import pytest

from pipeline.settings import Settings
from tests.fetch.site import Site
from tests.fetch.web.fetching import fetched


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, status: int) -> None:
    site.page("press.example", "/new", "here")
    url = site.redirect("press.example", "/old", "/new", status)
    response = fetched(url).response
    assert (response.content, response.url) == (b"here", url)
    assert response.final_url == site.url("press.example", "/new")


def test_to_another_host_under_its_own_robots_txt(site: Site) -> None:
    site.robots("closed.example", "User-agent: *\nDisallow: /")
    site.page("closed.example", "/a", "x")
    url = site.redirect("press.example", "/a", site.url("closed.example", "/a"))
    assert fetched(url).refusal.code == "robots_disallowed"
    assert not site.asked("/a", "closed.example")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://10.1.2.3/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost/",
        "http://0x7f000001/",
        "//192.168.0.1/",
        "ftp://press.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ],
)
def test_never_to_a_private_address_or_another_scheme(site: Site, target: str) -> None:
    url = site.redirect("press.example", "/away", site.url("other.example", "/on"))
    site.redirect("other.example", "/on", target)
    refusal = fetched(url).refusal
    assert refusal.code == "address_refused"


def test_a_circle_is_named(site: Site) -> None:
    url = site.redirect("press.example", "/a", "/b")
    site.redirect("press.example", "/b", "/a")
    refusal = fetched(url).refusal
    assert refusal.code == "fetch_failed"
    assert f"{url} → {site.url('press.example', '/b')} → {url}" in str(refusal)
    assert len(site.requests) == 3  # with robots.txt


def test_a_page_that_redirects_to_itself_with_a_tracking_parameter(site: Site) -> None:
    site.page("press.example", "/a?utm_source=site", "here")
    url = site.redirect("press.example", "/a", "/a?utm_source=site")
    response = fetched(url).response
    assert (response.content, response.final_url) == (b"here", url)


@pytest.mark.parametrize(("most", "found"), [(3, True), (2, False)])
def test_not_too_far(site: Site, most: int, found: bool) -> None:
    for number in range(3):
        site.redirect("press.example", f"/{number}", f"/{number + 1}")
    site.page("press.example", "/3", "here")
    run = fetched(site.url("press.example", "/0"), Settings(delay=0, max_redirects=most))
    if found:
        assert run.response.content == b"here"
    else:
        assert f"more than {most} redirects" in str(run.refusal)


NOWHERE = [
    *("", "http://", "http://[", "http://a b/", "http://press.example:1x/", "http://127.0.0.1:99999/x"),
    *("http://a'b.example/", "http://[v1.x]/", "http://xn--/", "http://.../", "http://%41%00.example/"),
]


@pytest.mark.parametrize("location", NOWHERE)
def test_to_nowhere(site: Site, location: str) -> None:
    assert fetched(site.redirect("press.example", "/a", location)).refusal.code == "fetch_failed"


@pytest.mark.parametrize("location", NOWHERE[1:])
def test_a_robots_txt_that_leads_nowhere_closes_its_host(site: Site, location: str) -> None:
    site.redirect("press.example", "/robots.txt", location)
    refusal = fetched(site.page("press.example", "/a", "x")).refusal
    assert "robots.txt could not be read" in str(refusal)


def test_without_fragment_user_and_password(site: Site) -> None:
    site.page("press.example", "/b", "here")
    target = f"http://user:secret@press.example:{site.port}/b#part"
    response = fetched(site.redirect("press.example", "/a", target)).response
    assert response.final_url == site.url("press.example", "/b")
    assert "authorization" not in site.asked("/b")[0].headers
