"""How far around a place its words are looked for again."""

from __future__ import annotations

_ARTICLE = 20_000
"""Characters on either side of a place: as far as one article reaches, so that a long text costs no more
than its length."""


def around(text: str, start: int, end: int) -> str:
    """What stands around a stretch of a text, itself included, as far as one article reaches."""
    return text[max(0, start - _ARTICLE) : end + _ARTICLE]
