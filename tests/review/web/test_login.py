"""Logging in: who gets in, who does not, and what can be learnt from trying."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI

from pipeline.review.ledger import Ledger
from pipeline.review.web import attempts
from pipeline.review.web.attempts import FREE_FOR_NAME
from tests.review.web.pages import PASSWORD, browser, log_in, token


def test_nothing_is_shown_to_whoever_is_not_logged_in(closed: FastAPI) -> None:
    with browser(closed) as client:
        for address in (
            "/",
            "/document?id=a",
            "/overview",
            "/nowhere",
            "/login/",
            "//login",
            "/LOGIN",
            "/static",
        ):
            answer = client.get(f"http://127.0.0.1:8421{address}")
            assert (answer.status_code, answer.text) == (303, ""), address
            assert answer.headers["location"].startswith("/login?next=/")
        script = client.get("/nowhere", headers={"hx-request": "true"})
        assert script.status_code == 401
        assert "Log in" in script.text
        right = token(client, "/login")
        for method in ("POST", "PUT", "DELETE"):
            assert client.request(method, "/nowhere", data={"csrf": right}).status_code == 401


def test_one_gets_in_with_the_password_and_out_again(closed: FastAPI) -> None:
    with browser(closed) as client:
        assert (
            client.get("/document?id=a%26b&x=1").headers["location"]
            == "/login?next=/document%3Fid%3Da%2526b%26x%3D1"
        )
        shown = client.get("/login?next=/document%3Fid%3Da%2526b%26x%3D1").text
        (after,) = re.findall(r'name="next" value="([^"]*)"', shown)
        assert after == "/document?id=a%26b&amp;x=1"
        assert log_in(client, "anna") == 303
        inside = client.get("/nowhere")
        assert inside.status_code == 404
        assert "reviewing as <bdi>anna</bdi>" in inside.text
        left = client.post("/logout", data={"csrf": token(client)})
        assert (left.status_code, left.headers["location"]) == (303, "/login")
        assert client.get("/nowhere").status_code == 303


def test_a_name_may_come_in_another_form_of_its_letters(closed: FastAPI, accounts: Path) -> None:
    with Ledger.opened(accounts) as ledger:
        ledger.accounts.add("Zoë", PASSWORD)
    with browser(closed) as client:
        assert log_in(client, " Zoe\u0308 ") == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("anna", "wrong"),
        ("anna", ""),
        ("", PASSWORD),
        ("nobody", PASSWORD),
        ("ANNA", PASSWORD),
        ("anna", PASSWORD + " "),
    ],
)
def test_whoever_does_not_get_in_learns_nothing(closed: FastAPI, name: str, password: str) -> None:
    with browser(closed) as client:
        fields = {"name": name, "password": password, "csrf": token(client, "/login")}
        answer = client.post("/login", data=fields)
    assert answer.status_code == 401
    assert "No account has this name and password." in answer.text
    assert password not in answer.text or not password


@pytest.mark.parametrize(
    "next",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "/é",
        "",
        "evil.example",
        "http:evil.example",
    ],
)
def test_a_log_in_leads_nowhere_else(closed: FastAPI, next: str) -> None:
    with browser(closed) as client:
        fields = {"name": "anna", "password": PASSWORD, "next": next, "csrf": token(client, "/login")}
        answer = client.post("/login", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_after_a_few_failures_one_has_to_wait_whoever_one_is(
    closed: FastAPI, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "FIRST_WAIT", 600.0)  # longer than a busy machine takes to check a password
    with browser(closed) as client:
        assert [log_in(client, name, "wrong") for _ in range(FREE_FOR_NAME)] == [401] * FREE_FOR_NAME
        fields = {"name": name, "password": PASSWORD, "csrf": token(client, "/login")}
        answer = client.post("/login", data=fields)
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0
        assert "Try again in" in answer.text
        if name == "anna":
            assert log_in(client, "ben") == 303, "others get in all the same"


def test_attempts_at_once_are_counted_too(closed: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "FIRST_WAIT", 600.0)
    with browser(closed) as client:
        fields = {"name": "anna", "password": "wrong", "csrf": token(client, "/login")}
        with ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(lambda _: client.post("/login", data=fields).status_code, range(12)))
    assert set(answers) <= {401, 429}
    assert answers.count(401) <= FREE_FOR_NAME


@pytest.mark.parametrize("change", ["password", "removal", "log-out", "another account of that name"])
def test_an_account_that_changes_ends_its_sessions(closed: FastAPI, accounts: Path, change: str) -> None:
    with browser(closed) as client, browser(closed) as elsewhere, browser(closed) as other:
        for one, name in ((client, "anna"), (elsewhere, "anna"), (other, "ben")):
            assert log_in(one, name) == 303
            assert one.get("/nowhere").status_code == 404
        if change == "log-out":
            elsewhere.post("/logout", data={"csrf": token(elsewhere)})
        else:
            with Ledger.opened(accounts) as ledger:
                if change == "password":
                    ledger.accounts.set_password("anna", "another password")
                else:
                    ledger.accounts.remove("anna")
                if change == "another account of that name":
                    ledger.accounts.add("anna", PASSWORD)
        assert client.get("/nowhere").status_code == 303
        assert client.post("/nowhere", data={"csrf": "x"}).status_code == 401
        assert other.get("/nowhere").status_code == 404


def test_a_log_in_from_another_site_is_refused(closed: FastAPI) -> None:
    with browser(closed) as client:
        client.get("/login")
        answer = client.post("/login", data={"name": "anna", "password": PASSWORD})
        assert answer.status_code == 403
        assert client.get("/nowhere").status_code == 303


def test_where_nobody_logs_in_there_is_no_log_in(app: FastAPI) -> None:
    with browser(app) as client:
        assert client.get("/login").headers["location"] == "/"
        right = token(client)
        answer = client.post("/login", data={"name": "anna", "password": PASSWORD, "csrf": right})
        assert answer.headers["location"] == "/"
        assert "reviewing as <bdi>jane</bdi>" in client.get("/nowhere").text
        assert "Log out" not in client.get("/nowhere").text
