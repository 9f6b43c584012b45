"""The evidence of a decided record, found again in the article as it stands now.

Offsets move when a page changes elsewhere; words stay. Evidence stands while the same words stand in the
same part of the article, and of several such places the one nearest to where they were is theirs: first the
longest piece is looked for, then the others by how far that one has moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.article import Article
from pipeline.evidence import Evidence, Part
from pipeline.records import DocumentRef, Record
from pipeline.review.decisions import Standing


def relocated(record: Record, article: Article) -> Record | None:
    """The record with its evidence where its words stand now; None where some of them stand no more."""
    found = _remnant(record, article)
    return found if len(found.evidence) == len(record.evidence) else None


def remaining(standing: Standing, article: Article) -> Standing:
    """A record as it can be edited: resting on such of its words only as the article still has."""
    return replace(standing, record=_remnant(standing.record, article))


def _remnant(record: Record, article: Article) -> Record:
    """The record with as much of its evidence as still stands, be it none, where its words stand now."""
    reference = DocumentRef.of(article)
    if record.document.content_sha256 == article.content_sha256:
        return record.model_copy(update={"document": reference})
    moved: dict[Part, int] = {}
    pieces: dict[Evidence, Evidence] = {}
    for piece in sorted(record.evidence, key=lambda piece: piece.start - piece.end):
        start = _nearest(piece, article, piece.start + moved.get(piece.part, 0))
        if start is not None:
            moved.setdefault(piece.part, start - piece.start)
            pieces[piece] = piece.model_copy(update={"start": start, "end": start + len(piece.text)})
    evidence = tuple(pieces[piece] for piece in record.evidence if piece in pieces)
    return record.model_copy(update={"evidence": evidence, "document": reference})


def _nearest(piece: Evidence, article: Article, wanted: int) -> int | None:
    whole = article.title if piece.part == "title" else article.text
    length = len(piece.text)
    words = (start for start in _places(piece.text, whole) if _is_word(whole, start, start + length))
    return min(words, key=lambda start: abs(start - wanted), default=None)


def _places(words: str, whole: str) -> Iterator[int]:
    start = whole.find(words)
    while start >= 0:
        yield start
        start = whole.find(words, start + len(words))


def _is_word(whole: str, start: int, end: int) -> bool:
    """Whether a stretch is no part of longer words: `he` stands in `the`, but is not said there."""
    joined_before = start > 0 and whole[start - 1].isalnum() and whole[start].isalnum()
    joined_behind = end < len(whole) and whole[end - 1].isalnum() and whole[end].isalnum()
    return not joined_before and not joined_behind
