"""Persons that the entity layer took for organisations, told by the post behind the name.

`said Quendolar, the Co-founder of Acme`   a person, since no organisation is a co-founder
`said Quendolar, a leading provider`       none
"""

from __future__ import annotations

import re

from pipeline.entities import Mention
from pipeline.lexicon.words import is_organization_head, is_title_word

_BEHIND = re.compile(r",\s(?:(?:a|an|the|our|its)\s)?(?P<post>(?:[\w&’'-]+\s){0,3}[A-Za-z-]+)\b")
_PERSONAL = frozenset(
    "ceo cfo cmo coo cto chairman chairwoman chairperson president director co-founder cofounder founder"
    " vp svp evp minister mayor senator governor professor spokesman spokeswoman spokesperson".split()
)
"""Posts, in small letters, that a person alone holds."""

_MOST_WORDS = 4
"""Words of a person's name, at most."""


def holds_post(text: str, mention: Mention) -> bool:
    """Whether what was taken for an organisation is a person by the post behind it."""
    behind = _BEHIND.match(text, mention.end)
    if behind is None or _PERSONAL.isdisjoint(behind["post"].casefold().split()):
        return False
    words = mention.text.split()
    if len(words) > _MOST_WORDS or not all(word[0].isupper() for word in words):
        return False
    return not any(is_organization_head(word) or is_title_word(word) for word in words)
