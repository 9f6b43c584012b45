"""What a notation cannot do without: of the slots of its pattern those that are not optional.

A need is a set of slots, one of which has to match. Where a text has nothing that could fill a need,
the pattern need not be tried, and there are dozens of patterns.

>>> [sorted(need) for need in needs("(?:the )?{quarter} of {year2}(?:, {month})?")]
[['quarter'], ['year']]
>>> [sorted(need) for need in needs("(?:{count}|{number}) {unit}(?= ago)")]
[['count', 'number'], ['unit']]
"""

from __future__ import annotations

import re

Need = frozenset[str]

_ATOMS = re.compile(r"\\.|\[(?:\\.|[^\[\]\\])+\]")
_GROUP = re.compile(r"\((?:\?(?P<kind>:|<?[=!]|P<\w+>|P=\w+|-?i:))?(?P<inside>[^()]*)\)(?P<repeat>[?*]?)")
_SLOT = re.compile(r"\{([a-z_/]+)\d?\}(?!\?)")


def needs(pattern: str) -> tuple[Need, ...]:
    """The needs of a pattern whose macros are filled in; its groups are solved from the inmost out."""
    rest = f"(?:{_ATOMS.sub('.', pattern)})"
    while group := _GROUP.search(rest):
        rest = rest[: group.start()] + _needed(group) + rest[group.end() :]
    return tuple(dict.fromkeys(frozenset(slots.split("/")) for slots in _SLOT.findall(rest)))


def _needed(group: re.Match[str]) -> str:
    """The slots that a group cannot do without: `{count/number}` stands for one of the two."""
    if group["repeat"] or (group["kind"] or "").endswith(("=", "!")):
        return ""
    branches = [_SLOT.findall(branch) for branch in group["inside"].split("|")]
    if len(branches) == 1:
        return group["inside"]
    return "{" + "/".join(slots[0] for slots in branches) + "}" if all(branches) else ""
