"""Blocks: what each passage of a text is.

A passage is judged by its own words, by its markup, and by what stands before it: lines below "Media
Contact" belong to the contact, paragraphs below "About Acme" to the self-description.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.article import Block, BlockKind
from pipeline.clean.boilerplate import is_about_heading, opens_about
from pipeline.clean.bylines import is_byline
from pipeline.clean.captions import has_credit, is_caption
from pipeline.clean.contacts import LONGEST_LINE, is_contact_line, opens_contact
from pipeline.clean.furniture import is_furniture
from pipeline.clean.headings import is_heading, is_prose
from pipeline.clean.passages import Passage
from pipeline.datelines import LEAD, credits_somebody, is_dateline, labelled_day

SETTLED: frozenset[BlockKind] = frozenset({"caption", "quote", "furniture", "dateline", "byline", "contact"})
"""Kinds that markup or layout settles, whatever the words are."""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the judgement of one passage needs to know of the others."""

    position: int
    before: Passage | None
    behind: tuple[Passage, ...]
    section: BlockKind | None
    prose_seen: int


def mark_blocks(passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The blocks of a text, one for each passage, in order."""
    blocks: list[Block] = []
    section: BlockKind | None = None
    position = prose_seen = 0
    for index, passage in enumerate(passages):
        before = passages[index - 1] if index else None
        around = _Surroundings(position, before, tuple(passages[index + 1 : index + 3]), section, prose_seen)
        kind = _kind(passage, around)
        section = _section(passage, kind, section)
        prose_seen += is_prose(passage.text)
        position += kind != "furniture"
        blocks.append(Block(kind=kind, start=passage.start, end=passage.end))
    return tuple(blocks)


def _kind(passage: Passage, around: _Surroundings) -> BlockKind:
    if passage.markup in SETTLED:
        return passage.markup
    return (
        _kind_of_furnishing(passage, around)
        or _kind_of_closing(passage, around)
        or _kind_of_body(passage, around)
    )


def _kind_of_furnishing(passage: Passage, around: _Surroundings) -> BlockKind | None:
    """Caption, furniture, dateline or byline: lines that say what they are."""
    line = passage.text
    if has_credit(line):
        return "caption"
    if is_furniture(line):
        return "furniture"
    in_lead = around.position < LEAD and around.prose_seen < 2
    if (in_lead and is_dateline(line)) or labelled_day(line):
        return "byline" if credits_somebody(line) else "dateline"
    if is_byline(line) and around.section != "contact":
        return "byline"
    return None


def _kind_of_closing(passage: Passage, around: _Surroundings) -> BlockKind | None:
    """Boilerplate or contact: the paragraphs that close a release."""
    line = passage.text
    if is_about_heading(line) or (opens_about(line) and (around.prose_seen or around.section)):
        return "boilerplate"
    if opens_contact(line) or is_contact_line(line):
        return "contact"
    if (
        around.section == "contact"
        and len(line) <= LONGEST_LINE
        and line[-1] != "."
        and not _heads_prose(line, around)
    ):
        return "contact"
    if around.section == "boilerplate" and not _starts_section(passage, around):
        return "boilerplate"
    return None


def _kind_of_body(passage: Passage, around: _Surroundings) -> BlockKind:
    line = passage.text
    if passage.is_list_item:
        return "list"
    if passage.markup == "heading":
        return "heading"
    if _stands_between_paragraphs(around) and is_caption(line):
        return "caption"
    if is_heading(line) and around.behind:
        return "heading" if _starts_section(passage, around) else "list"
    return "paragraph"


def _section(passage: Passage, kind: BlockKind, section: BlockKind | None) -> BlockKind | None:
    """The section that the next passage stands in."""
    if kind == "contact" and passage.text.endswith("."):
        return section  # a sentence: what follows it is no address
    if kind in ("contact", "boilerplate"):
        # "For details write to …" inside a self-description does not end it.
        if kind == "contact" and section == "boilerplate" and not opens_contact(passage.text):
            return section
        return kind
    return section if kind in ("furniture", "caption") else None


def _starts_section(passage: Passage, around: _Surroundings) -> bool:
    """Whether a short line stands over something: of three in a row, none is a heading."""
    if passage.markup == "heading":
        return True
    return is_heading(passage.text) and not (
        len(around.behind) == 2
        and all(is_heading(line.text) and line.markup is None for line in around.behind)
    )


def _heads_prose(line: str, around: _Surroundings) -> bool:
    return is_heading(line) and bool(around.behind) and is_prose(around.behind[0].text)


def _stands_between_paragraphs(around: _Surroundings) -> bool:
    near = [around.before, *around.behind[:1]]
    return around.prose_seen > 0 and any(line is not None and is_prose(line.text) for line in near)
