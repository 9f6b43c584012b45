"""Evidence found again where its words stand now."""

from __future__ import annotations

import pytest

from pipeline.article import Article
from pipeline.records import Record
from pipeline.review.relocating import relocated
from tests.review.making import article, record

TEXT = "Jane Roe is chair of Halvorsen Rail. Then she left."
WORDS = {"person": "Jane Roe", "title": "chair", "organization": "Halvorsen Rail"}


def placed(found: Record | None) -> list[tuple[str, int]]:
    assert found is not None
    return [(piece.text, piece.start) for piece in found.evidence]


def test_words_stand_at_another_offset() -> None:
    before = record(article(TEXT), "role", WORDS)
    now = article(f"An editor's note.\n\n{TEXT}", "A headline")
    moved = relocated(before, now)
    assert placed(moved) == [("Jane Roe", 19), ("chair", 31), ("Halvorsen Rail", 40)]
    assert moved is not None
    assert moved.document.content_sha256 == now.content_sha256
    assert all(piece.stands_in(now) for piece in moved.evidence)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("He came. Now he left, then the other one.", 13),  # where it stood
        ("Somebody came. Now he left.", 19),  # moved
        ("He came, he saw, and now the end: he left.", 9),  # the nearest of several; 25 is a part of "the"
    ],
)
def test_the_nearest_place_is_theirs(now: str, expected: int) -> None:
    source = article("He came. Now he left, then the other one.")
    before = record(source, "speaker", {"person": "he"}, person="Jane Roe")
    assert placed(relocated(before, article(now))) == [("he", expected)]


def test_short_pieces_move_with_the_longest() -> None:
    source = article("On 1 May she said that work goes on. On 1 May it began.")
    words = {"quote": "that work goes on", "person": "she", "cue": "said"}
    before = record(source, "speaker", words, person="Jane Roe")
    now = article("Then she said no. " * 9 + source.text)
    assert placed(relocated(before, now)) == [
        ("that work goes on", source.text.index("that") + 162),
        ("she", source.text.index("she") + 162),
        ("said", source.text.index("said") + 162),
    ]


@pytest.mark.parametrize(
    "now", [article("Jane Roe is chair."), article("Jane Roe is chairing Halvorsen Rail"), article("", TEXT)]
)
def test_words_that_are_gone_or_in_another_part_stand_no_more(now: Article) -> None:
    assert relocated(record(article(TEXT), "role", WORDS), now) is None


def test_a_text_of_nothing_but_the_words_is_searched_in_linear_time() -> None:
    source = article("he " * 50_000)
    before = record(source, "speaker", {"person": "he"}, person="Jane Roe", after=90_000)
    assert placed(relocated(before, article("x" + source.text)))[0][1] in (90_000, 90_001)
