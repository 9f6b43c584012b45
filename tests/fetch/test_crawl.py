"""Tests of `pipeline.fetch.crawl` and `agenda`: what is asked for, what is kept, what is told."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.article import RawDocument
from pipeline.errors import DocumentRejected, OutputUnwritable, PageGone, Rejection
from pipeline.fetch import raw_documents
from pipeline.fetch.agenda import pages_to_ask
from pipeline.fetch.canonical import canonical_of
from pipeline.fetch.crawl import Failure, Fetched, NothingKnown, crawl
from pipeline.fetch.listings.entry import Entry
from pipeline.fetch.sources import Source
from pipeline.fetch.survey import MAX_SITEMAPS
from pipeline.fetch.urls import url_id
from pipeline.fetch.web.web import Web
from pipeline.settings import Settings
from tests.fetch.offline import Memory, OfflineWeb, Remembered
from tests.fetch.site import Site

HOST = "https://press.example"
FEED = f"{HOST}/feed"
NOW = datetime(2025, 5, 20, tzinfo=UTC)


def source(place: str = FEED, **given: Any) -> Source:
    return Source(place=place, **{"name": "press"} | given)


def feed(*links: str) -> str:
    return f"<rss><channel>{''.join(f'<item><link>{link}</link></item>' for link in links)}</channel></rss>"


def sitemap(*links: str, root: str = "urlset", item: str = "url") -> str:
    return f"<{root}>{''.join(f'<{item}><loc>{link}</loc></{item}>' for link in links)}</{root}>"


@dataclass
class Crawled:
    """What a crawl gave."""

    pages: dict[str, Fetched] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    planned: int = -1

    def plan(self, pages: int) -> None:
        self.planned = pages

    @property
    def paths(self) -> list[str]:
        return sorted(url.removeprefix(HOST) for url in self.pages)


def crawled(web: OfflineWeb | Web, *sources: Source, known: Memory | None = None) -> Crawled:
    found = Crawled()

    def keep(fetched: Fetched) -> None:
        assert fetched.url not in found.pages
        found.pages[fetched.url] = fetched

    asyncio.run(crawl(sources, web, known or NothingKnown(), keep, found.failures.append, planned=found.plan))
    return found


@pytest.fixture
def web() -> OfflineWeb:
    offline = OfflineWeb()
    for name in "abc":
        offline.serve(f"{HOST}/{name}", f"<p>{name}</p>", etag=f'"{name}"')
    return offline


def test_a_feed_and_its_pages(web: OfflineWeb) -> None:
    item = f"<item><title>A</title><link>{HOST}/a?utm_source=x</link><pubDate>3 May 2025</pubDate></item>"
    web.serve(FEED, f"<rss><channel>{item}</channel></rss>")
    found = crawled(web, source(delay=3.0))
    page = found.pages[f"{HOST}/a"]
    assert (page.source, page.title, page.published, page.listed) == (
        "press",
        "A",
        "2025-05-03",
        "3 May 2025",
    )
    assert (page.content, page.etag, page.status, page.kind) == (b"<p>a</p>", '"a"', 200, "html")
    assert page.document == url_id(f"{HOST}/a")
    assert (web.delays, found.planned) == ({FEED: 3.0, f"{HOST}/a": 3.0}, 1)


def test_a_page_that_is_named_itself(web: OfflineWeb) -> None:
    for kind in ("auto", "page"):
        assert crawled(web, source(f"{HOST}/a", kind=kind)).paths == ["/a"]


def test_a_listing_is_no_article(web: OfflineWeb) -> None:
    place = web.serve(f"{HOST}/news", f"<body><a href='/a'>One</a><a href='{HOST}/b'>Two</a></body>")
    assert crawled(web, source(place, kind="listing")).paths == ["/a", "/b"]


def test_indexes_are_followed_and_what_fails_costs_itself(web: OfflineWeb) -> None:
    place = web.serve(
        f"{HOST}/index",
        sitemap(*(f"{HOST}/s{n}" for n in range(4)), f"{HOST}/index", root="sitemapindex", item="sitemap"),
    )
    web.serve(f"{HOST}/s0", sitemap(f"{HOST}/a", f"{HOST}/b"))
    web.serve(f"{HOST}/s1", "<html><body>Not here</body></html>")
    web.serve(f"{HOST}/s3", sitemap(f"{HOST}/a", f"{HOST}/c"))
    found = crawled(web, source(place))
    assert found.paths == ["/a", "/b", "/c"]
    assert [(one.url, one.is_listing) for one in found.failures] == [
        (f"{HOST}/s1", True),
        (f"{HOST}/s2", True),
    ]


def test_indexes_have_limits(web: OfflineWeb) -> None:
    wide = web.serve(
        f"{HOST}/wide", sitemap(*(f"{HOST}/s{n}" for n in range(300)), root="sitemapindex", item="sitemap")
    )
    deep = web.serve(f"{HOST}/deep", sitemap(f"{HOST}/deep1", root="sitemapindex", item="sitemap"))
    for n in range(1, 9):
        web.serve(f"{HOST}/deep{n}", sitemap(f"{HOST}/deep{n + 1}", root="sitemapindex", item="sitemap"))
    crawled(web, source(wide))
    assert len(web.asked) == MAX_SITEMAPS + 1
    web.asked.clear()
    crawled(web, source(deep))
    assert web.asked == [deep, f"{HOST}/deep1", f"{HOST}/deep2", f"{HOST}/deep3"]


def test_what_is_wanted(web: OfflineWeb) -> None:
    web.serve(FEED, feed(*(f"{HOST}/{name}" for name in "abc"), FEED, f"{HOST}/a#x"))
    assert crawled(web, source(max_pages=2)).paths == ["/a", "/b"]
    assert crawled(web, source(include="/[bc]$", exclude="c$")).paths == ["/b"]


def test_a_page_of_two_sources_belongs_to_the_first(web: OfflineWeb) -> None:
    web.serve(FEED, feed(f"{HOST}/a", f"{HOST}/b"))
    other = web.serve(f"{HOST}/other", feed(f"{HOST}/c", f"{HOST}/b"))
    sources = [source(), source(other, name="other"), source(f"{HOST}/c", name="page")]
    found = crawled(web, *sources, source(f"{HOST}/c", name="again"))
    assert {url[len(HOST) :]: page.source for url, page in found.pages.items()} == {
        "/a": "press",
        "/b": "press",
        "/c": "page",
    }
    assert len(web.asked) == len(set(web.asked))


@pytest.mark.parametrize(
    ("content", "kind", "came"),
    [
        (b"%PDF-1.7", "application/pdf", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png", "image/png"),
        (b"\x1f\x8b\x08\x00", "text/html", "text/html"),
        (feed().encode(), "text/html", "text/html"),
        (b"{}", "application/json", "application/json"),
    ],
)
def test_what_is_no_page(web: OfflineWeb, content: bytes, kind: str, came: str) -> None:
    web.serve(FEED, feed(f"{HOST}/x", f"{HOST}/a"))
    web.serve(f"{HOST}/x", content, content_type=kind)
    found = crawled(web, source())
    assert found.paths == ["/a"]
    (failure,) = found.failures
    assert (failure.url, failure.code, failure.is_listing) == (f"{HOST}/x", "fetch_failed", False)
    assert came in failure.message
    assert failure.rejection.where == f"{HOST}/x"


def test_failures_are_told_apart(web: OfflineWeb) -> None:
    web.serve(FEED, feed(f"{HOST}/gone", f"{HOST}/slow"))
    web.answers[f"{HOST}/gone"] = PageGone(410)
    web.answers[f"{HOST}/slow"] = DocumentRejected("timeout", "too slow")
    web.answers[f"{HOST}/list"] = PageGone(404)
    found = crawled(web, source(), source(f"{HOST}/list", name="list", kind="listing"))
    rows = {(one.url[len(HOST) :], one.code, one.gone, one.is_listing) for one in found.failures}
    assert rows == {
        ("/gone", "fetch_failed", True, False),
        ("/slow", "timeout", False, False),
        ("/list", "fetch_failed", False, True),
    }


def test_what_may_not_be_asked_for(web: OfflineWeb) -> None:
    web.serve(FEED, feed(f"{HOST}/a", f"{HOST}/b"))
    told: list[tuple[str, str]] = []

    def may_ask(url: str, name: str) -> bool:
        told.append((url.removeprefix(HOST), name))
        return url.endswith(("/feed", "/b"))

    found: list[Fetched] = []
    sources = [source(), source(f"{HOST}/c", name="page")]
    asyncio.run(crawl(sources, web, NothingKnown(), found.append, lambda _: None, may_ask=may_ask))
    assert [page.url for page in found] == [f"{HOST}/b"]
    assert web.asked == [FEED, f"{HOST}/b"]
    assert sorted(told) == [("/a", "press"), ("/b", "press"), ("/c", "page"), ("/feed", "press")]


def test_what_keeping_raises_ends_the_crawl(web: OfflineWeb) -> None:
    web.serve(FEED, feed(f"{HOST}/a", f"{HOST}/b"))

    def full(_: Fetched) -> None:
        raise OutputUnwritable("no room")

    with pytest.raises(OutputUnwritable, match="no room"):
        asyncio.run(crawl([source()], web, NothingKnown(), full, lambda _: None))
    assert len(web.asked) == 2


def asked(known: Memory, *entries: Entry, taken: Sequence[str] = (), **given: Any) -> list[str]:
    found = pages_to_ask(source(**given), entries, taken, known, NOW)
    return [entry.url.removeprefix(HOST) for entry in found]


def test_what_is_due() -> None:
    known = Memory()
    old = {"first_seen": "2025-03-01T06:00:00+00:00", "is_recent": False}
    known.add(Remembered(url=f"{HOST}/young"))
    known.add(Remembered(url=f"{HOST}/old", listed="1", **old))  # type: ignore[arg-type]
    known.add(Remembered(url=f"{HOST}/changed", listed="1", **old))  # type: ignore[arg-type]
    known.add(Remembered(url=f"{HOST}/failed", status="failed", **old))  # type: ignore[arg-type]
    known.add(Remembered(url=f"{HOST}/gone", listed="1", status="gone"))
    known.add(Remembered(url=f"{HOST}/back", listed="1", status="gone"))
    known.add(Remembered(url=f"{HOST}/hidden", title="T", listed="1"))
    known.add(Remembered(url=f"{HOST}/elsewhere", origin="other"))
    shown = [("young", None), ("old", "1"), ("changed", "2"), ("failed", None), ("gone", "1"), ("back", "2")]
    entries = [Entry(url=f"{HOST}/{name}", listed=listed) for name, listed in shown]
    entries.append(Entry(url=f"{HOST}/new"))
    assert asked(known, *entries) == ["/changed", "/back", "/new", "/young", "/hidden", "/gone"]
    assert asked(known, *entries, max_pages=2) == ["/changed", "/back"]
    assert asked(known, *entries, recheck_days=10) == ["/changed", "/back", "/new", "/hidden"]
    assert asked(known, *entries, taken=[f"{HOST}/new", f"{HOST}/hidden"], exclude="young|back") == [
        "/changed",
        "/gone",
    ]


def test_failed_pages_are_tried_while_they_are_young_or_change() -> None:
    known = Memory()
    known.add(Remembered(url=f"{HOST}/young", status="failed", listed="1"))
    known.add(Remembered(url=f"{HOST}/hidden", status="failed", title="T"))
    for name in ("old", "mended"):
        page = Remembered(url=f"{HOST}/{name}", status="failed", listed="1", is_recent=False)
        known.add(replace(page, first_seen="2025-03-01T06:00:00+00:00"))
    shown = [("young", "1"), ("old", "1"), ("mended", "2"), ("new", None)]
    entries = [Entry(url=f"{HOST}/{name}", listed=listed) for name, listed in shown]
    assert asked(known, *entries) == ["/new", "/young", "/mended", "/hidden"]


def test_a_page_that_was_gone_for_a_day_comes_back(web: OfflineWeb) -> None:
    known = Memory()
    known.add(Remembered(url=f"{HOST}/a", status="gone", listed="1", first_seen=None))
    web.serve(FEED, feed(f"{HOST}/a"))
    assert crawled(web, source(), known=known).paths == ["/a"]


def test_a_failure_keeps_what_the_listing_said(web: OfflineWeb) -> None:
    item = f"<item><title>X</title><link>{HOST}/x</link><pubDate>3 May 2025</pubDate></item>"
    web.serve(FEED, f"<rss><channel>{item}</channel></rss>")
    (failure,) = crawled(web, source()).failures
    assert (failure.title, failure.published, failure.listed) == ("X", "2025-05-03", "3 May 2025")


def test_a_bug_costs_its_url_only(
    web: OfflineWeb, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    web.serve(FEED, feed(f"{HOST}/x", f"{HOST}/a", f"{HOST}/y"))
    web.answers[f"{HOST}/x"] = OverflowError("date value out of range")
    web.answers[f"{HOST}/list"] = ZeroDivisionError("nobody expected it")
    web.serve(f"{HOST}/y", b"spoilt")
    read = canonical_of

    def spoilt(url: str, content: bytes, *given: Any) -> str:
        if content == b"spoilt":
            raise RecursionError("too deep")
        return read(url, content, *given)

    monkeypatch.setattr("pipeline.fetch.fetched.canonical_of", spoilt)
    found = crawled(web, source(), source(f"{HOST}/list", name="list", kind="listing"))
    assert found.paths == ["/a"]
    assert {(one.url[len(HOST) :], one.code, one.is_listing) for one in found.failures} == {
        ("/x", "internal", False),
        ("/y", "internal", False),
        ("/list", "internal", True),
    }
    assert "OverflowError: date value out of range" in caplog.text


def test_the_pages_of_a_listing_that_failed_are_left_in_peace(web: OfflineWeb) -> None:
    known = Memory()
    known.add(Remembered(url=f"{HOST}/a"))
    found = crawled(web, source(f"{HOST}/nowhere", kind="feed"), known=known)
    assert (found.paths, web.asked) == ([], [f"{HOST}/nowhere"])


def test_pages_that_a_feed_shows_no_more_are_asked_while_they_are_young(web: OfflineWeb) -> None:
    known = Memory()
    known.add(Remembered(url=f"{HOST}/a", title="A", listed="1"))
    web.serve(FEED, feed())
    page = crawled(web, source(), known=known).pages[f"{HOST}/a"]
    assert (page.title, page.listed) == ("A", "1")


def test_a_source_that_is_asked_once(site: Site) -> None:
    site.page("press.example", "/a", "<p>Ž</p>".encode("cp1250"), content_type="text/html; charset=cp1250")
    site.gone("press.example", "/b")
    links = {site.url("press.example", path): path for path in ("/b", "/a")}
    place = site.feed("press.example", "/feed", links)
    raw, rejection = raw_documents([place], Settings(delay=0.0), io.BytesIO())
    assert isinstance(raw, RawDocument)
    assert (raw.charset, raw.listed_title, raw.origin) == ("cp1250", "/a", place)
    assert isinstance(rejection, Rejection)
    assert (rejection.where, rejection.origin) == (site.url("press.example", "/b"), place)


def test_against_a_real_site(site: Site) -> None:
    pages = {"/one": "One", "/two": "Two"}
    for path in pages:
        site.page("press.example", path, f"<html><body><p>{path}</p></body></html>")
    place = site.feed("press.example", "/feed", {site.url("press.example", p): t for p, t in pages.items()})
    elsewhere = site.sitemap(
        "wire.example",
        "/map.xml.gz",
        {site.page("wire.example", "/w", "<p>w</p>"): "2025-05-03"},
        zipped=True,
    )
    listing = site.listing("city.example", "/news", ["/gone", "/moved"])
    site.gone("city.example", "/gone")
    site.redirect("city.example", "/moved", site.page("city.example", "/there", "<p>there</p>"))

    async def run() -> Crawled:
        found = Crawled()
        async with Web(Settings(delay=0.0), None) as real:
            sources = [
                source(place),
                source(elsewhere, name="wire", kind="sitemap"),
                source(listing, name="city", kind="listing"),
            ]
            keep = lambda page: found.pages.update({page.url: page})  # noqa: E731
            await crawl(sources, real, NothingKnown(), keep, found.failures.append)
        return found

    found = asyncio.run(run())
    assert {page.title for page in found.pages.values()} == {"One", "Two", None}
    assert [(one.gone, one.source) for one in found.failures] == [(True, "city")]
    moved = found.pages[site.url("city.example", "/moved")]
    assert moved.canonical == moved.final_url == site.url("city.example", "/there")
