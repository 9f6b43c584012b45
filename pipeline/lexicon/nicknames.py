"""Short and familiar forms of given names.

>>> sorted(formal_names("bill"))
['bill', 'william']
"""

from __future__ import annotations

from functools import cache

from pipeline.packaged import word_lines


@cache
def _formal() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for line in word_lines("pipeline.lexicon", "nicknames.txt"):
        for name in line.split():
            groups.setdefault(name, set()).add(line.split()[0])
    return {name: frozenset(heads) for name, heads in groups.items()}


def formal_names(given: str) -> frozenset[str]:
    """The formal names that a given name stands for, itself among them; in small letters."""
    return _formal().get(given, frozenset()) | {given}
