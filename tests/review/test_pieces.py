"""Tests of `pipeline.review.editing.pieces` and `pipeline.review.editing.quotations`."""

from __future__ import annotations

from time import process_time

import pytest

from pipeline.article import Article
from pipeline.review.editing.pieces import Piece, places, proposed_pieces, words_of
from pipeline.review.editing.quotations import joined_words, quotation_pieces, unmarked
from tests.review.making import article

TEXT = (
    "Owl Ltd named Wen Li chair. Wen Li, 44, joined O’Neil\nRail in 2019.\n\n"
    "“I wanted to draw,” Li said. “Then he offered me one.”\n\n"
    "“We were warned.\n\n“That ‘drawer’ has been emptied.”\n\n“I wanted to draw,” Roe said. “And I did.”"
)
ARTICLE = article(TEXT, "OWL LTD NAMES CHAIR")


def words(source: Article, pieces: tuple[Piece, ...]) -> list[str]:
    return [words_of(source, piece) for piece in pieces]


def test_the_only_place_of_words_is_proposed() -> None:
    (piece,) = proposed_pieces(ARTICLE, "since", "2019")
    assert words_of(ARTICLE, piece) == "2019"
    assert piece.field == "since"


def test_of_several_places_the_nearest_is_proposed_and_none_where_nothing_is_near() -> None:
    second = Piece("since", "text", TEXT.index("joined"), TEXT.index("joined") + 6)
    (piece,) = proposed_pieces(ARTICLE, "person", "Wen Li", [second])
    assert piece.start == TEXT.index("Wen Li, 44")
    assert proposed_pieces(ARTICLE, "person", "Wen Li") == ()
    in_title = Piece("title", "title", 0, 3)
    assert proposed_pieces(ARTICLE, "person", "Wen Li", [in_title]) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("O'Neil Rail", ["O’Neil\nRail"]),
        ("owl ltd names chair", ["OWL LTD NAMES CHAIR"]),
        ("Owl Ltd", ["Owl Ltd"]),
        ("Ow", []),
        ("en Li", []),
        ("", []),
        ("(", []),
        ("Li, 44", ["Li, 44"]),
    ],
)
def test_words_are_found_whatever_their_spacing_marks_and_case_but_whole(
    typed: str, found: list[str]
) -> None:
    assert [words_of(ARTICLE, piece) for piece in places(ARTICLE, "name", typed)] == found


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("Then he offered me one.", ["Then he offered me one."]),
        ("I wanted to draw Then he offered me one.", ["I wanted to draw", "Then he offered me one."]),
        ("I wanted to draw And I did.", ["I wanted to draw", "And I did."]),
        (
            "We were warned. That 'drawer' has been emptied.",
            ["We were warned.", "That ‘drawer’ has been emptied."],
        ),
        ("I wanted to sing", []),
        ("I wanted to draw Li said.", []),
        ("", []),
    ],
)
def test_a_quotation_is_found_in_the_parts_that_its_attribution_makes(quote: str, parts: list[str]) -> None:
    pieces = quotation_pieces(ARTICLE, quote)
    assert words(ARTICLE, pieces) == parts
    if parts:
        assert joined_words(ARTICLE, pieces).replace("‘", "'").replace("’", "'") == quote


def test_of_a_quotation_that_stands_twice_the_nearest_is_taken() -> None:
    roe = Piece("person", "text", TEXT.index("Roe"), TEXT.index("Roe") + 3)
    (piece,) = quotation_pieces(ARTICLE, "I wanted to draw", [roe])
    assert piece.start == TEXT.rindex("I wanted")
    (first,) = quotation_pieces(ARTICLE, "I wanted to draw")
    assert first.start == TEXT.index("I wanted")


@pytest.mark.parametrize(
    ("selected", "inner"),
    [
        ("“I wanted to draw,” ", "I wanted to draw"),
        ("I wanted to draw,", "I wanted to draw"),
        ("“I wanted to draw", "I wanted to draw"),
        ("Then he offered me one.”", "Then he offered me one."),
        ("That ‘drawer’", "That ‘drawer’"),
        ("‘drawer’ has been emptied.", "‘drawer’ has been emptied."),
        ("“", "“"),
    ],
)
def test_marks_and_comma_around_a_selected_part_are_left_out(selected: str, inner: str) -> None:
    start = TEXT.index(selected)
    piece = unmarked(ARTICLE, Piece("quote", "text", start, start + len(selected)))
    assert words_of(ARTICLE, piece) == inner


def test_a_text_full_of_marks_is_searched_in_no_time() -> None:
    hostile = article("“a b " * 40_000)
    began = process_time()
    assert quotation_pieces(hostile, "a b a b c") == ()
    assert process_time() - began < 2
