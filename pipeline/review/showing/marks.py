"""An article cut where evidence begins and ends, so that each stretch knows all that rests on it.

Pieces of evidence overlap: a person's name stands in a role and in a quotation. Instead of nesting, the text
is cut at every bound, and a stretch lists all pieces over it. All stretches together are the text.

    >>> marks = [Mark(0, 8, "role-1", "role", "person"), Mark(5, 8, "speaker-1", "speaker", "person")]
    >>> [(segment.text, segment.records) for segment in segments("Jane Roe spoke.", marks)]
    [('Jane ', ('role-1',)), ('Roe', ('role-1', 'speaker-1')), (' spoke.', ())]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.article import Article, Block, BlockKind
from pipeline.evidence import Part
from pipeline.records import Record, RecordType


class Mark(NamedTuple):
    """A piece of evidence as it is shown: the stretch, and the field of the record that rests on it."""

    start: int
    end: int
    record: str
    type: RecordType
    field: str


class Segment(NamedTuple):
    """A stretch of a text with the same marks throughout, the longest mark first."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def records(self) -> tuple[str, ...]:
        """The records that rest on it, each once."""
        return tuple(dict.fromkeys(mark.record for mark in self.marks))

    @property
    def types(self) -> tuple[RecordType, ...]:
        """Their types, that of the shortest mark first: it is the one to be coloured."""
        return tuple(dict.fromkeys(mark.type for mark in reversed(self.marks)))

    @property
    def begun(self) -> tuple[str, ...]:
        """The records of which a piece begins here."""
        return tuple(dict.fromkeys(mark.record for mark in self.marks if mark.start == self.start))


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the article in segments; the kind is null between blocks."""

    kind: BlockKind | None
    segments: tuple[Segment, ...]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.segments[0].start

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it to be seen."""
        return not any(segment.marks or segment.text.strip() for segment in self.segments)


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """Headline and text with the evidence of all records in them."""

    title: tuple[Segment, ...]
    blocks: tuple[MarkedBlock, ...]


def marked(article: Article, records: Iterable[Record]) -> MarkedArticle:
    """The article with the evidence of these records; pieces that do not stand in it are left out."""
    marks = _marks(article, records)
    bounds = [bound for block in article.blocks for bound in (block.start, block.end)]
    cut = segments(article.text, marks["text"], bounds)
    return MarkedArticle(
        tuple(segments(article.title, marks["title"])), tuple(_in_blocks(cut, article.blocks))
    )


def segments(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The text cut at the bounds of all marks, which lie within it, and at further places.

    The time grows with the text, the marks and what is listed on the segments.
    """
    begun: defaultdict[int, list[Mark]] = defaultdict(list)
    ended: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        begun[mark.start].append(mark)
        ended[mark.end].append(mark)
    open_: dict[Mark, None] = {}
    bounds = sorted({0, len(text), *begun, *ended, *cuts})
    for start, end in pairwise(bounds):
        for mark in ended[start]:
            open_.pop(mark, None)
        open_.update(dict.fromkeys(begun[start]))
        yield Segment(start, end, text[start:end], _longest_first(open_) if open_ else ())


def _longest_first(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start)))


def _marks(article: Article, records: Iterable[Record]) -> dict[Part, list[Mark]]:
    marks: dict[Part, list[Mark]] = {"title": [], "text": []}
    for record in records:
        for piece in record.evidence:
            if piece.start < piece.end and piece.stands_in(article):
                marks[piece.part].append(Mark(piece.start, piece.end, record.id, record.type, piece.field))
    return marks


def _in_blocks(cut: Iterable[Segment], blocks: Sequence[Block]) -> Iterator[MarkedBlock]:
    """Segments, which are cut at the bounds of the blocks, put together to blocks and what is between."""
    following = iter(blocks)
    block = next(following, None)
    gathered: list[Segment] = []
    for segment in cut:
        if block and segment.start == block.start and gathered:
            yield MarkedBlock(None, tuple(gathered))
            gathered = []
        gathered.append(segment)
        if block and segment.end == block.end:
            yield MarkedBlock(block.kind, tuple(gathered))
            gathered, block = [], next(following, None)
    if gathered:
        yield MarkedBlock(None, tuple(gathered))
