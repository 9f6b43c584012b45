"""Given text → draft: the text of a JSON line, used exactly as it is, with its blocks marked."""

from __future__ import annotations

from dataclasses import replace

from pipeline.clean.blocks import mark_blocks
from pipeline.clean.bylines import find_author
from pipeline.clean.draft import Draft
from pipeline.clean.passages import split_passages
from pipeline.clean.plaintext import find_headline
from pipeline.clean.publication import stated_day
from pipeline.datelines.days import given_day


def read_given(text: str, title: str | None = None, published: str | None = None) -> Draft:
    """A draft over a given text; a title or day that was not given is taken from the text."""
    passages = split_passages(text)
    headline = next((i for i, p in enumerate(passages[:4]) if title and p.text == title.strip()), None)
    if not title:
        headline = find_headline(passages)
    if headline is not None:
        passages[headline] = replace(passages[headline], markup="heading")
    blocks = mark_blocks(passages)
    found = passages[headline].text if headline is not None else ""
    return Draft(
        text=text,
        title=title.strip() if title else found,
        blocks=blocks,
        published=given_day(published) or stated_day(text, blocks),
        author=find_author(text, blocks),
    )
