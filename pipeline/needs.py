"""What a rule's pattern cannot do without: of its slots those that every match fills.

A need is a set of slots, one of which is in every match. Where a text has nothing that could fill a need, the
pattern need not be tried, and there are hundreds of patterns. A slot is `{kind}`, `{kind2}` or `{kind:name}`.

>>> [sorted(need) for need in needs("(?:the )?{quarter} of {year2}(?:, {month})?")]
[['quarter'], ['year']]
>>> [sorted(need) for need in needs("(?:{count}|{number}) {unit}(?= ago)")]
[['count', 'number'], ['unit']]
>>> [sorted(need) for need in needs("{person}(?! in {date}) (?:of {group}|for {group:client} at {place})")]
[['person'], ['group']]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Need = frozenset[str]

_PIECE = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])*\]"
    r"|(?:(?P<open>\((?:\?<?[=!])?)|(?P<or>\|)|(?P<close>\))|\{(?P<slot>[a-z_]+)\d?(?::[a-z_]+)?\})"
    r"(?P<optional>[?*]|\{0?,\d*\})?"
)
"""A part of a pattern, as far as it matters for its slots; `optional` if it may be left out."""


def needs(pattern: str) -> tuple[Need, ...]:
    """The needs of a pattern, in the order of their first slots; its word lists and macros count as slots."""
    branches: list[list[list[Need]]] = [[[]]]
    lookarounds: list[bool] = []
    for piece in _PIECE.finditer(pattern):
        found: list[Need] = []
        if piece["open"]:
            branches.append([[]])
            lookarounds.append(piece["open"] != "(")
        elif piece["or"]:
            branches[-1].append([])
        elif piece["close"]:
            inside = _of_one_of(branches.pop())
            found = [] if lookarounds.pop() else inside
        elif piece["slot"]:
            found = [frozenset({piece["slot"]})]
        if not piece["optional"]:
            branches[-1][-1] += found
    return tuple(dict.fromkeys(_of_one_of(branches[0])))


def _of_one_of(branches: Sequence[Sequence[Need]]) -> list[Need]:
    """The needs of alternatives: what all of them need, else one or another of what each needs first."""
    if common := [need for need in branches[0] if all(need in branch for branch in branches)]:
        return common
    return [frozenset().union(*(branch[0] for branch in branches))] if all(branches) else []
