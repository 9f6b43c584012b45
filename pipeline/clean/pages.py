"""Web page → draft: headline apart from the body, captions as blocks of their own, no furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.clean.blocks import mark_blocks
from pipeline.clean.bodies import find_body
from pipeline.clean.bylines import find_author
from pipeline.clean.composition import Piece, compose
from pipeline.clean.draft import Draft
from pipeline.clean.furniture import is_furniture
from pipeline.clean.headlines import fold, is_alike
from pipeline.clean.mending import mend
from pipeline.clean.metadata import Metadata, read_metadata
from pipeline.clean.plaintext import read_plaintext
from pipeline.clean.pruning import prune
from pipeline.clean.publication import stated_day
from pipeline.clean.repair import repair_text
from pipeline.clean.stated_body import completed
from pipeline.clean.tree import parse_page, text_of
from pipeline.errors import DocumentRejected

TAG = re.compile(r"<[a-zA-Z!/?]")
LEAD = 3
"""Pieces from the start among which the headline may be repeated."""


def read_page(html: str, url: str | None, max_characters: int) -> Draft:
    """A draft of a web page.

    Raises:
        DocumentRejected: with the code `no_text` for a page without elements, `too_large` for one with
            twice the characters that an article may have: it is not worth the search.
    """
    if not TAG.search(html):
        return read_plaintext(repair_text(html))  # text that was named .html
    tree = parse_page(html)
    if tree is None:
        raise DocumentRejected("no_text", "the page has no elements")
    metadata = read_metadata(tree, url)
    captions = {fold(caption) for caption in prune(tree)}
    most = 2 * max_characters
    if len(html) > most and (length := len(text_of(tree))) > most:
        raise DocumentRejected("too_large", f"the page shows {length:,} characters; it is no single article")
    mend(tree)
    found = completed(find_body(tree, url, captions), tree, metadata.body)
    text, passages = compose(_article_pieces(found, metadata, captions))
    blocks = mark_blocks(passages)
    return Draft(
        text=text,
        title=metadata.headline,
        blocks=blocks,
        published=metadata.published or stated_day(text, blocks),
        url=metadata.url,
        site=metadata.site,
        author=metadata.author or find_author(text, blocks),
    )


def _article_pieces(pieces: Sequence[Piece], metadata: Metadata, captions: set[str]) -> Iterator[Piece]:
    """The pieces without headline and furniture, each caption once and marked."""
    seen: set[str] = set()
    titles = {fold(title) for title in metadata.titles}
    for index, piece in enumerate(pieces):
        words = fold(piece.text)
        if words in captions:
            if words not in seen:
                yield Piece(piece.text, "caption")
            seen.add(words)
        elif not (is_furniture(piece.text) or words in titles or _is_headline(piece, index, metadata)):
            yield piece


def _is_headline(piece: Piece, index: int, metadata: Metadata) -> bool:
    """Whether a piece repeats the headline in other words, as the heading that the text starts with."""
    return index < LEAD and piece.markup == "heading" and is_alike(piece.text, metadata.headline)
