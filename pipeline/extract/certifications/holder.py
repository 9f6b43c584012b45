"""A holder: its name, and where the words of the name, or those that stand for it, are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from pipeline.entities import Mention, Mentions

HolderKind = Literal["person", "organization", "place", "other"]
Stretches = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who or what is certified; `pieces` are offsets of the Doc's text."""

    name: str
    pieces: tuple[tuple[int, int], ...]
    kind: HolderKind = "other"

    @property
    def person(self) -> bool:
        """Whether it is a person."""
        return self.kind == "person"

    def named_by(self, word: Token) -> Holder:
        """The same holder, that a pronoun or "the company" stands for here."""
        return Holder(self.name, ((word.idx, word.idx + len(word)), *self.pieces), self.kind)

    def overlaps(self, stretches: Stretches) -> bool:
        """Whether its words share a character with one of the stretches."""
        return any(overlaps(start, end, stretches) for start, end in self.pieces)


def mentioned_holder(mention: Mention, mentions: Mentions[Mention] | None = None) -> Holder:
    """The holder that a mention names, with the place of the fullest form among the other mentions."""
    kind: HolderKind = mention.kind if mention.kind != "date" else "other"
    pieces: tuple[tuple[int, int], ...] = ((mention.start, mention.end),)
    if mentions is not None and mention.text != mention.name:
        pieces += tuple((full.start, full.end) for full in mentions.worded(mention.name)[:1])
    return Holder(mention.name, pieces, kind)


def overlaps(start: int, end: int, stretches: Stretches) -> bool:
    """Whether a stretch shares a character with one of others."""
    return any(start < other_end and other_start < end for other_start, other_end in stretches)
