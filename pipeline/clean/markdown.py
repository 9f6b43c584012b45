r"""Markdown → draft: readable text and blocks, with the title and day of the front matter.

>>> draft = read_markdown("# Acme grows\n\nIt *hired* [Ann Roe](https://acme.example).")
>>> draft.title, draft.text
('Acme grows', 'Acme grows\n\nIt hired Ann Roe.')
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.article import BlockKind
from pipeline.clean.blocks import mark_blocks
from pipeline.clean.bylines import find_author
from pipeline.clean.composition import Piece, compose
from pipeline.clean.draft import Draft
from pipeline.clean.passages import Passage
from pipeline.clean.plaintext import find_headline
from pipeline.clean.publication import stated_day
from pipeline.datelines.days import given_day

FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
MOST_NESTED = 50
"""Levels of quotes and lists that are read; the parser's default of 20 loses what lies deeper."""


def read_markdown(source: str) -> Draft:
    """A draft of a Markdown file; front matter goes before what the text says."""
    front, body = _split_front_matter(source)
    text, passages = compose(_pieces(_parser().parse(body)))
    headline = _headline(passages)
    blocks = mark_blocks(passages)
    found = passages[headline].text if headline is not None else ""
    return Draft(
        text=text,
        title=front.get("title") or front.get("headline") or found,
        blocks=blocks,
        published=given_day(front.get("date") or front.get("published")) or stated_day(text, blocks),
        url=front.get("canonical_url") or front.get("url"),
        site=front.get("site") or front.get("publisher"),
        author=front.get("author") or find_author(text, blocks),
    )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable(["table", "strikethrough"])


def _split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter that are plain text, in lower case, and what stands below it."""
    match = FRONT_MATTER.match(source)
    if match is None:
        return {}, source
    try:
        # The base loader makes a string of every scalar: a date stays as it is written.
        fields = yaml.load(match.group(1), Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):  # the latter for brackets in brackets, a thousand deep
        return {}, source
    if not isinstance(fields, dict):
        return {}, source
    front = {str(name).lower(): value.strip() for name, value in fields.items() if isinstance(value, str)}
    return front, source[match.end() :]


def _headline(passages: Sequence[Passage]) -> int | None:
    """The first heading, unless running text stands above it; else what could be a headline."""
    for index, passage in enumerate(passages[:4]):
        if passage.markup == "heading":
            return index
    return find_headline(passages)


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    kinds: list[BlockKind | None] = [None]
    cells: list[str] | None = None
    for token in tokens:
        if token.nesting == 1:
            kinds.append(_kind(token, kinds[-1]))
            cells = [] if token.type == "tr_open" else cells
        elif token.nesting == -1:
            kinds.pop()
            if token.type == "tr_close":
                yield Piece(" | ".join(filter(None, cells or [])), kinds[-1])
                cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_words(token))
        elif token.type == "inline":
            yield from _inline_pieces(token, kinds[-1])
        elif token.type == "html_block":
            yield from _lines(html.unescape(TAG.sub("", token.content)), kinds[-1])
        elif token.type in ("fence", "code_block"):
            yield from _lines(token.content, kinds[-1])


def _inline_pieces(token: Token, kind: BlockKind | None) -> Iterator[Piece]:
    """The lines of a paragraph, or the caption where it holds nothing but a picture."""
    children = [child for child in token.children or [] if child.content.strip() or child.type == "image"]
    if children and all(child.type == "image" for child in children):
        for image in children:
            yield from _lines(str(image.attrGet("title") or image.content), "caption")
    else:
        yield from _lines(_words(token), kind)


def _words(token: Token) -> str:
    """The words of a paragraph without its marks, with a line break where it forces one."""
    parts: list[str] = []
    for child in token.children or []:
        if child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.startswith("<br")):
            parts.append("\n")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
    return "".join(parts)


def _kind(token: Token, around: BlockKind | None) -> BlockKind | None:
    kinds: dict[str, BlockKind] = {"heading": "heading", "list_item": "list", "blockquote": "quote"}
    return kinds.get(token.type.removesuffix("_open"), around)


def _lines(text: str, kind: BlockKind | None) -> Iterator[Piece]:
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words:
            yield Piece(words, kind)
