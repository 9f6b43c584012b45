"""Texts of the article put together as HTML."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.showing.marks import Mark, Segment, segments
from pipeline.review.showing.quoting import listed, stretches

HOSTILE = "<img src=x onerror='alert(1)'>\"&\u202e"
NONE = frozenset[str]()


def test_a_marked_stretch_says_what_rests_on_it() -> None:
    marks = (Mark(0, 8, "role-1", "role", "person"), Mark(5, 8, "speaker-2", "speaker", "person"))
    assert stretches([Segment(5, 8, "Roe", marks)], frozenset({"role-1"})) == (
        '<mark data-type="speaker" data-also="role" data-records="role-1 speaker-2" data-begun="speaker-2">'
        "Roe</mark>"
    )


def test_a_stretch_is_struck_where_all_that_rests_on_it_was_rejected() -> None:
    segment = Segment(0, 3, "Roe", (Mark(0, 3, "role-1", "role", "person"),))
    assert ' class="rejected"' in stretches([segment], frozenset({"role-1"}))
    assert ' class="rejected"' not in stretches([segment], NONE)


def test_nothing_hostile_gets_out() -> None:
    marks = (Mark(0, 9, '"><script>', "role", "person"),)
    for html in (stretches([Segment(0, 9, HOSTILE, marks)], NONE), listed([HOSTILE, HOSTILE], "; ")):
        assert "<script" not in html
        assert "<img" not in html
        assert "'" not in html
        assert "\u202e" not in html


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30))))
def test_what_is_shown_is_as_long_as_the_text(text: str, bounds: list[tuple[int, int]]) -> None:
    marks = [
        Mark(start, end, f"date-{number}", "date", "value")
        for number, (start, length) in enumerate(bounds)
        if (end := start + length) <= len(text)
    ]
    shown = unescape(re.sub("<[^>]*>", "", stretches(segments(text, marks), NONE)))
    assert len(shown) == len(text)
