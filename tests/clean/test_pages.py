"""Web pages, made up: headline, body, captions, furniture, metadata."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from pipeline.article import Article, RawDocument
from pipeline.clean import clean
from pipeline.errors import DocumentRejected

PARAGRAPHS = [
    "The mayor of Springfield said on Monday that the mill would open its gates again in the spring.",
    "Its owner, a cooperative of forty bakers, has spent two winters on new wheels and a wall by the river.",
    "“We never thought of leaving,” said Ann Roe, who chairs the cooperative and bakes rye bread nearby.",
    "The first flour is to be ground in April, when schools will be invited to watch and carry some home.",
]
GERMAN = (
    "Der Bürgermeister sagte am Montag, dass die Mühle im Frühjahr wieder öffnet. Die Bäcker haben zwei"
    " Winter lang neue Räder gebaut und die Mauer am Fluss erhöht. Im April soll das erste Mehl"
    " gemahlen werden, und die Schulen der Stadt sind eingeladen, dabei zuzusehen."
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(body: str = BODY, head: str = "", heading: str = "<h1>Mill reopens after flood</h1>") -> str:
    return (
        f"<html><head><title>Mill reopens after flood | Local | Prairie Courier</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article>{heading}{body}</article>"
        "<footer>© 2024 Prairie Courier</footer></body></html>"
    )


def json_ld(**fields: object) -> str:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def read(html: str | bytes, url: str | None = None) -> Article:
    return clean(RawDocument(id="a", kind="html", content=html, where="a.html", source="a.html", url=url))


def words(article: Article, kind: str) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def test_headline_and_body_are_kept_apart() -> None:
    article = read(page(head='<meta property="og:site_name" content="Prairie Courier">'))
    assert article.title == "Mill reopens after flood"
    assert article.site == "Prairie Courier"
    assert words(article, "paragraph") == PARAGRAPHS
    assert "Mill reopens" not in article.text


def test_captions_are_blocks_of_their_own() -> None:
    figure = "<figure><img src='a.png'><figcaption>The wheel turns. <i>Ann Roe</i></figcaption></figure>"
    article = read(page(PARAGRAPHS[0].join(["<p>", "</p>"]) + figure + BODY[BODY.index("</p>") + 4 :]))
    assert words(article, "caption") == ["The wheel turns. Ann Roe"]
    assert words(article, "paragraph") == PARAGRAPHS


@pytest.mark.parametrize(
    "extra",
    [
        "<p><strong>Related:</strong> <a href='/x'>Harbour doubles its cranes</a></p>",
        f"<p><strong>Related:</strong>{'&nbsp;' * 420}<a href='/x'>Harbour doubles its cranes</a></p>",
        "<ul><li><a href='/x'>Harbour cranes</a></li><li><a href='/y'>Harbour strike</a></li></ul>",
        "<p><a href='/x'>Harbour doubles its cranes</a> | <a href='/y'>Harbour strike over</a></p>",
        "<div class='newsletter-signup'><p>Harbour news every morning, at no cost to you at all.</p></div>",
        "<p style='display: none'>Harbour cranes are hidden here, and nobody shall ever see it.</p>",
        "<p>Sign up for our Harbour newsletter</p>",
        "<p>Follow Harbour News on Twitter and Facebook.</p>",
        "<p>© 2024 Harbour Media. All rights reserved.</p>",
    ],
)
def test_furniture_inside_the_article_is_dropped(extra: str) -> None:
    middle = BODY.index("</p>") + 4
    article = read(page(BODY[:middle] + extra + BODY[middle:] + extra))
    assert "Harbour" not in article.text
    assert words(article, "paragraph") == PARAGRAPHS


def test_markup_gives_the_kind() -> None:
    wheels = "<h2>The new wheels</h2><ul><li>one of oak</li><li>one of steel</li></ul>"
    extra = f"{wheels}<blockquote>So be it.</blockquote>"
    article = read(page(BODY + extra + BODY.replace("said", "added")))
    assert words(article, "heading") == ["The new wheels"]
    assert words(article, "list") == ["one of oak", "one of steel"]
    assert words(article, "quote") == ["So be it."]


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        (json_ld(headline="Flood mill is back"), "<h1>Mill reopens</h1>", "Flood mill is back"),
        ("<meta property='og:title' content='Mill is back - Prairie Courier'>"
         "<meta property='og:site_name' content='Prairie Courier'>", "<h1>Mill</h1>", "Mill is back"),
        ("<meta property='og:site_name' content='The Prairie Courier'>", "", "Mill reopens after flood"),
        ("", "<h1>Prairie Courier</h1><h1>Mill reopens after flood</h1>", "Mill reopens after flood"),
    ],
)  # fmt: skip
def test_title(head: str, heading: str, title: str) -> None:
    assert read(page(head=head, heading=heading)).title == title


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (json_ld(datePublished="2024-03-05T23:50:00-06:00", dateModified="2024-03-09"), "", "2024-03-05"),
        (json_ld(dateModified="2024-03-09"), "", None),
        ("<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\","
         "\"datePublished\": \"2024-03-05\",}]}</script>", "", "2024-03-05"),
        ("<meta property='article:published_time' content='2024-03-05T10:00:00Z'>", "", "2024-03-05"),
        ("<meta property='article:modified_time' content='2024-03-05T10:00:00Z'>", "", None),
        ("", "<span itemprop='datePublished'>Tue 6:45 PM, Mar 5, 2024</span>", "2024-03-05"),
        ("", "<time class='published' datetime='2024-03-05'>March 5</time>", "2024-03-05"),
        ("", "<div class='x'><div>By <a href='/roe'>Ann Roe</a> on March 5, 2024 at 9 a.m.</div></div>",
         "2024-03-05"),
        ("", "<div class='x'>Last updated: March 9, 2024</div>", None),
        ("", "<p>SPRINGFIELD, March 5, 2024 (Prairie Wire) -- The mill is open, and has been for days.</p>",
         "2024-03-05"),
        ("", "<p>The fair of May 4, 2023 was the last, the mayor said, before the river rose.</p>", None),
    ],
)  # fmt: skip
def test_day_of_publication(head: str, body: str, published: str | None) -> None:
    assert read(page(body + BODY, head=head)).published == published


def test_the_day_in_the_url_comes_last() -> None:
    assert read(page(), "https://courier.example/2024/03/05/mill").published == "2024-03-05"
    stated = page(head=json_ld(datePublished="2024-03-04"))
    assert read(stated, "https://courier.example/2024/03/05/mill").published == "2024-03-04"


def test_canonical_url_and_author() -> None:
    head = json_ld(author=[{"name": "Ann Roe"}, {"name": "John Doe"}]) + "<link rel='canonical' href='/mill'>"
    article = read(page(head=head), "https://courier.example/mill?from=feed")
    assert article.url == "https://courier.example/mill"
    assert article.urls == ("https://courier.example/mill", "https://courier.example/mill?from=feed")
    assert article.author == "Ann Roe, John Doe"


def test_a_body_spread_over_containers_is_completed_from_what_json_ld_states() -> None:
    long = [
        f"{sentence} It was the {number} word on it." for number in range(12) for sentence in PARAGRAPHS[:2]
    ]
    cells = "".join(f"<div class='body-text'><p>{sentence}</p></div><div>ad</div>" for sentence in long)
    article = read(page(cells, head=json_ld(articleBody=" ".join(long))))
    assert all(sentence in article.text for sentence in long)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><body></body></html>", "no_text"),
        (b"<!-- nothing -->", "no_text"),
        (b"%PDF-1.4", "unreadable"),
    ],
)
def test_rejections(content: bytes, code: str) -> None:
    with pytest.raises(DocumentRejected) as caught:
        read(content)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<html><body><h1>Mill opens</h1><p>The mill opened on Monday, the mayor said.</p></body></html>",
         "The mill opened on Monday, the mayor said."),
        ("<p>The mill opened on Monday, the mayor said.", "The mill opened on Monday, the mayor said."),
        ("The mill opened on Monday, the mayor said.", "The mill opened on Monday, the mayor said."),
    ],
)  # fmt: skip
def test_a_tiny_page_is_an_article(html: str, text: str) -> None:
    assert read(html).text == text


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_truncated_page_is_read_or_rejected(share: float) -> None:
    html = page(head=json_ld(headline="Mill reopens"))
    with suppress(DocumentRejected):
        assert read(html[: int(len(html) * share)]).text


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "table", "ul"])
def test_deep_nesting_loses_no_text(tag: str) -> None:
    article = read(page(f"<{tag}>" * 100_000 + BODY))
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)


def test_the_language_is_told_and_left_to_extraction() -> None:
    assert read(page(f"<p>{GERMAN}</p>").encode()).language == "de"


def test_a_row_of_a_table_states_no_publication() -> None:
    row = "<table><tr><td>May 5, 2024</td><td>Oslo</td></tr></table>"
    lead = f"<p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]} {PARAGRAPHS[3]}</p>"
    assert read(page(lead + row + BODY)).published is None


def test_the_day_below_a_headline_of_lower_rank_is_that_of_publication() -> None:
    above = "<h3>Mill reopens after flood</h3><div>Tuesday, 25/06/2024 08:15 AM</div>"
    lines = "".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS)
    html = f"<html><title>Mill reopens after flood</title><body><div>{above}<div>{lines}</div></div></html>"
    assert "25/06" not in read(html).text
    assert read(html).published == "2024-06-25"
