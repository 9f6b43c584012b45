"""Precision, recall and F1 a type, of records against gold.

`docs/guidelines.md` says what counts. A gold document that has no prediction counts as all missed; a
predicted document that the gold lacks is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import WrongUse
from pipeline.records import TYPES, RecordType
from pipeline.score.added import ADDED_FIELDS, is_asked, same_added
from pipeline.score.agreement import Fields, same_field
from pipeline.score.documents import Documents, read_documents
from pipeline.score.matching import OTHER_FIELDS, matched

__all__ = ["FieldScore", "Scores", "TypeScore", "read_documents", "scored"]


@dataclass(slots=True)
class FieldScore:
    """How often a field of matched records is right: where the gold has a value, and where it has none."""

    right: int = 0
    given: int = 0
    kept_null: int = 0
    null: int = 0

    def add(self, given: bool, agrees: bool) -> None:
        """Count one matched pair: whether the gold has a value, and whether the prediction agrees."""
        if given:
            self.given += 1
            self.right += agrees
        else:
            self.null += 1
            self.kept_null += agrees

    @property
    def accuracy(self) -> float | None:
        """Share of right values where the gold has one."""
        return self.right / self.given if self.given else None

    @property
    def nulls_kept(self) -> float | None:
        """Share of null values where the gold has none."""
        return self.kept_null / self.null if self.null else None


@dataclass(slots=True)
class TypeScore:
    """The score of one record type; `added` are the fields that only some gold has."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    fields: dict[str, FieldScore] = field(default_factory=dict)
    added: dict[str, FieldScore] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Share of the predicted records that the gold has."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold's records that were predicted."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.matched else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all types."""

    types: Mapping[RecordType, TypeScore]

    @property
    def macro_f1(self) -> float | None:
        """Mean of the F1 (of four digits) of the types that occur."""
        seen = [round(score.f1, 4) for score in self.types.values() if score.gold or score.predicted]
        return sum(seen) / len(seen) if seen else None


def scored(gold: Documents, predicted: Documents, whole_quotes: bool = False) -> Scores:
    """Score predictions against the gold.

    Args:
        gold: the records that people made.
        predicted: the records that were found.
        whole_quotes: the gold has quotations from mark to mark, not only how they begin.

    Raises:
        WrongUse: a predicted document is not in the gold.
    """
    if strange := sorted(set(predicted) - set(gold)):
        raise WrongUse(
            f"{len(strange)} predicted documents are not in the gold, for one {strange[0]!r}; "
            "`--only-gold-documents` passes over them"
        )
    return Scores({kind: _type_score(kind, gold, predicted, whole_quotes) for kind in TYPES})


def _type_score(kind: RecordType, gold: Documents, predicted: Documents, whole_quotes: bool) -> TypeScore:
    score = TypeScore(
        fields={name: FieldScore() for name in OTHER_FIELDS[kind]},
        added={name: FieldScore() for name in ADDED_FIELDS[kind]},
    )
    for document, lists in gold.items():
        found = predicted.get(document, {})
        mine, its = lists[kind], found.get(kind, [])
        pairs = matched(kind, mine, its)
        score.gold += len(mine)
        score.predicted += len(its)
        score.matched += len(pairs)
        by_id = {row["id"]: row for rows in found.values() for row in rows if "id" in row}
        for i, j in pairs:
            _count_fields(score, mine[i], its[j])
            _count_added(score, mine[i], its[j], by_id, whole_quotes)
    return score


def _count_fields(score: TypeScore, gold: Fields, predicted: Fields) -> None:
    for name, counts in score.fields.items():
        counts.add(bool(gold.get(name)), same_field(name, gold.get(name), predicted.get(name)))


def _count_added(
    score: TypeScore, gold: Fields, predicted: Fields, by_id: Mapping[str, Fields], whole_quotes: bool
) -> None:
    for name, counts in score.added.items():
        if is_asked(name, gold, whole_quotes):
            counts.add(bool(gold.get(name)), same_added(name, gold, predicted, by_id.get))
