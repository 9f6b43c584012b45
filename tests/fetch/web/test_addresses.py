"""Tests of `pipeline.fetch.web.addresses` and `transport`: what may be connected to, and what is."""

from __future__ import annotations

import asyncio

import pytest

from pipeline.errors import DocumentRejected
from pipeline.fetch.web import addresses
from pipeline.fetch.web.addresses import checked_addresses, is_public
from pipeline.settings import Settings
from tests.fetch.site import LOOPBACK, Site
from tests.fetch.web.fetching import QUICK, fetched

PUBLIC = "93.184.215.14 1.1.1.1 2606:2800:21f::1 64:ff9b::0101:0101 2002:0101:0101:: ::ffff:1.1.1.1".split()
PRIVATE = """
    127.0.0.1 127.255.0.1 10.0.0.1 172.16.0.1 192.168.1.1 0.0.0.0 0.1.2.3 100.64.0.1 169.254.169.254
    192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
    :: ::1 fe80::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 ff0e::1 2001:db8::1 100::1
    ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
    2002:7f00:1:: 2002:a00:1:: 2002:a9fe:a9fe::1 2001:0:a00:1:: 2001:0:101:101::80ff:fffe
""".split()
DISGUISED = [
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "1.1.1",
    "0x",
    "127.0.0.1.5",
    "16843009",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_all_others(address: str) -> None:
    assert not is_public(address)


def resolving(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    monkeypatch.setattr(addresses, "resolved", lambda host, port: list(found))


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "1.1.1.1", "10.0.0.7")
    with pytest.raises(DocumentRejected, match=r"10\.0\.0\.7") as caught:
        asyncio.run(checked_addresses("mixed.example", 80, allow_private=False))
    assert caught.value.code == "address_refused"
    assert asyncio.run(checked_addresses("mixed.example", 80, allow_private=True)) == ["1.1.1.1", "10.0.0.7"]


@pytest.mark.parametrize("host", DISGUISED)
def test_numbers_that_are_addresses_in_disguise(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "1.1.1.1")
    with pytest.raises(DocumentRejected) as caught:
        asyncio.run(checked_addresses(host, 80, allow_private=False))
    assert caught.value.code == "address_refused"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "[::1]",
        "[::ffff:7f00:1]",
        "169.254.169.254",
        "2130706433",
        "127\u30020\u30020\u30021",
        "0",
    ],
)
def test_a_private_host_however_it_is_written(host: str) -> None:
    """These go through the resolver of the machine, and no connection is tried."""
    refusal = fetched(f"http://{host}:9/page").refusal
    assert refusal.code == "address_refused"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://press.example/a", "address_refused"),
        ("file:///etc/hosts", "address_refused"),
        ("gopher://press.example", "address_refused"),
        ("http://", "fetch_failed"),
        ("http://[::1", "fetch_failed"),
        ("http://press.example:99999/", "fetch_failed"),
        ("http://\uff11\uff12\uff17.0.0.1/", "fetch_failed"),
        ("http://a..example/", "fetch_failed"),
        ("http://" + "a" * 300 + ".example/", "fetch_failed"),
    ],
)
def test_what_is_no_url_of_a_page(url: str, code: str, site: Site) -> None:
    assert fetched(url).refusal.code == code
    assert not site.requests


def test_an_unknown_name(site: Site) -> None:
    refusal = fetched("http://nowhere.invalid/a").refusal
    assert refusal.code == "fetch_failed"
    assert "nowhere.invalid" in str(refusal)


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resolver that says something else the second time (DNS rebinding) is not asked a second time."""
    answers = iter([[LOOPBACK], ["10.0.0.1"]])
    monkeypatch.setattr(addresses, "resolved", lambda host, port: next(answers))
    url = site.page("press.example", "/a", "x")
    assert fetched([url, url], QUICK).outcomes[1].final_url == url  # type: ignore[union-attr]
    assert next(answers) == ["10.0.0.1"]


def test_the_host_header_is_the_name(site: Site) -> None:
    fetched(site.page("press.example", "/a", "x"))
    assert {asked.headers["host"] for asked in site.requests} == {f"press.example:{site.port}"}


def test_the_next_address_is_tried(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "resolved", lambda host, port: ["::1", LOOPBACK])
    settings = Settings(delay=0, timeout=2, allow_private=True)
    assert fetched(site.page("press.example", "/a", "found"), settings).response.content == b"found"


def test_private_addresses_where_they_are_allowed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_public", is_public)
    url = site.page("press.example", "/a", "x")
    assert fetched(url).refusal.code == "address_refused"
    assert fetched(url, Settings(delay=0, allow_private=True)).response.status == 200


def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetched(site.page("press.example", "/a", "x")).response.status == 200
