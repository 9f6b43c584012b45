"""Names that end in "'s", as those of shops do: an article that is of one never writes it without.

"Xyqlo's is new. At Xyqlo's, the owner of Xyqlo's said"    Xyqlo's
"Xyqlo's plant is new. Xyqlo grows"                        Xyqlo
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.entities.organizations.naming import Named

_OWNER = re.compile(r"['’]s\b")
_NO_OWNER = re.compile(
    r"['’]s(?:[.,;:)”\n]| (?:is|was|has|had|are|will|and|or|of|in|to|at|for|by|with|from|on|said)\b)"
)
_LEAST = 3
"""Places that a name must stand at to be told so."""
_TELLING = 2
"""Places at which what follows can be nobody's, at least."""


def with_possessives(text: str, found: Sequence[Named]) -> Iterator[Named]:
    """The names in order, those with "'s" that never stand without it."""
    places: dict[str, list[Named]] = defaultdict(list)
    for named in found:
        places[named.name].append(named)
    whole = {name for name, alike in places.items() if _ends_so(text, name, alike)}
    for named in found:
        if named.name not in whole:
            yield named
        else:
            end = named.end + len("'s")
            yield replace(named, end=end, name=named.name + text[named.end : end])


def _ends_so(text: str, name: str, alike: Sequence[Named]) -> bool:
    """Whether "'s" stands behind a name wherever the text has it, and twice where it can be no genitive."""
    if len(alike) < _LEAST or not all(_OWNER.match(text, named.end) for named in alike):
        return False
    if sum(_NO_OWNER.match(text, named.end) is not None for named in alike) < _TELLING:
        return False
    return text.count(name) == text.count(f"{name}’s") + text.count(f"{name}'s")
