"""Degrees and professional letters behind a name: "Ph.D.", "CPA"."""

from __future__ import annotations

import re

from pipeline.names.lists import WORDS, end_without

_LETTERS = "|".join(
    r"\.?\s?".join(re.escape(part) for part in ([*w] if w.isalpha() and len(w) <= 4 else [w]))
    for w in sorted(WORDS["credentials"], key=lambda w: (-len(w), w))
)
_CREDENTIAL = re.compile(rf"(?:{_LETTERS})\.?", re.I)
_BEHIND = re.compile(rf"(?:, ?| ?\( ?| (?=[A-Z][a-z]?\.|\w?\w[A-Z]))(?i:{_LETTERS})\.?\)? ?$")
_LONGEST = 40
"""Characters of a credential with all that may stand around it, and some more."""


def is_credential(words: str) -> bool:
    """Whether words behind a name are a degree or professional letters: "Ph.D.", "CPA"."""
    return _CREDENTIAL.fullmatch(words.strip()) is not None


def without_credentials(name: str) -> str:
    """A name, written with single spaces, without the credentials behind it."""
    end = len(name)
    while name.find(" ", 0, end) >= 0 and (match := _BEHIND.search(name, max(0, end - _LONGEST), end)):
        end = end_without(name, match.start(), " ,")
    return name[:end]
