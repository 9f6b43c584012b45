"""Characters that act unseen are shown, one for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.showing.controls import has_unseen, runs

_ACTING = "\u202e\u2066\u2029\ufeff\r\0\x85\U000e0041"


@given(st.text(st.sampled_from("ab \n\t🎺" + _ACTING)))
def test_what_is_shown_is_as_long_as_the_text_and_nothing_in_it_acts(text: str) -> None:
    shown = "".join(run.text for run in runs(text))
    assert len(shown) == len(text)
    assert not has_unseen(shown)
    assert [a for a, b in zip(text, shown, strict=True) if a != b] == [c for c in text if c in _ACTING]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "right-to-left override"),
        ("\r", "control character U+000D"),
        ("\x9f", "control character U+009F"),
    ],
)
def test_each_is_named(character: str, name: str) -> None:
    assert [run.name for run in runs(f"a{character}b")] == [None, name, None]


@pytest.mark.parametrize("text", ["", "Übersicht\n\tنص عربي 👩\u200d🔬 \u200fعربي"])
def test_text_to_be_read_stays_as_it_is(text: str) -> None:
    assert not has_unseen(text)
