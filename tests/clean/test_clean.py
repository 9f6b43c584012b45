"""What holds for articles of every kind: blocks, limits, language."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, RawDocument, RawKind
from pipeline.clean import clean
from pipeline.errors import DocumentRejected

SENTENCE = "The mayor said on Monday that the mill would open its gates again in the spring. "
LINES = st.sampled_from(
    [
        "",
        " ",
        "About Acme",
        "Media Contact:",
        "* item",
        "Share",
        SENTENCE,
        SENTENCE * 3,
        "By Ann Roe",
        "March 3, 2024",
        "© 2024 Acme",
        "> quoted",
        "# Title",
        "| a | b |",
        "Home > News > Local",
        "+1 555 010 0100",
        "\u2028",
        "-",
    ]
)


def read(content: str, kind: RawKind) -> Article:
    return clean(RawDocument(id="a", kind=kind, content=content, where="a", source="a"))


def assert_blocks_cover(article: Article) -> None:
    position = 0
    for block in article.blocks:
        words = article.text[block.start : block.end]
        assert words == words.strip() != ""
        assert not article.text[position : block.start].strip()
        position = block.end
    assert not article.text[position:].strip()


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=14),
    kind=st.sampled_from(["given", "text", "markdown"]),
)
def test_blocks_cover_the_text(lines: list[str], kind: RawKind) -> None:
    try:
        article = read("\n".join(lines), kind)
    except DocumentRejected:
        return
    assert_blocks_cover(article)


@pytest.mark.parametrize("kind", ["given", "text", "markdown"])
@pytest.mark.parametrize(
    "pattern", [SENTENCE, "a", "A ", "[", "* a\n", "a\n", "1/", "Contact ", ">>", "a@", "Jan 1 "]
)
def test_time_is_linear_in_the_length(kind: RawKind, pattern: str) -> None:
    started = time.process_time()
    with suppress(DocumentRejected):  # some of these are no English, or nothing but marks
        assert_blocks_cover(read(pattern * (50_000 // len(pattern)), kind))
    assert time.process_time() - started < 15


def test_a_very_long_line_is_one_paragraph() -> None:
    article = read(SENTENCE * 10_000, "given")
    assert [block.kind for block in article.blocks] == ["paragraph"]


@pytest.mark.parametrize("kind", ["given", "text", "markdown", "html"])
def test_too_large(kind: RawKind) -> None:
    raw = RawDocument(id="a", kind=kind, content=f"<p>{SENTENCE * 100}</p>", where="a", source="a")
    for limits in ({"max_characters": 1000}, {"max_bytes": 1000}):
        with pytest.raises(DocumentRejected) as caught:
            clean(raw, **limits)
        assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Guten Tag, Frau Roe.", "en"),  # too short to tell
        (
            "Le maire a déclaré lundi que le moulin rouvrirait ses portes au printemps, après la crue. " * 5,
            "fr",
        ),
        ("ACME FLOUR MILL SPRINGFIELD ILLINOIS ROE DOE " * 10 + SENTENCE * 3, "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert read(text, "given").language == language


@pytest.mark.parametrize(("content", "code"), [("", "empty"), (" \n", "empty"), ("###\n\n* * *", "no_text")])
def test_nothing_to_read(content: str, code: str) -> None:
    with pytest.raises(DocumentRejected) as caught:
        read(content, "given")
    assert caught.value.code == code


def test_given_title_goes_before_the_text() -> None:
    raw = RawDocument(
        id="a", kind="given", content=f"Mill opens\n\n{SENTENCE}", where="a", source="a", title="Mill"
    )
    assert clean(raw).title == "Mill"


def test_the_title_of_a_line_is_read_though_it_is_escaped() -> None:
    raw = RawDocument(
        id="a",
        kind="given",
        title="Roe &amp; Sons Names Ann Low President &amp; CEO",
        content=f"Roe & Sons Names Ann Low President & CEO\n\n{SENTENCE}",
        where="a",
        source="a",
    )
    article = clean(raw)
    assert article.title == "Roe & Sons Names Ann Low President & CEO"
    assert article.blocks[0].kind == "heading"
    assert article.text == raw.content
