"""The evidence of a record that a reviewer writes: what was selected, else what can be found.

A value that was changed to words of the article brings its evidence along: their only place, or the one
nearest to where the field rested before. A day finds the date record that names it. The other way round,
words that were selected for an empty field fill it. So a simple correction needs no selecting, and where the
place is open the reviewer is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.article import Article
from pipeline.records import RecordType
from pipeline.review.editing.drafts import Draft
from pipeline.review.editing.forms import FormField, form_of
from pipeline.review.editing.pieces import Piece, nearest, places, plain, proposed_pieces, words_of
from pipeline.review.editing.quotations import joined_words, quotation_pieces, unmarked

_SELECT = "select the words in the article that say it"
_NOT_AS_WRITTEN = {"standard": None, "place": "online"}
"""Fields that may say what is not written: anything (null), or this."""

_NOWHERE = f"these words do not stand in the article; {_SELECT}"

_WORD = re.compile(r"\w+")

Locate = Callable[[Article, str, Sequence[Piece]], tuple[Piece, ...]]


def settle_evidence(draft: Draft) -> None:
    """Give each field of a draft its evidence; fail for the fields that need some and have none."""
    copied = _COPIED.get(draft.type)
    if draft.type == "speaker":
        old = draft.old_pieces("quote")
        parts = [one if one in old else unmarked(draft.article, one) for one in draft.of("quote")]
        draft.replace("quote", parts)
    if copied:
        _settle_copied(draft, *copied)
    fields = [
        one for one in form_of(draft.type).fields if one.name not in (copied or ()) and one.kind != "choice"
    ]
    for one in fields * 2:  # words that stand at several places may be near to those that were found later
        _settle(draft, one)
    for one in fields:
        _require(draft, one)


def _settle_copied(draft: Draft, name: str, evidence: str, locate: Locate) -> None:
    """Make a field that is copied word for word say the same as its evidence: what was changed leads."""
    text = draft.values.get(name)
    selected = draft.of(evidence) if draft.moved(evidence) else []
    if selected and (not text or not draft.changed(name)):
        text = joined_words(draft.article, selected)
        draft.errors.pop(name, None)
    elif text and not selected and not _say(draft, draft.of(evidence), text):
        draft.replace(evidence, locate(draft.article, text, draft.anchors(evidence)))
    if not text:
        draft.replace(evidence, [])
    elif _say(draft, draft.of(evidence), text):
        draft.values[name] = joined_words(draft.article, draft.of(evidence))  # as the page spells it
    elif draft.of(evidence):
        words = joined_words(draft.article, draft.of(evidence))
        draft.fail(name, f"the words that were selected say otherwise: {words}")
    else:
        draft.fail(name, _missing(draft, name, text))


def _say(draft: Draft, pieces: Sequence[Piece], text: str) -> bool:
    return plain(joined_words(draft.article, pieces)) == plain(text)


def _mention(article: Article, words: str, near: Sequence[Piece]) -> tuple[Piece, ...]:
    return proposed_pieces(article, "value", words, near)


_COPIED: dict[RecordType, tuple[str, str, Locate]] = {
    "date": ("text", "value", _mention),
    "speaker": ("quote", "quote", quotation_pieces),
}
"""The field that is copied word for word, the field whose evidence the words are, and how they are found."""


def _settle(draft: Draft, one: FormField) -> None:
    if one.name not in draft.values:
        return  # it says what cannot be read
    if not draft.values[one.name]:
        _fill(draft, one)
    elif one.kind == "edtf":
        _settle_day(draft, one)
    elif draft.changed(one.name) or (one.needs_evidence and not draft.of(one.name)):
        _settle_names(draft, one)


def _require(draft: Draft, one: FormField) -> None:
    if one.needs_evidence and draft.values.get(one.name) and not draft.of(one.name):
        draft.fail(one.name, _missing(draft, one.name, draft.values[one.name], one.kind == "edtf"))


def _fill(draft: Draft, one: FormField) -> None:
    """Fill an empty field with the words that were selected for it; an unknown value rests on nothing."""
    selected = draft.of(one.name) if draft.moved(one.name) else []
    if not selected:
        draft.replace(one.name, [])
    elif one.kind == "edtf":
        draft.fail(one.name, "write the date that the selected words name")
    else:
        words = [" ".join(words_of(draft.article, piece).split()) for piece in selected]
        draft.values[one.name] = tuple(dict.fromkeys(words)) if one.kind == "lines" else words[0]
        draft.errors.pop(one.name, None)


def _settle_day(draft: Draft, one: FormField) -> None:
    """Let a day rest on what a date record of the document says, unless the reviewer selected words."""
    selected = draft.of(one.name) and draft.moved(one.name)
    if not selected and (draft.changed(one.name) or not draft.of(one.name)):
        dates = [Piece(one.name, p.part, p.start, p.end) for p in draft.dates(draft.values[one.name])]
        draft.replace(one.name, nearest(draft.article, dates, draft.anchors(one.name)) or draft.of(one.name))


def _settle_names(draft: Draft, one: FormField) -> None:
    """Let names rest on where they stand, unless the reviewer selected words."""
    mine = draft.of(one.name)
    if mine and draft.moved(one.name):
        return
    new, old = (_names(value) for value in (draft.values[one.name], draft.old_value(one.name)))
    fresh = [name for name in new if name not in old or not mine]
    found = [
        piece
        for name in fresh
        for piece in proposed_pieces(draft.article, one.name, name, draft.anchors(one.name))
    ]
    gone = [name for name in old if name not in new]
    kept = [
        piece for piece in mine if not found or not _is_superseded(draft.article, piece, found, gone, new)
    ]
    if one.needs_evidence and not found:
        kept = []  # what supported the other name does not support this one
    elif not all(_is_written(draft.article, one.name, name) for name in fresh):
        draft.fail(one.name, _NOWHERE)
    draft.replace(one.name, [*kept, *found])


def _is_written(article: Article, field: str, name: str) -> bool:
    """Whether each word of a name stands somewhere; what is put together need not stand as it is."""
    if field in _NOT_AS_WRITTEN and _NOT_AS_WRITTEN[field] in (None, name):
        return True
    return all(places(article, field, word) for word in _WORD.findall(plain(name)))


def _names(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _is_superseded(
    article: Article, piece: Piece, found: Sequence[Piece], gone: Sequence[str], new: Sequence[str]
) -> bool:
    """Whether a piece rested on what the field no longer says, or on part of what it says now.

    The former also by a short form, unless that is one of what the field says now.
    """
    said = words_of(article, piece)
    if plain(said) in map(plain, gone) or any(map(piece.overlaps, found)):
        return True
    return any(_is_part(said, name) for name in gone) and not any(_is_part(said, name) for name in new)


def _is_part(said: str, name: str) -> bool:
    """Whether a name has every word that is said."""
    return _words(said) <= _words(name)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(plain(text).casefold()))


def _missing(draft: Draft, name: str, value: str, is_day: bool = False) -> str:
    if is_day:
        return _SELECT
    count = len(places(draft.article, name, value))
    return f"these words stand at {count} places; select the one that is meant" if count else _NOWHERE
