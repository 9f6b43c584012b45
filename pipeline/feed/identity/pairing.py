"""Which record of today states which fact of the last time.

Records are paired with facts by their id; what is left by type and evidence. Where the text is the same, any
overlap of pieces for the same field counts. Where it has changed, offsets tell nothing: then the same words
have to be most of the evidence, cues aside, for "she" and "said" stand everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.feed.identity.known import OpenFact, Piece
from pipeline.records import Record


def paired(known: Sequence[OpenFact], records: Sequence[Record], *, same_text: bool) -> dict[str, OpenFact]:
    """The fact of the last time for each record that states one, by the record's id.

    The likest pairs come first, and of equals those that come first in the document.
    """
    by_record = {fact.record: fact for fact in known}
    pairs = {record.id: by_record[record.id] for record in records if record.id in by_record}
    taken = {fact.fact_id for fact in pairs.values()}
    facts = [fact for fact in known if fact.fact_id not in taken]
    others = [record for record in records if record.id not in pairs]
    ranked = sorted(
        (-weight, place, nth)
        for place, fact in enumerate(facts)
        for nth, record in enumerate(others)
        if (weight := likeness(fact, record, same_text=same_text))
    )
    for _, place, nth in ranked:
        fact, record = facts[place], others[nth]
        if record.id not in pairs and fact.fact_id not in taken:
            pairs[record.id] = fact
            taken.add(fact.fact_id)
    return pairs


def likeness(fact: OpenFact, record: Record, *, same_text: bool) -> int:
    """Characters of evidence that a fact and a record share; 0 where they cannot be one."""
    if fact.type != record.type:
        return 0
    pieces = [Piece.of(evidence) for evidence in record.evidence]
    if same_text:
        return _overlap(fact.pieces, pieces)
    shared = _shared_words(fact.pieces, pieces)
    return shared if 2 * shared >= min(_length(fact.pieces), _length(pieces)) else 0


def covers(fact: OpenFact, record: Record, *, same_text: bool) -> bool:
    """Whether a record rests on most of what a fact rested on."""
    pieces = [Piece.of(evidence) for evidence in record.evidence]
    shared = _overlap(fact.pieces, pieces) if same_text else _shared_words(fact.pieces, pieces)
    return fact.type == record.type and 2 * shared > _length(fact.pieces)


def _overlap(some: Iterable[Piece], others: Sequence[Piece]) -> int:
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in some
        for other in others
        if one.part == other.part and one.field == other.field
    )


def _shared_words(some: Iterable[Piece], others: Iterable[Piece]) -> int:
    return sum(len(text) * n for (_, _, text), n in (_words(some) & _words(others)).items())


def _words(pieces: Iterable[Piece]) -> Counter[tuple[str, str, str]]:
    return Counter((piece.field, piece.part, piece.text) for piece in pieces if piece.field != "cue")


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if piece.field != "cue")
