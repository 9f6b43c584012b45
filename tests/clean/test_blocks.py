"""Kinds of blocks in texts without markup."""

from __future__ import annotations

import pytest

from pipeline.article import Article, RawDocument
from pipeline.clean import clean
from pipeline.clean.blocks import mark_blocks
from pipeline.clean.passages import split_passages

PROSE = (
    "The mayor of Springfield said on Monday that the mill, which the flood had closed for two winters,"
    " would open its gates again in the spring."
)


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and first words of each block."""
    return [(block.kind, text[block.start : block.end][:24]) for block in mark_blocks(split_passages(text))]


def given(text: str, title: str | None = None, published: str | None = None) -> Article:
    return clean(
        RawDocument(
            id="a", kind="given", content=text, where="a:1", source="a", title=title, published=published
        )
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("* new wheels for the mill", "list"),
        ("2. new wheels for the mill", "list"),
        ("Share this article", "furniture"),
        ("Read More>>", "furniture"),
        ("###", "furniture"),
        ("The post Mill Reopens appeared first on Prairie Courier.", "furniture"),
        ("© 2024 Prairie Courier. All rights reserved.", "furniture"),
        ("Home > News > Local", "furniture"),
        ("The <b>mayor</b> thanked all of the people who had helped with the mill.", "paragraph"),
        ("Group Photo", "caption"),
        ("Dr. Ann Roe Taking the Floor", "caption"),
        ("John Doe delivering the opening speech", "caption"),
        ("The wheel turns again. [Photo/Prairie Wire]", "caption"),
        ("Featured photo by Ann Roe on Pictures.", "caption"),
        ("Terms of the Agreement", "heading"),
        ("What comes next?", "heading"),
        ("About Acme Milling", "boilerplate"),
        ("About Acme: Acme has milled flour since 1901.", "boilerplate"),
        ("Media Contact:", "contact"),
        ("Ann Roe, ann.roe@acme.example, +1 555-010-0100", "contact"),
        ("For more information, please visit https://acme.example", "contact"),
        ("By Ann Roe, Prairie Courier", "byline"),
        ("SOURCE Acme Milling, Inc.", "byline"),
        ("By Monday the river had risen.", "paragraph"),
        ("About half of the mills closed.", "paragraph"),
        ("Copyright lawyers met in Springfield.", "paragraph"),
    ],
)
def test_a_line_between_paragraphs(line: str, kind: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert kinds(text)[1][0] == kind


def test_sections_reach_to_the_next_heading() -> None:
    text = "\n\n".join(
        [
            PROSE,
            "About Acme",
            PROSE,
            "Acme has two mills.",
            "Media Contact:",
            "Ann Roe",
            "Acme Milling",
            "Outlook",
            PROSE,
        ]
    )
    sections = ["boilerplate"] * 3 + ["contact"] * 3
    assert [kind for kind, _ in kinds(text)] == ["paragraph", *sections, "heading", "paragraph"]


def test_a_dateline_inside_a_paragraph_stays_there() -> None:
    text = f"SPRINGFIELD, March 3, 2024 /PrairieWire/ -- {PROSE}"
    assert kinds(text) == [("paragraph", "SPRINGFIELD, March 3, 20")]


def test_a_dateline_alone_is_one() -> None:
    assert kinds(f"Springfield - March 3, 2024\n\n{PROSE}")[0][0] == "dateline"


def test_a_day_deep_in_the_text_is_no_dateline() -> None:
    assert kinds("\n\n".join([PROSE, PROSE, "Springfield - March 3, 2024"]))[-1][0] != "dateline"


def test_short_lines_in_a_row_are_no_headings() -> None:
    text = "\n".join([PROSE, "Flour", "Bread", "Cakes", "Rolls", PROSE])
    assert [kind for kind, _ in kinds(text)].count("heading") <= 2


def test_given_text_is_used_as_it_is() -> None:
    text = (
        "  SPRINGFIELD,\u00a0March 3, 2024 -- The cafÃ© “Mill”\t opened.\r\n\r\nAbout Acme\r\nAcme mills.\n"
    )
    article = given(text)
    assert article.text == text
    assert [article.text[block.start : block.end] for block in article.blocks][1] == "About Acme"


def test_a_lone_surrogate_is_replaced_one_for_one() -> None:
    assert given("Acme \ud800 opened.").text == "Acme \ufffd opened."


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024-05", "2024-05"),
        ("2024-05-06T10:00:00Z", "2024-05-06"),
        ("soon", "2024-03-03"),
        (None, "2024-03-03"),
    ],
)
def test_a_given_day_goes_before_the_dateline(published: str | None, expected: str) -> None:
    assert given(f"SPRINGFIELD, March 3, 2024 -- {PROSE}", published=published).published == expected


def test_without_a_stated_day_there_is_none() -> None:
    assert given(f"The fair of May 4, 2024 was a success. {PROSE}").published is None
