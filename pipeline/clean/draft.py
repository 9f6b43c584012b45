"""The draft: what a reader of one kind of document (page, text, Markdown) makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article before it is checked; fields as in `Article`, `None` where nothing is stated."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    published: str | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
