"""Requests that another site makes a browser send."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from tests.review.web.pages import ORIGIN, browser, token

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def changing(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route that may change something."""
    return [
        (method, route.path)
        for route in app.routes
        if isinstance(route, APIRoute)
        for method in sorted(CHANGING.intersection(route.methods or ()))
    ]


def test_no_route_that_changes_something_answers_without_the_token(app: FastAPI) -> None:
    with browser(app) as client:
        right = token(client)
        assert {("POST", path) for path in ("/login", "/logout", "/accept", "/bulk")} <= set(changing(app))
        routes = [
            *changing(app),
            ("POST", "/not-yet-written"),
            ("POST", "/static/x/review.css"),
            ("PUT", "/"),
            ("DELETE", "/"),
            ("PATCH", "/"),
        ]
        for method, path in routes:
            for wrong in (
                "",
                "0" * 64,
                right[:-1],
                "\N{SNOWMAN}",
                right.upper() if right.upper() != right else "x",
            ):
                answer = client.request(method, path, data={"csrf": wrong})
                assert answer.status_code == 403, (method, path, wrong)
                assert "nothing was changed" in answer.text


def test_the_token_comes_in_a_header_or_in_the_form(client: TestClient) -> None:
    right = token(client)
    assert client.post("/nowhere", data={"csrf": right}).status_code == 404
    assert client.post("/nowhere", headers={"X-CSRF-Token": right}).status_code == 404
    assert client.post(f"/nowhere?csrf={right}").status_code == 403


def test_a_token_is_that_of_one_session(app: FastAPI) -> None:
    with browser(app) as one, browser(app) as other:
        assert token(one) == token(one)
        assert token(one) != token(other)
        assert other.post("/nowhere", headers={"X-CSRF-Token": token(one)}).status_code == 403
        one.cookies.clear()
        assert one.post("/nowhere", headers={"X-CSRF-Token": token(other)}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "https://127.0.0.1:8421"},
        {"origin": "http://localhost:8421"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_another_origin_is_refused_even_with_the_token(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/nowhere", headers={"X-CSRF-Token": token(client), **headers})
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_our_own_origin_is_served(client: TestClient) -> None:
    headers = {"X-CSRF-Token": token(client), "origin": ORIGIN, "sec-fetch-site": "same-origin"}
    assert client.post("/nowhere", headers=headers).status_code == 404


def test_another_site_may_link_to_a_page_but_not_build_it_in(client: TestClient) -> None:
    for site, mode, status in (
        ("cross-site", "navigate", 404),
        ("none", "navigate", 404),
        ("same-origin", "cors", 404),
        ("cross-site", "no-cors", 403),
        ("same-site", "cors", 403),
    ):
        client.get("/nowhere")
        answer = client.get("/nowhere", headers={"sec-fetch-site": site, "sec-fetch-mode": mode})
        assert answer.status_code == status, (site, mode)


def test_a_link_from_elsewhere_does_not_end_the_session(app: FastAPI) -> None:
    linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    with browser(app) as client:
        # the browser keeps a strict cookie to itself when the link stands on another site
        answer = client.get("/nowhere", headers=linked)
        assert answer.status_code == 200
        assert 'http-equiv="refresh"' in answer.text
        assert "set-cookie" not in answer.headers
        right = token(client)
        assert client.get("/nowhere", headers=linked).status_code == 404
        assert token(client) == right
    with browser(app) as client:
        assert "set-cookie" not in client.post("/nowhere", headers={"origin": "https://evil.example"}).headers
