"""How far two reviewers agree who worked independently of each other, and where they do not.

Over the documents that both have finished, what the one left is held against what the other left as a run is
against gold (`pipeline.score`). A difference is a fact on which they do not say the same, with both versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.records import TYPES, RecordType
from pipeline.review.decisions import RIGHT, Standing
from pipeline.review.facts import Claim, claim
from pipeline.review.gold import gold_fields
from pipeline.review.ledger.ledger import Ledger
from pipeline.review.ledger.opinions import BothOpinions
from pipeline.score import Scores, scored
from pipeline.score.agreement import Fields
from pipeline.score.documents import Documents
from pipeline.score.matching import matched


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact on which two reviewers differ; null where one of them has no such record."""

    document: str
    title: str
    type: RecordType
    first: Standing | None
    second: Standing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two reviewers agree: precision, recall and F1 of the second, the first taken for gold."""

    first: str
    second: str
    documents: int
    scores: Scores
    differences: Sequence[Difference] = field(default=())


def agreement(ledger: Ledger, first: str, second: str) -> Agreement:
    """Compare what two reviewers left of the documents that both have finished.

    Args:
        ledger: the book of a run whose reviewers work independently.
        first: a reviewer's name.
        second: another's.
    """
    mine: Documents = {}
    its: Documents = {}
    differences: list[Difference] = []
    for both in ledger.opinions_of_both(first, second):
        mine[both.document], its[both.document] = _gold(both.first), _gold(both.second)
        differences += _differences(both)
    return Agreement(
        first=first,
        second=second,
        documents=len(mine),
        scores=scored(mine, its, whole_quotes=True),
        differences=differences,
    )


def _gold(said: Sequence[Standing]) -> dict[RecordType, list[Fields]]:
    return {kind: [gold_fields(one.record) for one in _right(said, kind)] for kind in TYPES}


def _right(said: Sequence[Standing], kind: RecordType) -> list[Standing]:
    return [one for one in said if one.record.type == kind and one.state in RIGHT]


def _differences(both: BothOpinions) -> Iterator[Difference]:
    for kind in TYPES:
        mine, its = _unlike(_right(both.first, kind), _right(both.second, kind))
        for one, other in _paired(kind, mine, its, both):
            yield Difference(document=both.document, title=both.title, type=kind, first=one, second=other)


def _unlike(first: Sequence[Standing], second: Sequence[Standing]) -> tuple[list[Standing], list[Standing]]:
    """The records of either side of which the other has none that says the same."""
    its: dict[Claim, list[Standing]] = {}
    for one in second:
        its.setdefault(claim(one.record), []).append(one)
    mine = []
    for one in first:
        same = its.get(claim(one.record))
        if not same:
            mine.append(one)
        else:
            # the same record before another that says the same
            same.remove(next((other for other in same if other.record.id == one.record.id), same[0]))
    return mine, [one for left in its.values() for one in left]


def _paired(
    kind: RecordType, mine: list[Standing], its: list[Standing], both: BothOpinions
) -> Iterator[tuple[Standing | None, Standing | None]]:
    """Records that differ, beside what the other reviewer left of them, or has that comes nearest."""
    by_id = {one.record.id: one for one in its}
    pairs = [(one, by_id[one.record.id]) for one in mine if one.record.id in by_id]
    paired = {one.record.id for one, _ in pairs}
    mine = [one for one in mine if one.record.id not in paired]
    its = [one for one in its if one.record.id not in paired]
    fields = [[gold_fields(one.record) for one in side] for side in (mine, its)]
    near = matched(kind, *fields)
    yield from pairs
    yield from ((mine[i], its[j]) for i, j in near)
    yield from ((one, _left(both.second, one)) for i, one in enumerate(mine) if i not in {i for i, _ in near})
    yield from ((_left(both.first, one), one) for j, one in enumerate(its) if j not in {j for _, j in near})


def _left(said: Sequence[Standing], standing: Standing) -> Standing | None:
    """What a reviewer said of a record that the other holds right: rejected, or never seen."""
    return next((one for one in said if one.record.id == standing.record.id), None)
