"""Sessions: cookies that cannot be forged, and how long they last."""

from __future__ import annotations

import time
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from fastapi import FastAPI
from itsdangerous import URLSafeTimedSerializer
from starlette.testclient import TestClient

from pipeline.errors import OutputUnwritable
from pipeline.review.web.sessions import (
    IDLE,
    KEY_FILE,
    LONGEST,
    Session,
    Sessions,
    fresh_session,
    session_key,
)
from tests.review.web.pages import KEY, application, browser, log_in, token

OTHER = b"another key, as long as the first"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands where it is put; cookies are signed and judged by it."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def cookie(sessions: Sessions, session: Session) -> str:
    return sessions.header(session).split(";")[0]


def take_cookies(to: TestClient, of: TestClient) -> None:
    for one in of.cookies.jar:
        to.cookies.jar.set_cookie(one)


def test_a_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    (morsel,) = SimpleCookie(client.get("/nowhere").headers["set-cookie"]).values()
    assert morsel["httponly"]
    assert morsel["samesite"] == "Strict"
    assert morsel["path"] == "/"
    assert not morsel["domain"]
    assert int(morsel["max-age"]) == IDLE


def test_behind_tls_a_cookie_never_goes_in_the_clear(run: Path) -> None:
    with application(run, https=True) as app, browser(app, "https://127.0.0.1:8421") as client:
        (morsel,) = SimpleCookie(client.get("/nowhere").headers["set-cookie"]).values()
        assert morsel["secure"]
        assert morsel.key.startswith("__Host-")
        headers = {"X-CSRF-Token": token(client), "origin": "https://127.0.0.1:8421"}
        assert client.post("/nowhere", headers=headers).status_code == 404
        assert (
            client.post("/nowhere", headers=headers | {"origin": "http://127.0.0.1:8421"}).status_code == 403
        )


def test_a_cookie_comes_once_and_again_when_it_has_aged(client: TestClient, clock: list[float]) -> None:
    assert "set-cookie" in client.get("/nowhere").headers
    first = token(client)
    assert "set-cookie" not in client.get("/nowhere").headers
    clock[0] += 3600
    assert "set-cookie" in client.get("/nowhere").headers
    assert token(client) == first, "forms of an open page stay good"


def test_a_session_ends_when_nobody_uses_it_and_after_a_week(clock: list[float]) -> None:
    sessions = Sessions(KEY, secure=False)
    session = fresh_session("anna", "stamp")
    header = cookie(sessions, session)
    assert sessions.read(header) == (session, False)
    clock[0] += IDLE - 1
    assert sessions.read(header) == (session, True)
    clock[0] += 2
    assert sessions.read(header) is None
    clock[0] = session.since + LONGEST - 1
    header = cookie(sessions, session)
    assert sessions.read(header) is not None
    clock[0] += 2
    assert sessions.read(header) is None


def test_what_we_did_not_sign_is_no_session() -> None:
    sessions = Sessions(KEY, secure=False)
    session = fresh_session("anna", "stamp")
    name, value = cookie(sessions, session).split("=", 1)
    stolen = cookie(Sessions(OTHER, secure=False), session).split("=", 1)[1]
    unsalted = URLSafeTimedSerializer(KEY).dumps({"id": "x", "since": int(time.time()), "name": "anna"})
    for forged in ("", "x", value[:-2], "A" + value, value.replace(".", ""), stolen, unsalted, "é", "%00"):
        assert sessions.read(f"{name}={forged}") is None
    assert sessions.read(None) is None
    assert sessions.read(f"other=1; {name}={value}; {name}={stolen}") is not None
    assert sessions.read(f"{name}={stolen}; {name}={value}") is None


def test_a_signed_value_of_another_shape_is_no_session() -> None:
    sessions = Sessions(KEY, secure=False)
    signer = sessions._signer
    shapes: tuple[object, ...] = ([], "anna", {"name": "anna"}, {"id": "x", "since": 0, "admin": True}, None)
    for shape in shapes:
        assert sessions.read(f"{sessions.cookie}={signer.dumps(shape)}") is None


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = session_key(tmp_path)
    path = tmp_path / KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert session_key(tmp_path) == key
    assert len(key) == 32


@pytest.mark.parametrize("spoilt", ["readable", "short", "not hexadecimal", "link"])
def test_a_key_that_will_not_do_is_replaced(tmp_path: Path, spoilt: str) -> None:
    key = session_key(tmp_path)
    path = tmp_path / KEY_FILE
    elsewhere = tmp_path / "elsewhere"
    if spoilt == "readable":
        path.chmod(0o640)
    elif spoilt == "link":
        path.unlink()
        elsewhere.write_text("precious")
        path.symlink_to(elsewhere)
    else:
        path.write_text("00" if spoilt == "short" else "no key")
    assert session_key(tmp_path) != key
    assert path.stat().st_mode & 0o777 == 0o600
    assert not path.is_symlink()
    assert not elsewhere.exists() or elsewhere.read_text() == "precious"


def test_a_key_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match=KEY_FILE):
        session_key(tmp_path / "none")


def test_two_pages_on_one_machine_keep_their_cookies_apart() -> None:
    assert Sessions(KEY, secure=False).cookie != Sessions(OTHER, secure=False).cookie


def test_a_restart_logs_nobody_out(accounts: Path) -> None:
    with application(accounts, None) as before, browser(before) as client:
        assert log_in(client, "anna") == 303
        kept = client
    with application(accounts, None) as after, browser(after) as client:
        take_cookies(client, kept)
        assert client.get("/nowhere").status_code == 404


def test_a_planted_session_is_worth_nothing_after_the_log_in(closed: FastAPI) -> None:
    with browser(closed) as client, browser(closed) as attacker:
        attacker.get("/login")
        take_cookies(client, attacker)
        assert log_in(client, "anna") == 303
        assert attacker.get("/nowhere").status_code == 303
        assert token(client) != token(attacker, "/login")


def test_no_name_is_taken_from_a_session_where_nobody_logs_in(app: FastAPI) -> None:
    forged = cookie(Sessions(KEY, secure=False), fresh_session("mallory", "x"))
    with browser(app) as client:
        assert "mallory" not in client.get("/nowhere", headers={"cookie": forged}).text
