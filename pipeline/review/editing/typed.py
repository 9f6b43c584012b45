"""What a reviewer has put into a form so far: values, places that were selected, words to look for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.article import Article
from pipeline.records import Record, RecordType
from pipeline.review.editing.forms import form_of, values_of
from pipeline.review.editing.pieces import Piece, nearest, pieces_of, places, words_of

WORDS_OF = {("date", "text"): "value"}
"""The field whose words are the value of another: a date's expression is the words of its value."""

_QUOTATION = re.compile('["“”„«»‟]')


@dataclass(slots=True, kw_only=True)
class Typed:
    """What a reviewer has put into a form so far; `words` are looked for in the article, by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    pieces: Sequence[Piece] = ()
    words: Mapping[str, str] = field(default_factory=dict)


def typed_from(record: Record) -> Typed:
    """A form that says what the record says."""
    return Typed(values=values_of(record), pieces=pieces_of(record))


def typed_for(record_type: RecordType, article: Article, pieces: Sequence[Piece]) -> Typed:
    """The form of a new record, begun with words that were selected: a quotation, else its first field."""
    said = " ".join(" ".join(words_of(article, piece) for piece in pieces).split())
    is_quotation = record_type == "speaker" and _QUOTATION.match(said) is not None
    name = "quote" if is_quotation else form_of(record_type).fields[0].name
    rests = WORDS_OF.get((record_type, name), name)
    begun = [Piece(rests, piece.part, piece.start, piece.end) for piece in pieces]
    if is_quotation:  # its words are taken from the article, without the marks
        return Typed(values={"kind": "quote"}, pieces=begun)
    return Typed(values={name: said}, pieces=begun)


def chosen_pieces(article: Article, typed: Typed) -> tuple[list[Piece], dict[str, str]]:
    """The pieces that are kept and those whose words were typed, and what is wrong with the latter."""
    pieces, errors = list(typed.pieces), dict[str, str]()
    for name, words in typed.words.items():
        found = places(article, name, words)
        new = [piece for piece in found if piece not in pieces]
        if words.strip() and not found:
            errors[name] = f"“{words}” does not stand in the article; copy the words as they are there"
        elif len(new) == len(found) and new:
            pieces += nearest(article, new, pieces)
            if not any(piece in pieces for piece in new):
                errors[name] = f"these words stand at {len(found)} places; choose the one that is meant"
    return pieces, errors


def as_value(piece: Piece) -> str:
    """A piece as a form sends it.

    >>> as_value(Piece("person", "text", 3, 9))
    'person text 3 9'
    """
    return f"{piece.field} {piece.part} {piece.start} {piece.end}"


def piece_from(value: str) -> Piece | None:
    """The piece that a form sent; None for what no form of ours sends.

    >>> piece_from("person text 3 9"), piece_from("person body 3 9")
    (Piece(field='person', part='text', start=3, end=9), None)
    """
    match value.split(" "):
        case [name, ("title" | "text") as part, start, end] if start.isdecimal() and end.isdecimal():
            return Piece(name, part, int(start), int(end)) if len(start + end) < 20 else None
    return None
