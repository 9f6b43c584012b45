"""Trees: what is broken in a page costs the broken part at most."""

from __future__ import annotations

import pytest

from pipeline.clean.tree import parse_page, text_of


@pytest.mark.parametrize(
    "odd", ["\x00", "\x01", "\x1b", "\x0b", "\x0c", "\ufffe", "\uffff", "\ud800", "&#1;", "&#x1F", "&#xFFFE;"]
)
def test_what_is_read_can_be_written_again(odd: str) -> None:
    tree = parse_page(f"<p>The ow{odd}ls moved in.</p>")
    assert tree is not None
    for element in tree.iter():
        element.text = (element.text or "") + (element.tail or "")
    assert "moved in." in text_of(tree)


def test_white_space_that_cannot_be_written_stays_white_space() -> None:
    assert text_of(parse_page("<p>owls\x0bmoved\x0cin</p>")) == "owls moved in"
