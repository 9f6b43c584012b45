"""Short forms that stand in brackets behind a name: acronyms and what the document says it will write.

>>> text = "the World Club of Owls (WCO) met Bree Water Works, Inc. (“Bree” or the “Company”)"
>>> dict(glosses(text, [(22, "World Club of Owls"), (55, "Bree Water Works, Inc.")]))
{'WCO': 'World Club of Owls', 'Bree': 'Bree Water Works, Inc.'}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.names import is_initialism

GLOSS = re.compile(r"\s?\((?:the |or )?[“\"‘']?([A-Z][\w&/.-]{1,14})[”\"’']?[,)\s]")
"""A short form in brackets behind a name."""

_ALIAS = re.compile(
    r"\s?\((?:[^()“”\"]{0,40}[;,]\s)?(?:the |or |hereinafter |collectively, )?"
    r"[“\"‘']([A-Z][^“”\"’()]{0,40}?)[”\"’']"
)
_GENERIC = frozenset("company the company corporation group issuer bank fund partnership firm".split())


def glosses(text: str, names: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Each short form in brackets with the name that it stands for.

    Args:
        text: the document.
        names: where a name ends, and the name.
    """
    for end, name in names:
        behind = text[end : end + 90]
        if (alias := _ALIAS.match(behind)) and alias.group(1).casefold() not in _GENERIC:
            yield " ".join(alias.group(1).strip(" ,").split()), name
        elif (gloss := GLOSS.match(behind)) and (full := _spelled_out(gloss.group(1), name)):
            yield gloss.group(1), full


def _spelled_out(short: str, name: str) -> str | None:
    """The name before a bracket that holds the initials of it or of its last words, else None.

    Of "Office of the World Club of Owls (WCO)" the short form stands for the club.
    """
    words = name.split()
    for first in range(max(1, len(words) - 1)):
        if is_initialism(short, " ".join(words[first:])):
            return " ".join(words[first:]) if words[first - 1] in ("of", "the") and first else name
    return None
