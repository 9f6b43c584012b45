"""Forms that are too large, too many, or no forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from pipeline.review.web.bodies import MAX_BODY, MAX_FIELDS, submitted
from tests.review.web.pages import FORM, browser, token


@pytest.fixture
def echo(app: FastAPI) -> Iterator[TestClient]:
    """A browser at a page with a route that answers the fields of its form."""

    @app.post("/echo")
    def echoed(request: Request) -> dict[str, list[str]]:
        form = submitted(request)
        return {name: form.getlist(name) for name in form}

    with browser(app) as client:
        client.headers["X-CSRF-Token"] = token(client)
        yield client


def test_a_form_arrives_as_it_was_typed(echo: TestClient) -> None:
    fields = {"quote": "“Züge & Wägen” = 100 %\r\n", "empty": "", "many": ["1", "2"]}
    assert echo.post("/echo", data=fields).json() == {
        "quote": ["“Züge & Wägen” = 100 %\r\n"],
        "empty": [""],
        "many": ["1", "2"],
    }
    assert echo.post("/echo").json() == {}


def test_bytes_that_are_no_text_become_signs_for_it(echo: TestClient) -> None:
    answer = echo.post("/echo", content=b"a=%ff%fe&b=\xff&c=%00&d=%ed%a0%80", headers=FORM)
    assert answer.json() == {"a": ["��"], "b": ["�"], "c": ["\0"], "d": ["���"]}


def test_a_stated_length_that_is_too_long_is_refused_before_it_comes(echo: TestClient) -> None:
    for length in (str(MAX_BODY + 1), "9" * 5000, "-1", "1e3"):
        assert (
            echo.post("/echo", content=b"a=1", headers={**FORM, "content-length": length}).status_code == 413
        )


def test_a_body_without_a_length_has_the_same_limit(echo: TestClient) -> None:
    def long() -> Iterator[bytes]:
        for _ in range(2 * MAX_BODY // 65536):
            yield b"a" * 65536

    assert echo.post("/echo", content=long(), headers=FORM).status_code == 413


def test_a_form_has_so_many_fields_and_no_more(echo: TestClient) -> None:
    assert echo.post("/echo", content=b"a=&" * (MAX_FIELDS - 1) + b"b=", headers=FORM).status_code == 200
    assert echo.post("/echo", content=b"a=&" * MAX_FIELDS + b"b=", headers=FORM).status_code == 413


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_only_forms_are_taken(echo: TestClient, kind: str) -> None:
    answer = echo.post("/echo", content=b'{"record": 1}', headers={"content-type": kind})
    assert answer.status_code == 415
