"""What a reviewer looks up: the page as it was fetched, and the book of decisions."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from pipeline.fetch.fetched import Fetched
from pipeline.fetch.rawstore import keep_page
from pipeline.review.ledger import Ledger
from pipeline.review.web.originals import LONGEST
from tests.review.making import article
from tests.review.runs import written
from tests.review.web.pages import page
from tests.review.web.tabs import Tab

_URL = "https://meridian.example/halvorsen"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"<p onclick=x()>Hi</p><script>alert(1)</script>", "<p onclick=x()>Hi</p><script>alert(1)</script>"),
        (b"broken \xff\xfe bytes", "broken \ufffd\ufffd bytes"),
        ("turned \u202e round".encode(), "turned ◇ round"),
    ],
)
def test_the_page_is_shown_as_text(taken_in: Path, client: TestClient, content: bytes, shown: str) -> None:
    _keep(taken_in, content)
    answer = client.get("/original?id=halvorsen-rail")
    assert answer.status_code == 200
    (source,) = html.fromstring(answer.text).iter("pre")
    assert source.text_content().strip() == shown
    assert not list(source.iter("script", "p"))


def test_a_long_page_is_cut(taken_in: Path, client: TestClient) -> None:
    _keep(taken_in, b"x" * (LONGEST + 10))
    answer = client.get("/original?id=halvorsen-rail")
    (source,) = html.fromstring(answer.text).iter("pre")
    assert len(source.text_content().strip()) == LONGEST
    assert "its first 500,000 characters" in answer.text


def test_a_page_that_was_not_kept_is_told(taken_in: Path, client: TestClient) -> None:
    assert "was not kept, or has been forgotten" in client.get("/original?id=halvorsen-rail").text


def test_a_document_leads_to_its_page_only_where_pages_are_kept(taken_in: Path, client: TestClient) -> None:
    def leads(document: str) -> bool:
        return 'href="/original?' in client.get(f"/document?id={document}").text

    assert not leads("halvorsen-rail")
    _keep(taken_in, b"<p>Hi</p>")
    assert leads("halvorsen-rail")
    assert not leads("quiet")  # a local file


def test_a_local_file_is_named_and_not_read(tmp_path: Path) -> None:
    run = tmp_path / "out"
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    with Ledger.opened(written(run, [(article("Words.", id="a", source=str(secret)), [])])) as ledger:
        ledger.load()
    with page(run) as client:
        answer = client.get("/original?id=a").text
    assert "came from a local file" in answer
    assert "a secret" not in answer


def test_the_book_tells_who_decided_what_and_what_was_taken_back(tab: Tab, client: TestClient) -> None:
    record = next(one for one in tab.cards() if one.startswith("role"))
    sent, _ = tab.form(f"/edit?id={tab.document}&record={record}")
    tab.press("/edit", **(sent | {"f.since": "2025-01-01"}))
    tab.press("/undo")
    tab.press("/reject", tab.cards()[0], reason="duplicate")
    rows = _rows(client, "/history?id=halvorsen-rail")
    assert [row[2] for row in rows] == ["Rejected: duplicate", "Taken back", "Edited (taken back)"]
    assert {row[1] for row in rows} == {"jane"}
    assert rows[2][3] == "Beatriz Quiroga, chief executive"
    assert rows[2][4] == "since: nothing → 2025-01-01 (from “1 January 2025”)"
    assert len(_rows(client, f"/history?id=halvorsen-rail&record={record}")) == 2


def _rows(client: TestClient, address: str) -> list[list[str]]:
    found = html.fromstring(client.get(address).text)
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found.xpath("//tbody/tr")]


def _keep(run: Path, content: bytes) -> None:
    fetched = Fetched(
        url=_URL,
        final_url=_URL,
        canonical=_URL,
        document="halvorsen-rail",
        source="press",
        kind="html",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        status=200,
        content_type="text/html",
        retrieved_at="2026-10-01T00:00:00Z",
    )
    keep_page(fetched, run / "raw")
