"""The facts of a document after a run: known ones go on, new ones get an id, those without a record close.

An id is the digest of the record's id at the fact's first appearance; where that was used before, of an
ordinal too, so that no id is ever given twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from pipeline.article import Article
from pipeline.feed.identity.known import ClosedFact, KnownDocument, OpenFact
from pipeline.feed.identity.pairing import covers, paired
from pipeline.records import Record
from pipeline.review.decisions import RecordState


def given(
    known: KnownDocument,
    article: Article,
    found: Sequence[tuple[Record, RecordState]],
    is_taken: Callable[[str], bool],
) -> KnownDocument:
    """What is known of the facts of a document now.

    Args:
        known: what was known of them.
        article: as it is now.
        found: its records, with what was decided of each.
        is_taken: whether an id was used by a fact that nothing else is known of.
    """
    same_text = known.content == article.content_sha256
    pairs = paired(known.open, [record for record, _ in found], same_text=same_text)
    used = set(known.used)
    ids: dict[str, str] = {}
    for record, _ in found:
        fact = pairs.get(record.id)
        ids[record.id] = fact.fact_id if fact else _new_id(record.id, lambda id: id in used or is_taken(id))
        used.add(ids[record.id])
    open = tuple(OpenFact.of(ids[record.id], record, state) for record, state in found)
    going_on = {fact.fact_id for fact in open}
    lost = [fact for fact in known.open if fact.fact_id not in going_on]
    closed = tuple(_closed(fact, article, found, ids, same_text=same_text) for fact in lost)
    return KnownDocument(
        content=article.content_sha256,
        gone=article.state == "gone",
        open=open,
        closed=known.closed + closed,
    )


def ended(known: KnownDocument) -> KnownDocument:
    """What is known of the facts of a document that the run has no more."""
    closed = tuple(ClosedFact(fact_id=fact.fact_id, reason="page_withdrawn") for fact in known.open)
    return KnownDocument(gone=True, closed=known.closed + closed)


def _new_id(record: str, is_used: Callable[[str], bool]) -> str:
    """The id of a fact that a record is the first to state."""
    for nth in count():
        words = ("fact", record, str(nth)) if nth else ("fact", record)
        id = "fact-" + hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]
        if not is_used(id):
            return id
    raise AssertionError("count() does not end")


def _closed(
    fact: OpenFact,
    article: Article,
    found: Sequence[tuple[Record, RecordState]],
    ids: Mapping[str, str],
    *,
    same_text: bool,
) -> ClosedFact:
    """A fact that no record states any more, with the reason."""
    stands = all(
        piece.text in (article.title if piece.part == "title" else article.text) for piece in fact.pieces
    )
    if fact.state == "added" and stands:  # a reviewer added it, and has taken that back
        return ClosedFact(fact_id=fact.fact_id, reason="rejected_in_review")
    for record, state in found:
        if state != "rejected" and covers(fact, record, same_text=same_text):
            return ClosedFact(fact_id=fact.fact_id, reason="superseded", superseded_by=ids[record.id])
    return ClosedFact(fact_id=fact.fact_id, reason="not_found" if stands else "page_withdrawn")
