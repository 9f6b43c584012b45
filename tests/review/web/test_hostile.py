"""A run whose every text is hostile: no page of it runs, loads or leads to anything but our own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from fastapi.routing import APIRoute
from lxml import html
from starlette.testclient import TestClient

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.ledger import Ledger
from tests.review.making import article, record
from tests.review.runs import written
from tests.review.web.pages import FORM, ORIGIN, application, browser, page, token

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'></textarea></title></style>--><img src=x onerror=alert(1)>{{7*7}}{% raise %}"
LINK = "javascript:alert(1)"
TURNED = "Jane \u202eeoR enaJ\u202c\u200b\0\x1b[31m"
ID = f"../../%2e%2e/%00?a=b&c=d#e;f+g {SCRIPT}{BREAKOUT}"


def hostile_contents() -> list[tuple[Article, list[Record]]]:
    """Two articles with hostile words wherever words may stand."""
    text = f"{TURNED} said at {BREAKOUT} on 3 May 2025 that {SCRIPT} is ISO 9001.\n\n{SCRIPT}\n\n{LINK}"
    one = article(
        text,
        f"{SCRIPT}{BREAKOUT}{TURNED}",
        id=ID,
        url=LINK,
        urls=(LINK, "data:text/html,<script>alert(1)</script>", 'https://news.example/"onclick=alert(1)'),
        site=BREAKOUT,
        author=SCRIPT,
        source=f"{SCRIPT}{BREAKOUT}",
        published="2025-05-03",
    )
    found = [
        record(one, "speaker", {"person": TURNED, "cue": "said"}, rule=f"{SCRIPT}{BREAKOUT}"),
        record(one, "event", {"name": BREAKOUT, "start": "3 May 2025"}, start="2025-05-03"),
        record(one, "certification", {"holder": SCRIPT, "scheme": "ISO 9001"}, confidence=0.2),
    ]
    two = article("Nothing.", SCRIPT, id="\u202e", url="//evil.example/x", site="\u0000")
    return [(one, found), (two, [])]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A run of these."""
    run = written(tmp_path / "out", hostile_contents())
    (run / "raw").mkdir()  # so that documents lead to their pages
    with Ledger.opened(run) as ledger:
        ledger.load()
    return run


def crawled(client: TestClient, most: int = 60) -> Iterator[tuple[str, html.HtmlElement]]:
    """Every page that can be reached by links and by what scripts would ask for."""
    seen, waiting = {"/"}, ["/"]
    while waiting and most:
        address, most = waiting.pop(0), most - 1
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text[:500])
        if not answer.headers["content-type"].startswith("text/html") or not answer.text.strip():
            continue
        tree = html.document_fromstring(answer.text)
        yield address, tree
        for link in tree.xpath("//a/@href | //*/@hx-get"):
            absolute = urljoin(ORIGIN + address, link).split("#")[0]
            own = absolute.removeprefix(ORIGIN)
            if absolute.startswith(ORIGIN + "/") and own not in seen:
                seen.add(own)
                waiting.append(own)


def check_inert(address: str, tree: html.HtmlElement) -> None:
    for element in tree.iter("*"):
        names = set(element.attrib)
        assert not any(name.startswith(("on", "hx-on", "data-hx-on")) for name in names), address
        assert not names & {"style", "srcdoc", "hx-vals", "hx-vars", "hx-ext", "hx-request", "ping"}, address
        assert element.tag not in {"iframe", "object", "embed", "base", "style", "img"}, (
            address,
            element.tag,
        )
        if element.tag == "script":
            assert element.get("src", "").startswith("/static/"), address
            assert not (element.text or "").strip(), address
        for name in ("href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href"):
            check_address(address, element, name)


def check_address(address: str, element: html.HtmlElement, name: str) -> None:
    value = element.get(name)
    if value is None:
        return
    target = urlsplit(urljoin(ORIGIN + address, value))
    own = f"{target.scheme}://{target.netloc}" == ORIGIN
    away = element.tag == "a" and name == "href" and target.scheme in {"http", "https"}
    assert own or away, (address, name, value)
    if not own:
        assert {"noopener", "noreferrer"} <= set(element.get("rel", "").split()), value


def test_no_page_of_a_hostile_run_does_anything(hostile: Path) -> None:
    with page(hostile) as client:
        pages = list(crawled(client))
        for address, tree in pages:
            check_inert(address, tree)
            shown = tree.text_content()
            assert not any(
                unicodedata.bidirectional(sign) in {"RLO", "LRO", "RLE", "LRE"} for sign in shown
            ), address
            assert "\x1b" not in shown
            assert "{{7*7}}" in shown or "49}" not in shown
    addresses = {address.split("?")[0] for address, _ in pages}
    assert {"/", "/document", "/edit", "/original", "/overview", "/rules"} <= addresses


def test_every_form_of_a_hostile_run_has_the_token_and_keeps_ids_whole(hostile: Path) -> None:
    ids = {document.id for document, _ in hostile_contents()}
    with page(hostile) as client:
        posted = [
            (address, form)
            for address, tree in crawled(client)
            for form in tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']")
        ]
    assert posted
    for address, form in posted:
        fields = dict(form.form_values())
        assert len(fields.get("csrf", "")) == 64, address
        assert fields.get("document", ID) in ids, address


def test_looking_at_pages_decides_nothing(hostile: Path) -> None:
    with page(hostile) as client:
        list(crawled(client))
    with Ledger.opened(hostile) as ledger:
        assert ledger.history(ID) == []


NAMES = ("record", "document", "id", "seen", "reason", "act", "type", "new", "query", "action", "expected")
NONSENSE = ("", "0", "-1", "9" * 40, "accept", "\0", "\ud800", "\u202e", SCRIPT, ID, "a" * 5000)


@pytest.mark.parametrize("value", NONSENSE, ids=range(len(NONSENSE)))
def test_no_form_and_no_address_breaks_a_page(hostile: Path, value: str) -> None:
    sent = dict.fromkeys(NAMES, value.encode("utf-8", "surrogatepass"))
    existing = {"record": hostile_contents()[0][1][0].id, "document": ID, "id": ID}
    with application(hostile) as app, browser(app) as client:
        client.headers["X-CSRF-Token"] = token(client)
        for route in (route for route in app.routes if isinstance(route, APIRoute)):
            for fields in (sent, sent | existing):
                for method in route.methods or ():
                    form = urlencode(fields)
                    answer = (
                        client.post(route.path, content=form, headers=FORM)
                        if method == "POST"
                        else client.get(f"{route.path}?{form[:7000]}")
                    )
                    assert answer.status_code < 500, (method, route.path, fields)
                    assert "<script>alert" not in answer.text
