"""What every answer carries, and requests whose head alone gives them away."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from pipeline.listening import Hosts
from pipeline.review.web.security import MAX_HEADERS, MAX_URL
from tests.review.web.pages import application, browser

HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "address", ["/", "/nowhere", "/login", "/static/0/none.css", "/boom", "/" + "x" * MAX_URL]
)
def test_every_answer_forbids_all_but_our_own_files(app: FastAPI, address: str) -> None:
    @app.get("/boom")
    def boom() -> None:
        raise RuntimeError(HOSTILE)

    with browser(app, raises=False) as client:
        answer = client.get(address)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    assert "access-control-allow-origin" not in answer.headers


def test_a_bug_is_said_without_its_words(app: FastAPI) -> None:
    @app.get("/boom")
    def boom() -> None:
        raise RuntimeError(HOSTILE)

    with browser(app, raises=False) as client:
        answer = client.get("/boom")
    assert answer.status_code == 500
    assert "alert" not in answer.text
    assert "Traceback" not in answer.text


def test_no_page_has_anything_inline(client: TestClient) -> None:
    text = client.get("/nowhere").text
    assert "<style" not in text
    assert " style=" not in text
    assert text.count("<script") == text.count("<script src=") > 0
    assert not any(f" on{event}=" in text for event in ("click", "load", "error", "submit"))


def test_what_a_request_says_of_itself_is_shown_as_text(client: TestClient) -> None:
    for address in (f"/{HOSTILE}", f"/?q={HOSTILE}", f"/login?next={HOSTILE}", f"/static/0/{HOSTILE}"):
        answer = client.get(address, headers={"user-agent": HOSTILE, "referer": HOSTILE, "hx-request": ""})
        assert "<script>alert" not in answer.text


def test_there_is_no_description_of_the_interface_and_no_upgrade(client: TestClient) -> None:
    for address in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "host",
    ["rebound.example:8421", "127.0.0.1.rebound.example", "localhost.", "10.0.0.7", "", "127.0.0.1@evil"],
)
def test_a_name_that_was_made_to_lead_here_gets_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers
    assert host not in answer.text or not host
    posted = client.post("/logout", headers={"host": host})
    assert posted.status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:9999", "localhost", "LOCALHOST:80", "[::1]:8421"])
def test_the_names_of_this_machine_are_served(client: TestClient, host: str) -> None:
    assert client.get("/nowhere", headers={"host": host}).status_code == 404


def test_two_hosts_in_one_request_are_refused(client: TestClient) -> None:
    request = client.build_request("GET", "/")
    request.headers = type(request.headers)([("host", "127.0.0.1"), ("host", "evil.example")])
    assert client.send(request).status_code == 400


def test_other_names_are_served_where_they_were_given(run: Path) -> None:
    hosts = Hosts(frozenset({"review.example"}), any_address=True)
    with application(run, hosts=hosts) as app, browser(app) as client:
        served = {
            host: client.get("/nowhere", headers={"host": host}).status_code
            for host in ("review.example", "10.0.0.7:8421", "[2001:db8::7]", "other.example")
        }
    assert list(served.values()) == [404, 404, 404, 400]


def test_addresses_and_headers_have_an_end(client: TestClient) -> None:
    assert client.get("/?q=" + "x" * MAX_URL).status_code == 414
    assert client.get("/", headers={"x-much": "x" * MAX_HEADERS}).status_code == 431
