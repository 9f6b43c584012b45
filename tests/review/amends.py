"""An article with records of all types, to be edited and added to as a reviewer does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from pipeline.article import Article
from pipeline.records import Record, RecordType
from pipeline.review.decisions import RecordState, Standing
from pipeline.review.editing.amended import Invalid, amended
from pipeline.review.editing.forms import values_of
from pipeline.review.editing.pieces import Piece, pieces_of
from tests.review.making import article, record

TEXT = (
    "Halvorsen Rail S.A. named Beatriz Quiroga Salcedo Chief Financial Officer on 12 November 2024. "
    "Quiroga joins from Owl Ltd on 1 January 2025.\n\n"
    "“The night trains come first,” she said. “The rest can wait.”\n\n"
    "The Rail Forum opens in Oslo on 3 March 2025. Halvorsen Rail S.A. is certified to ISO 9001:2015 and "
    "ISO/IEC 27001:2022.\n\nHalvorsen Rail S.A. opens the Rail Forum on 3 March 2025."
)
ARTICLE = article(TEXT, "Halvorsen Rail names Quiroga", published="2024-11-12")
ROLE = record(
    ARTICLE,
    "role",
    {"organization": "Halvorsen Rail", "person": "Beatriz Quiroga", "title": "Chief"},
    status="incoming",
    confidence=0.8,
    rule="role.names",
)
QUOTE = record(
    ARTICLE,
    "speaker",
    {"quote": "The night trains come first", "person": "she", "cue": "said"},
    person="Beatriz Quiroga Salcedo",
    kind="quote",
)
FORUM = record(ARTICLE, "event", {"name": "Rail Forum", "start": "3 March 2025"}, start="2025-03-03")
STARTS = record(ARTICLE, "date", {"value": "1 January 2025"}, value="2025-01-01", role="appointment")
SECOND = TEXT.rindex("opens")
OPENS = record(ARTICLE, "date", {"value": "3 March 2025"}, value="2025-03-03", role="event")
AGAIN = record(
    ARTICLE, "date", {"value": "3 March 2025"}, value="2025-03-03", role="event", after=SECOND, ordinal=1
)
SCHEME = record(
    ARTICLE,
    "certification",
    {"holder": "Halvorsen Rail S.A.", "scheme": "ISO 9001:2015"},
    status="held",
    standard="ISO 9001:2015",
)


def stands(one: Record, state: RecordState = "unreviewed") -> Standing:
    return Standing(record=one, found=one, state=state, seen="1")


ALL = [stands(one) for one in (FORUM, STARTS, OPENS, AGAIN, QUOTE, ROLE, SCHEME)]


def at(name: str, words: str, nth: int = 0, source: Article = ARTICLE) -> Piece:
    start = -1
    for _ in range(nth + 1):
        start = source.text.index(words, start + 1)
    return Piece(name, "text", start, start + len(words))


def edited(
    one: Record, changes: dict[str, str], pieces: Sequence[Piece] | None = None, source: Article = ARTICLE
) -> Any:
    """A record after some of its fields were changed, and its evidence where it is given."""
    given = pieces_of(one) if pieces is None else pieces
    return amended(source, stands(one), one.type, values_of(one) | changes, given, ALL)


def added(
    type_: RecordType, values: Mapping[str, str], pieces: Sequence[Piece] = (), siblings: Any = None
) -> Any:
    return amended(ARTICLE, None, type_, values, pieces, ALL if siblings is None else siblings)


def words(one: Record, name: str) -> list[str]:
    return [piece.text for piece in one.evidence if piece.field == name]


def errors(*arguments: Any, **more: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        (edited if not isinstance(arguments[0], str) else added)(*arguments, **more)
    return caught.value.errors
