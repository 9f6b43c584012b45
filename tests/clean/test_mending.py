"""Pages whose markup trafilatura alone would lose words of."""

from __future__ import annotations

import time

import pytest

from pipeline.clean.mending import mend
from pipeline.clean.tree import parse_page
from tests.clean.test_pages import PARAGRAPHS, page, read, words

LEAD, SECOND, THIRD = PARAGRAPHS[:3]


@pytest.mark.parametrize(
    "body",
    [
        f"{LEAD}<p>{SECOND}<p>{THIRD}",
        f"<div><b>{LEAD[:9]}</b>{LEAD[9:]}<p>{SECOND}</p><p>{THIRD}</p></div>",
        f"<font size='2'>{LEAD}<p>{SECOND}<p>{THIRD}</font>",
        f"<div><p>{LEAD}</p>{SECOND}<p>{THIRD}</p></div>",
        f"<div>{LEAD[:20]}<a href='/m'>{LEAD[20:30]}</a>{LEAD[30:]}<p>{SECOND}</p><p>{THIRD}</p></div>",
    ],
)
def test_text_beside_paragraphs_is_a_paragraph(body: str) -> None:
    html = f"<html><head><title>Mill reopens</title></head><body><h1>Mill reopens</h1>{body}</body></html>"
    assert words(read(html), "paragraph") == [LEAD, SECOND, THIRD]


def test_a_page_of_text_alone_has_a_body() -> None:
    assert words(read(f"<title>Mill reopens</title>{LEAD} {SECOND}"), "paragraph") == [f"{LEAD} {SECOND}"]


def test_a_release_set_as_typewriting_has_paragraphs() -> None:
    wrapped = LEAD.replace(" its gates", "\nits gates") + "\n\n" + SECOND.replace(" winters", "\nwinters")
    article = read(page(f"<pre>{wrapped}\n\nMedia contact:\nAnn Roe, 555-0100-222\n</pre>"))
    assert words(article, "paragraph") == [LEAD, SECOND]
    assert words(article, "contact") == ["Media contact:", "Ann Roe, 555-0100-222"]


def test_the_columns_of_a_layout_have_paragraphs() -> None:
    menu = "<td><a href='/'>Home</a><br><a href='/n'>News</a></td>"
    column = f"<td><h1>Mill reopens</h1><p>{LEAD} {SECOND}<p>{THIRD}</td>"
    html = (
        f"<html><title>Mill reopens</title><body><table><tr>{menu}{column}</tr></table>"
        "<table><tr><td>© 2024 Prairie Courier</td></tr></table></body></html>"
    )
    assert words(read(html), "paragraph") == [f"{LEAD} {SECOND}", THIRD]


def test_the_lines_of_a_cell_stay_apart() -> None:
    table = (
        "<table><tr><td><p>May 5</p></td><td><p>Oslo</p><p>Town Hall</p></td></tr>"
        "<tr><td>May 6<br>evening</td><td><div>Bergen</div><div>Old Mill</div></td></tr></table>"
    )
    text = read(page(f"<p>{LEAD}</p><p>{SECOND}</p>{table}<p>{THIRD}</p>")).text
    assert "May 5 | Oslo Town Hall\n" in text
    assert "May 6 evening | Bergen Old Mill\n" in text


def test_the_paragraphs_of_an_item_stay_apart() -> None:
    items = "<ul><li><p>The wheel.</p><p>The wall.</p></li><li><p>The gates.</p></li></ul>"
    text = read(page(f"<p>{LEAD}</p><p>{SECOND}</p>{items}<p>{THIRD}</p>")).text
    assert "\nThe wheel.\nThe wall.\nThe gates.\n" in text


def test_who_is_quoted_stands_below_the_quotation() -> None:
    quotation = f"<blockquote><p>{THIRD}</p><footer>— <cite>Ann Roe</cite>, baker</footer></blockquote>"
    assert words(read(page(f"<p>{LEAD}</p>{quotation}<p>{SECOND}</p>")), "quote") == [
        THIRD,
        "— Ann Roe, baker",
    ]


def test_paragraphs_of_divisions_stay_apart() -> None:
    divisions = "".join(f'<div class="x">{paragraph}</div>' for paragraph in PARAGRAPHS)
    caption = '<div class="y">“The wheel turns.”<br>— Ann Roe, baker</div>'
    html = (
        f"<html><title>Mill reopens</title><body><div><div>{divisions}{caption}{divisions}</div></div></body>"
    )
    assert words(read(html), "paragraph")[: len(PARAGRAPHS)] == PARAGRAPHS


def test_columns_may_break_lines_instead() -> None:
    column = f"<td><table><tr><td>{LEAD} {SECOND}<br><br>{THIRD}</td></tr></table></td>"
    html = f"<html><title>Mill reopens</title><body><table><tr><td>Home{column}</tr></table></body></html>"
    assert words(read(html), "paragraph") == [f"{LEAD} {SECOND}", THIRD]


def test_mending_takes_time_in_proportion_to_the_page() -> None:
    breaks = "<table><tr><td>" + "owl<br>" * 60_000
    footers = "<blockquote>" * 100 + "<footer>owl</footer>" * 20_000
    for part in (breaks, footers):
        tree = parse_page(f"<html><body><p>{LEAD}</p>{part}</body></html>")
        assert tree is not None
        begun = time.process_time()
        mend(tree)
        assert time.process_time() - begun < 10
