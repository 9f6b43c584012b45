"""What is known of the facts of one document, and how it is kept.

A fact is *open* as long as the run has a record for it, whatever people decided of that one, and *closed*
when it has none any more: it never comes back, and nothing is kept of it but its id and why it went.

>>> fact = OpenFact(fact_id="fact-1", type="date", record="date-1", state="unreviewed", pieces=())
>>> KnownDocument.unpacked(KnownDocument(content="ab", open=(fact,)).packed()).open[0].fact_id
'fact-1'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import orjson

from pipeline.database import packed, unpacked
from pipeline.evidence import Evidence, Part
from pipeline.feed.facts import FeedReason
from pipeline.records import Record, RecordType
from pipeline.review.decisions import RecordState

_LEVEL = 1  # higher ones save little, and take their time with each document of a run


def shrunk(content: object) -> bytes:
    """What the file of identities keeps of a document or an entity; the same content gives the same bytes."""
    return packed(orjson.dumps(content), _LEVEL)


def restored(data: bytes) -> Any:
    """The content of what the file keeps."""
    return orjson.loads(unpacked(data))


class Piece(NamedTuple):
    """A piece of evidence."""

    field: str
    part: Part
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, evidence: Evidence) -> Piece:
        """The piece that a record has."""
        return cls(evidence.field, evidence.part, evidence.start, evidence.end, evidence.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFact:
    """A fact that the run has a record for: its id, what was decided of it, the words it rests on."""

    fact_id: str
    type: RecordType
    record: str
    state: RecordState
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, fact_id: str, record: Record, state: RecordState) -> Self:
        """The fact that a record states today."""
        pieces = tuple(map(Piece.of, record.evidence))
        return cls(fact_id=fact_id, type=record.type, record=record.id, state=state, pieces=pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedFact:
    """A fact that is no more: why, and which other one has taken its place, if one has."""

    fact_id: str
    reason: FeedReason
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDocument:
    """The facts of a document; `content` is the digest of the text that the pieces stand in."""

    content: str = ""
    gone: bool = False
    open: tuple[OpenFact, ...] = ()
    closed: tuple[ClosedFact, ...] = ()

    def packed(self) -> bytes:
        """All of it in few bytes; the same facts give the same."""
        open = [
            (one.fact_id, one.type, one.record, one.state, list(map(list, one.pieces))) for one in self.open
        ]
        closed = [(one.fact_id, one.reason, one.superseded_by) for one in self.closed]
        rows: Sequence[object] = (self.content, self.gone, open, closed)
        return shrunk(rows)

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """From how it is kept."""
        content, gone, open, closed = restored(data)
        return cls(
            content=content,
            gone=gone,
            open=tuple(
                OpenFact(
                    fact_id=fact_id,
                    state=state,
                    type=type,
                    record=record,
                    pieces=tuple(Piece(*piece) for piece in pieces),
                )
                for fact_id, type, record, state, pieces in open
            ),
            closed=tuple(
                ClosedFact(fact_id=fact_id, reason=reason, superseded_by=by) for fact_id, reason, by in closed
            ),
        )

    @property
    def used(self) -> frozenset[str]:
        """Every id that was given in this document."""
        return frozenset(fact.fact_id for fact in self.facts)

    @property
    def facts(self) -> tuple[OpenFact | ClosedFact, ...]:
        """All facts that the document has, or has had."""
        return (*self.open, *self.closed)
