"""What every match of a pattern fills, and nothing that it can do without."""

from __future__ import annotations

import pytest

from pipeline.needs import needs


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"{person}, {title}", ["person", "title"]),
        (r"{person}(?:, {title})?", ["person"]),
        (r"(?:{person}|{title}) of {place}", ["person title", "place"]),
        (r"(?:at {place}|in {place:city}){date}*", ["place"]),
        (r"{person}(?! in {place})(?<=[({]) \({title}\)", ["person", "title"]),
        (r"{person}|{title}", ["person title"]),
        (r"{person} of|", []),
        (r"(?:{a}{b}|{b}{c})", ["b"]),
        (r"(?:{a} (?:{b}|{c})|{d})", ["a d"]),
        (r"(?:(?:{a}|{b})|{c}) {year2}", ["a b c", "year"]),
        (r"{date}{0,2}{person}", ["person"]),
        (r"(?P<whole>{day} )?(?i:{month})", ["month"]),
    ],
)
def test_slots_of_which_every_match_fills_one(pattern: str, needed: list[str]) -> None:
    assert [" ".join(sorted(need)) for need in needs(pattern)] == needed
