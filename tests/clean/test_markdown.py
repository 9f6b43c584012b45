"""Markdown: marks become kinds of blocks, front matter becomes metadata."""

from __future__ import annotations

import pytest

from pipeline.article import Article, RawDocument
from pipeline.clean import clean

RELEASE = """---
title: "Mill reopens: a new start"
date: 2024-03-05
author: Ann Roe
tags: [mill, flood]
---
# Mill *reopens*

SPRINGFIELD, March 6, 2024 -- The [mill](https://acme.example/mill) has **reopened**
on `Monday`.<br>It turns.

![the wheel](wheel.png "The wheel turns again")

* first wheel
* second wheel
    1. a small one

> We are back, she said.

| wheel | state |
|-------|-------|
| first | new   |

<p>Raw <b>words</b> &amp; more.</p>

## About Acme

Acme mills flour.
"""


def read(text: str) -> Article:
    return clean(RawDocument(id="a", kind="markdown", content=text, where="a.md", source="a.md"))


def test_blocks() -> None:
    article = read(RELEASE)
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        ("heading", "Mill reopens"),
        ("paragraph", "SPRINGFIELD, March 6, 2024 -- The mill has reopened on Monday."),
        ("paragraph", "It turns."),
        ("caption", "The wheel turns again"),
        ("list", "first wheel"),
        ("list", "second wheel"),
        ("list", "a small one"),
        ("quote", "We are back, she said."),
        ("paragraph", "wheel | state"),
        ("paragraph", "first | new"),
        ("paragraph", "Raw words & more."),
        ("boilerplate", "About Acme"),
        ("boilerplate", "Acme mills flour."),
    ]


def test_front_matter_is_metadata() -> None:
    article = read(RELEASE)
    assert (article.title, article.published, article.author) == (
        "Mill reopens: a new start",
        "2024-03-05",
        "Ann Roe",
    )


@pytest.mark.parametrize("broken", ["---\n: [\n---\n", "---\nonly words\n---\n", "---\nno end\n"])
def test_broken_front_matter_loses_nothing(broken: str) -> None:
    article = read(f"{broken}\n# Mill reopens\n\nThe mill has reopened.")
    assert article.text.endswith("The mill has reopened.")


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    article = read("# Mill reopens\n\nSPRINGFIELD, March 6, 2024 -- The mill has reopened.")
    assert (article.title, article.published) == ("Mill reopens", "2024-03-06")
