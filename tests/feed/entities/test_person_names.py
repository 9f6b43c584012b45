"""How two names may be of one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feed.entities.person_names import Relation, parsed, relation


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jane Roe", "Dr. JANE ROE, Ph.D.", Relation.EQUAL),
        ("Lee Man-hee", "Man-Hee Lee", Relation.EQUAL),
        ("Jane Roe", "Jane Q. Roe", Relation.MIDDLE),
        ("Jane Quill Roe", "Jane Q. Roe", Relation.MIDDLE),
        ("Mateo Bos", "Mateo de Bos", Relation.MIDDLE),
        ("Jane Q.Roe", "Jane Roe", Relation.MIDDLE),
        ("J. Roe", "Jane Roe", Relation.INITIAL),
        ("J. Frank Roe", "Frank Roe", Relation.INITIAL),
        ("Bill Roe", "William Roe", Relation.NICKNAME),
        ("Bob Roe", "Rob Roe", Relation.NICKNAME),
        ("Gord Umbrecci", "Gordon Umbrecci", Relation.CLIPPED),
        ("Vighosh Dobral", "Vighosh Dorbal", Relation.SLIP),
        ("Jane A. Roe", "Jane B. Roe", None),
        ("John Roe Jr.", "John Roe Sr.", None),
        ("Jane Roe", "John Roe", None),
        ("Daniel Roe", "Danielle Roer", None),
        ("Roe", "Jane Roe", None),
        ("Karim bin Salem Al Roe", "Noor bint Karim bin Salem Al Roe", None),
        ("Marina Long", "Marine Long", None),
        ("M.P.H.", "M.P.H.", None),
        ("P. Geo", "P. Geo", None),
    ],
)
def test_relation(one: str, other: str, expected: Relation | None) -> None:
    assert relation(parsed(one), parsed(other)) == expected
    assert relation(parsed(other), parsed(one)) == expected


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_any_words_have_a_relation_both_ways(one: str, other: str) -> None:
    assert relation(parsed(one), parsed(other)) == relation(parsed(other), parsed(one))


def test_an_apostrophe_opens_no_nickname() -> None:
    assert parsed("Jane O'Roe (Quill)").surname == "oroe"
    assert parsed("Jane O'Roe “Quill” Vonn").middle == ("oroe",)
