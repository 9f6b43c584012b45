"""Tests of `pipeline.fetch.listings`: feeds, sitemaps and pages of links, well-formed and not."""

from __future__ import annotations

import gzip
import json
import random
import time
from contextlib import suppress

import pytest

from pipeline.errors import DocumentRejected
from pipeline.fetch.listings.entry import Entry, Listing
from pipeline.fetch.listings.reading import read_listing
from pipeline.fetch.sources import Kind

BASE = "https://press.example/news/"
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>News</title><link>https://press.example/</link>
<item><media:title>A picture</media:title><title>Halden &amp;amp; Sons  opens</title>
<link>https://press.example/a?x=1&y=2&utm_source=rss</link>
<pubDate>Sat, 03 May 2025 23:30:00 -0500</pubDate></item>
<item><title><![CDATA[R&D]]></title><link><![CDATA[/b?x=1&y=2]]></link><dc:date>2025-05-02</dc:date></item>
<item><guid>https://press.example/c</guid><title>Caf&eacute;</title></item>
<item><title>No link</title><guid isPermaLink="false">77</guid></item>
<item><link>mailto:press@press.example</link></item>
<item><link>https://press.example/a?x=1&y=2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A &lt;b&gt; plant</title>
<link rel="self" href="https://press.example/a.atom"/><link href="a"/>
<published>2025-05-03T10:00:00Z</published><updated>2025-05-04T10:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="x"><title>A</title><link>https://press.example/a</link></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "items": [
        {"id": "1", "url": "/a", "title": "A", "date_published": "2025-05-03T10:00:00Z"},
        {"id": "https://press.example/b", "date_modified": "2025-05-04"},
        {"id": ["broken"]},
        "broken",
        {"id": "3", "content_text": "no page of its own"},
    ],
}
SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://press.example/old?a=1&b=2</loc></url>
<url><image:image><image:loc>https://press.example/i.jpg</image:loc></image:image>
<loc> https://press.example/a </loc><lastmod>2025-05-01</lastmod></url>
<url><loc>https://press.example/b</loc><news:news><news:publication_date>2025-05-03T08:00+02:00
</news:publication_date><news:title>B</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>https://press.example/s1.xml</loc><lastmod>2024</lastmod></sitemap>
<sitemap><loc>https://press.example/s2.xml.gz</loc><lastmod>2025</lastmod></sitemap></sitemapindex>"""


def read(content: str | bytes, kind: Kind = "auto", content_type: str = "text/html") -> Listing:
    body = content.encode() if isinstance(content, str) else content
    listing = read_listing(kind, body, BASE, content_type)
    assert listing is not None
    return listing


def paths(listing: Listing) -> list[str]:
    return [entry.url.removeprefix("https://press.example") for entry in listing.entries]


def test_rss_as_it_is_found() -> None:
    first, second, third = read(RSS).entries
    assert first == Entry(
        url="https://press.example/a?x=1&y=2",
        title="Halden & Sons opens",
        published="2025-05-03",
        listed="Sat, 03 May 2025 23:30:00 -0500",
    )
    assert (second.url, second.title) == ("https://press.example/b?x=1&y=2", "R&D")
    assert second.published == "2025-05-02"
    assert (third.url, third.title) == ("https://press.example/c", "Café")


def test_atom_and_rdf() -> None:
    (entry,) = read(ATOM).entries
    assert (entry.url, entry.title) == ("https://press.example/news/a", "A <b> plant")
    assert (entry.published, entry.listed) == ("2025-05-03", "2025-05-04T10:00:00Z")
    assert paths(read(RDF)) == ["/a"]


def test_json_feed() -> None:
    first, second = read(json.dumps(JSON)).entries
    assert (first.url, first.title, first.published) == ("https://press.example/a", "A", "2025-05-03")
    assert (second.url, second.listed) == ("https://press.example/b", "2025-05-04")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_feeds_in_other_encodings(encoding: str) -> None:
    feed = RDF.replace(">A<", ">Café à Nîmes<")
    named = encoding.removesuffix("-sig")
    content = f'<?xml version="1.0" encoding="{named}"?>\n{feed}'.encode(encoding)
    assert read(content).entries[0].title == "Café à Nîmes"


def test_prefixes_that_were_never_declared() -> None:
    feed = "<rdf:RDF><item><media:title>B</media:title><title>A</title><link>/a</link></item></rdf:RDF>"
    assert read(feed).entries == (Entry(url="https://press.example/a", title="A"),)


def test_a_feed_behind_a_warning_of_its_server() -> None:
    assert len(read("<br />\n<b>Warning</b>: x &amp; y\n" + RSS, "feed").entries) == 3


def test_a_sitemap_newest_first() -> None:
    listing = read(SITEMAP)
    assert paths(listing) == ["/b", "/a", "/old?a=1&b=2"]
    assert listing.entries[0] == Entry(
        url="https://press.example/b", title="B", published="2025-05-03", listed="2025-05-03T08:00+02:00"
    )
    assert listing.entries[1].listed == "2025-05-01"


def test_an_index_and_a_zipped_sitemap() -> None:
    listing = read(INDEX)
    assert [one.url for one in listing.sitemaps] == [
        "https://press.example/s2.xml.gz",
        "https://press.example/s1.xml",
    ]
    assert paths(read(gzip.compress(SITEMAP.encode()), "sitemap", "application/octet-stream"))[0] == "/b"


def test_a_sitemap_of_lines() -> None:
    lines = "https://press.example/a\nno url\n\nhttps://press.example/b\n"
    assert paths(read(lines, "sitemap", "text/plain")) == ["/a", "/b"]


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hosts">]>'
    (entry,) = read(bomb + "<rss><item><title>&b;&c;</title><link>/a</link></item></rss>").entries
    assert entry.title == "&b;&c;"


LINKS = """<html><body><header><a href="/news/careers">Careers</a></header>
<nav><a href="/news/menu-of-four-words">A menu of many words</a></nav>
<main><article><header><a href="/news/first">One</a></header></article>
<ul><li><a href="halden-opens-new-plant">More</a></li>
<li><a href="https://www.press.example/2025/05/03/x">More</a></li>
<li><a href="/story/7">Halden opens a new plant in Norway</a></li>
<li><a href="/about">About us</a></li>
<li><a href="/news/report.pdf">The annual report as a file</a></li>
<li><a href="/news/page/2/">Older releases of the works</a></li>
<li><a href="https://other.example/news/halden-opens-new-plant">Elsewhere on other sites too</a></li>
<li><a rel="nofollow" href="/news/paid">A paid link of someone else</a></li>
<li><a href="mailto:a@press.example">Write to us whenever you like</a></li>
<li><a href="/news/first#comments">Comments on the first of all</a></li></ul></main>
<footer><a href="/news/imprint-and-terms-of-use">Imprint and terms of use</a></footer></body></html>"""


def test_a_page_of_links() -> None:
    assert paths(read(LINKS, "listing")) == [
        "/news/first",
        "/news/halden-opens-new-plant",
        "https://www.press.example/2025/05/03/x",
        "/story/7",
    ]


def test_links_of_which_none_looks_like_an_article_are_all_taken() -> None:
    page = '<base href="/x/"><body><a href="a.html">One</a><a href="b.html">Two</a></body>'
    assert paths(read(page, "listing")) == ["/x/a.html", "/x/b.html"]


def test_hosts_with_ports_and_without_dots() -> None:
    page = b'<body><a href="/news/a-b-c-d">One</a></body>'
    for base in ("http://localhost:8000/news", "http://127.0.0.1:8000/news"):
        listing = read_listing("listing", page, base, None)
        assert listing
        assert listing.entries


@pytest.mark.parametrize(
    ("kind", "content", "content_type"),
    [
        ("feed", "<html><body>Not here</body></html>", "text/html"),
        ("feed", '{"items": 3}', "application/json"),
        ("sitemap", "<!doctype html><p>Not here", "text/html"),
        ("sitemap", "no lines of urls", "text/plain"),
        ("sitemap", gzip.compress(b"<urlset/>", mtime=0)[:-9], "application/gzip"),
        ("listing", b"%PDF-1.7\x00", "application/pdf"),
        ("listing", b"", "image/png"),
        ("auto", "{", "application/json"),
    ],
)
def test_what_is_no_listing(kind: Kind, content: str | bytes, content_type: str) -> None:
    with pytest.raises(DocumentRejected) as caught:
        read(content, kind, content_type)
    assert caught.value.code == "fetch_failed"


def test_a_bomb_of_a_sitemap() -> None:
    with pytest.raises(DocumentRejected, match="52,428,800 bytes") as caught:
        read(gzip.compress(b"<urlset>" + b" " * 60_000_000), "sitemap")
    assert caught.value.code == "too_large"


def test_a_page_is_no_listing() -> None:
    for kind in ("auto", "page"):
        assert read_listing(kind, b"<p>A page</p>", BASE, None) is None


def test_listings_that_were_damaged() -> None:
    dice = random.Random(7)
    whole = [text.encode() for text in (RSS, ATOM, RDF, SITEMAP, INDEX, LINKS, json.dumps(JSON))]
    for _ in range(300):
        content = bytearray(dice.choice(whole))
        for _ in range(dice.randint(1, 12)):
            place = dice.randrange(len(content))
            piece = dice.choice([b"<", b"&", b"]]>", b"<!--", b"\xed\xa0\x80", b"&#55296;", b"\0", b"://["])
            content[place : place + dice.randrange(9)] = piece
        for kind in ("auto", "feed", "sitemap", "listing"):
            with suppress(DocumentRejected):
                read_listing(kind, bytes(content), BASE, "text/xml; charset=utf-16")


SIZE = 300_000
POISON = {
    "openings": b"<" * SIZE,
    "line breaks": b"\n" * SIZE,
    "document types": b"<!DOCTYPE\n" * (SIZE // 10) + b"<rss/>",
    "nested elements": b"<rss><a>" * (SIZE // 8),
    "nested items": b"<rss>" + b"<item>" * (SIZE // 6),
    "nested links": b"<body>" + b"<a href='/b-c-d-e'>x" * (SIZE // 20),
    "comments": b"<!--" * (SIZE // 4),
    "instructions": b"<?a" * (SIZE // 3),
    "sections": b"<rss>" + b"<![CDATA[" * (SIZE // 9),
    "ampersands": b"<rss><item><title>" + b"&" * SIZE,
    "brackets": b"<!DOCTYPE " + b"[" * SIZE,
    "lists": b'{"version":"x","items":' + b"[" * SIZE,
    "a long attribute": b"<a href='" + b"x" * SIZE,
    "nothing": b"\0" * SIZE,
}


@pytest.mark.parametrize("kind", ["auto", "feed", "sitemap", "listing"])
@pytest.mark.parametrize("name", POISON)
def test_poison_takes_little_time(name: str, kind: Kind) -> None:
    begun = time.process_time()
    with suppress(DocumentRejected):
        read_listing(kind, POISON[name], BASE, None)
    assert time.process_time() - begun < 10
