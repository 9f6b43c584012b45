"""Repair: what is passed over is what ftfy would have left alone."""

from __future__ import annotations

from itertools import product

import ftfy
import pytest

from pipeline.clean.repair import CONFIG, PLAIN, TYPESET, repair_text


def test_a_plain_line_is_none_that_ftfy_changes() -> None:
    kinds = TYPESET + "aZ0 .,'\"$%&<"  # one of each kind that ftfy knows apart among the plain characters
    line = "".join(map("".join, product(kinds, repeat=3)))
    assert PLAIN.fullmatch(line)
    assert ftfy.fix_text(line, CONFIG) == line


@pytest.mark.parametrize(
    "text",
    ["", "\n", "plain\n\ncafÃ©\n", "cafÃ©\nplain\r\nplain", "â€œ\nquotedâ€\x9d", "ﬁve\ud800\n\x1b[1mold"],
)
def test_a_text_is_repaired_line_by_line_as_in_one(text: str) -> None:
    assert repair_text(text) == ftfy.fix_text(text.replace("\ud800", "\ufffd"), CONFIG)
