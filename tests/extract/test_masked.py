"""Masked passages: what patterns see, and where it stands in the text."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities import Mention
from pipeline.extract.masked import Masked, slot_character


def by_character(
    text: str, start: int, end: int, mentions: list[Mention]
) -> tuple[str, list[tuple[int, int]]]:
    """The masked text and where each of its characters stands, one character after the other."""
    out: list[str] = []
    places: list[tuple[int, int]] = []
    position = start
    while position < end:
        mention = next((m for m in mentions if m.start == position and m.end <= end), None)
        if mention:
            out.append(slot_character(mention.kind))
            places.append((position, mention.end))
        elif not text[position].isspace():
            out.append(text[position])
            places.append((position, position + 1))
        elif out and out[-1] == " ":
            places[-1] = (places[-1][0], position + 1)
        else:
            out.append(" ")
            places.append((position, position + 1))
        position = places[-1][1]
    return "".join(out), places


@given(st.text("ab \n\t\u00a0", max_size=20), st.data())
def test_each_character_of_the_masked_text_knows_its_place(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    mentions = [Mention("place", first, last, text[first:last], "") for first, last in pairs]
    start = data.draw(st.integers(0, len(text)))
    masked = Masked(text, start, len(text), mentions)
    expected, places = by_character(text, start, len(text), [m for m in mentions if m.start >= start])
    assert masked.text == expected
    for first in range(len(expected)):
        for last in range(first, len(expected)):
            assert masked.span(first, last + 1) == (places[first][0], places[last][1])


def test_white_space_costs_linear_time() -> None:
    text = " \n" * 500_000
    began = time.process_time()
    assert Masked(text, 0, len(text), []).text == " "
    assert time.process_time() - began < 1
