"""Tests of TLS: the connection goes to an address, and the certificate must still be that of the name."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from pipeline.settings import Settings
from tests.fetch.site import Site
from tests.fetch.web.fetching import fetched

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
SETTINGS = Settings(delay=0, attempts=1, timeout=5)


@pytest.fixture
def secure(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site with a certificate for `press.example`, which is trusted."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = "-subj /CN=press.example -addext subjectAltName=DNS:press.example".split()
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2".split()
    places = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *subject, *places], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    site.encrypted(context)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return site


def secured(url: str) -> str:
    return url.replace("http:", "https:")


def test_the_name_is_verified(secure: Site) -> None:
    url = secured(secure.page("press.example", "/a", "found"))
    assert fetched(url, SETTINGS).response.content == b"found"


def test_another_host_on_the_same_address_needs_its_own_certificate(secure: Site) -> None:
    urls = [secured(secure.page(host, "/a", "x")) for host in ("press.example", "other.example")]
    outcomes = fetched(urls, SETTINGS).outcomes
    assert [getattr(outcome, "code", "") for outcome in outcomes] == ["", "fetch_failed"]
    assert "other.example" in str(outcomes[1])
    assert not secure.asked("/a", "other.example")


def test_an_unknown_authority(secure: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    refusal = fetched(secured(secure.page("press.example", "/a", "x")), SETTINGS).refusal
    assert "certificate" in str(refusal)
