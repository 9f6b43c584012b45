"""The real application over a small run, and what a browser would do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from pipeline.listening import Hosts
from pipeline.review.web.app import create_app
from pipeline.review.web.identity import Identity
from pipeline.review.web.ledgers import Ledgers
from pipeline.review.web.sessions import Sessions

KEY = b"0123456789abcdef0123456789abcdef"
PASSWORD = "correct horse battery"
ORIGIN = "http://127.0.0.1:8421"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@contextmanager
def application(
    directory: Path, reviewer: str | None = "jane", *, https: bool = False, hosts: Hosts | None = None
) -> Iterator[FastAPI]:
    """The application over a run; without a reviewer people log in."""
    with closing(Ledgers(directory)) as ledgers:
        yield create_app(ledgers, Identity(reviewer), Sessions(KEY, https), hosts=hosts, https=https)


def browser(app: FastAPI, origin: str = ORIGIN, *, raises: bool = True) -> TestClient:
    """A browser with cookies of its own, which follows no redirect by itself."""
    return TestClient(app, base_url=origin, follow_redirects=False, raise_server_exceptions=raises)


@contextmanager
def page(directory: Path, reviewer: str | None = "jane") -> Iterator[TestClient]:
    """A browser at the page of a run that has been taken in."""
    with application(directory, reviewer) as app, browser(app) as client:
        yield client


def token(client: TestClient, address: str = "/nowhere") -> str:
    """The token that a page of ours gives to its forms and scripts."""
    return token_in(client.get(address).text)


def token_in(page: str) -> str:
    """The token in the HTML of a page."""
    found = re.search(r'"X-CSRF-Token": "([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def log_in(client: TestClient, name: str, password: str = PASSWORD, next: str = "/") -> int:
    """Fill in the form of the log-in; the status of the answer."""
    fields = {"name": name, "password": password, "next": next, "csrf": token(client, "/login")}
    status: int = client.post("/login", data=fields).status_code
    return status
