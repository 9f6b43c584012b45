"""Text files: the headline among furniture, the line with the article's own day."""

from __future__ import annotations

import textwrap

import pytest

from pipeline.article import Article, RawDocument
from pipeline.clean import clean
from tests.shared import SHARED, needs_shared

PROSE = (
    "The mayor of Springfield said on Monday that the mill, which the flood had closed for two winters,"
    " would open its gates again in the spring."
)
TITLE = "Mill Reopens After Two Winters"


def read(text: str) -> Article:
    return clean(RawDocument(id="a", kind="text", content=text, where="a.txt", source="a.txt"))


def kind_of(article: Article, words: str) -> str:
    return next(b.kind for b in article.blocks if words in article.text[b.start : b.end])


PORTAL = f"""Harbour Plans To Double Its Cranes Within Five Years Of Work

   Investment
   Schools
   Shopping
   Other Links
Springfield News>>News>>Local>>
Mill reopens after the flood
www.springfield.example  2024/03/05 14:47  springfield.example

{PROSE}

Author: Editor: Ann Roe
© Copyright Springfield.example, All Rights Reserved. Contact us
"""


def test_the_headline_below_a_menu() -> None:
    article = read(PORTAL)
    assert article.title == "Mill reopens after the flood"
    assert article.published == "2024-03-05"
    assert kind_of(article, "Mill reopens") == "heading"
    assert kind_of(article, "Harbour Plans") == kind_of(article, "Schools") == "furniture"
    assert kind_of(article, "2024/03/05") in ("byline", "dateline")
    assert kind_of(article, "Editor") == "byline"
    assert kind_of(article, "Copyright") == "furniture"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Mill Reopens\n\n{PROSE}", "Mill Reopens"),
        (f"FOR IMMEDIATE RELEASE\n\nMill Reopens\nSpringfield cheers\n\n{PROSE}", "Mill Reopens"),
        (f"March 5, 2024\n\nMill Reopens\n\n{PROSE}", "Mill Reopens"),
        (f"{PROSE}\n\n{PROSE}", ""),
        (f"SPRINGFIELD, March 5, 2024 -- {PROSE}", ""),
        (f"Home\nNews\nSports\nWeather\nMill Reopens After Two Winters\nBy Ann Roe\n\n{PROSE}", TITLE),
    ],
)  # fmt: skip
def test_title(text: str, title: str) -> None:
    assert read(text).title == title


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = textwrap.fill(PROSE, 72)
    article = read(f"Mill Reopens\n\n{wrapped}")
    assert [block.kind for block in article.blocks] == ["heading", "paragraph"]


def test_links_below_the_text_are_furniture() -> None:
    article = read(f"Mill Reopens\n\n{PROSE}\n\nRelated articles\nHarbour doubles cranes\nBakers strike")
    assert kind_of(article, "Harbour") == kind_of(article, "Bakers") == "furniture"


def test_repair_comes_before_offsets() -> None:
    article = read(f"Mill CafÃ© Reopens\u200b\n\n{PROSE}\u00a0It\u2019s open.")
    assert article.title == "Mill Café Reopens"
    assert article.text.endswith("spring. It\u2019s open.")


@needs_shared
@pytest.mark.parametrize(
    ("name", "opening", "published"),
    [
        ("isscc-2019-conference", '"Future Community', None),
        ("isscc-secretariat-hangzhou", "Secretariat of", "2019-01-16"),
    ],
)
def test_seed(name: str, opening: str, published: str | None) -> None:
    article = read((SHARED / "seeds" / f"{name}.txt").read_text("utf-8"))
    assert article.title.startswith(opening)
    assert article.published == published
    assert kind_of(article, article.title) == "heading"
