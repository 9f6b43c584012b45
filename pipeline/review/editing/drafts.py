"""A record in the making: what a form says, the places that were selected, and what is wrong so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.article import Article
from pipeline.errors import PipelineError
from pipeline.records import Date, Record, RecordType
from pipeline.review.editing.forms import form_of
from pipeline.review.editing.pieces import PARTS, Piece, part_of, pieces_of, words_of


class Invalid(PipelineError):
    """A form that is no record; `errors` says why, by field; the empty name stands for the whole."""

    exit_code = 2

    def __init__(self, errors: Mapping[str, str]) -> None:
        """Keep what is wrong, by field."""
        super().__init__("; ".join(f"{name}: {error}" if name else error for name, error in errors.items()))
        self.errors = dict(errors)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A form with its evidence, on the way to a record.

    `before` is the record that is edited, null for one that is added; `others` are the other records of the
    document that are not rejected; `values` and `pieces` are settled step by step, and `errors` says what is
    wrong with a field (the empty name: with the whole).
    """

    article: Article
    type: RecordType
    before: Record | None
    others: Sequence[Record]
    values: dict[str, Any]
    pieces: list[Piece]
    errors: dict[str, str] = field(default_factory=dict)

    def fail(self, name: str, message: str) -> None:
        """Say what is wrong with a field, unless something is already."""
        shown = name if any(one.name == name for one in form_of(self.type).fields) else ""
        self.errors.setdefault(shown, message)

    def old_value(self, name: str) -> Any:
        """What the record said before; null for one that is added."""
        return getattr(self.before, name) if self.before else None

    def changed(self, name: str) -> bool:
        """Whether a field says something else than before."""
        return self.before is None or bool(self.values.get(name) != self.old_value(name))

    def of(self, name: str) -> list[Piece]:
        """The pieces of a field."""
        return [piece for piece in self.pieces if piece.field == name]

    def old_pieces(self, name: str) -> list[Piece]:
        """The pieces that the field rested on before."""
        return [piece for piece in pieces_of(self.before) if piece.field == name] if self.before else []

    def moved(self, name: str) -> bool:
        """Whether the reviewer gave a field other evidence than it had."""
        return set(self.of(name)) != set(self.old_pieces(name))

    def replace(self, name: str, pieces: Sequence[Piece]) -> None:
        """Give a field other pieces; those that stay keep their place in the order."""
        kept = [piece for piece in self.pieces if piece.field != name or piece in pieces]
        self.pieces = kept + [piece for piece in pieces if piece not in kept]

    def anchors(self, name: str) -> list[Piece]:
        """Where to look for a field's words first: at its own evidence, else at that of the other fields."""
        return self.of(name) or self.old_pieces(name) or self.pieces

    def dates(self, value: str) -> list[Piece]:
        """Where the article names a day, as the document's date records tell."""
        return [
            piece
            for one in self.others
            if isinstance(one, Date) and value in (one.value, *one.value.split("/"))
            for piece in pieces_of(one)
        ]


def standing_pieces(draft: Draft) -> None:
    """Keep the selected places that hold words, without the spaces around them; fail for the others."""
    allowed = form_of(draft.type).evidence
    kept: list[Piece] = []
    for piece in draft.pieces:
        if (draft.type, piece.field) == ("date", "text"):
            piece = replace(piece, field="value")  # the words of a date are what its value rests on
        whole = part_of(draft.article, piece.part) if piece.part in PARTS else ""
        if piece.field not in allowed:
            draft.fail(piece.field, f"no words can be given for {piece.field!r}")
        elif not 0 <= piece.start < piece.end <= len(whole) or not words_of(draft.article, piece).strip():
            draft.fail(piece.field, "the words that were selected are not in the article; select them again")
        else:
            kept.append(_trimmed(piece, whole))
    draft.pieces = list(dict.fromkeys(kept))


def _trimmed(piece: Piece, whole: str) -> Piece:
    words = whole[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip())
    return Piece(piece.field, piece.part, start, start + len(words.strip()))
