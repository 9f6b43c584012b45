"""The files of the page, which a browser may keep for good."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


def test_files_are_kept_by_the_browser_under_an_address_that_changes_with_them(client: TestClient) -> None:
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/nowhere").text)
    assert {address.rsplit("/", 1)[1] for address in addresses} >= {"htmx.min.js", "review.css", "icon.svg"}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["etag"].strip('"') in address
        assert answer.headers["content-type"].split(";")[0] in {
            "text/css",
            "text/javascript",
            "image/svg+xml",
        }
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "address",
    [
        "/static/000000000000/review.css",
        "/static/x/../../app.py",
        "/static/x/%2e%2e/app.py",
        "/static/x/%2fetc/passwd",
        "/static/x/htmx/LICENSE",
        "/static/x/\0",
        "/static/",
    ],
)
def test_nothing_else_is_given_away(client: TestClient, address: str) -> None:
    assert client.get(address.replace("\0", "%00")).status_code == 404
