"""A record's form as it stands before a reviewer: what is typed, which words are chosen, what is wrong.

A form that is sent back keeps everything: what was typed stays typed, and words that were chosen stay chosen,
also where the record has moved on meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.article import Article
from pipeline.records import Record, RecordType
from pipeline.review.decisions import Standing
from pipeline.review.editing.forms import FieldKind, FormField, form_of, values_of
from pipeline.review.editing.pieces import Piece, part_of, pieces_of, places, words_of
from pipeline.review.editing.typed import WORDS_OF, Typed, as_value, chosen_pieces
from pipeline.review.showing.cards import Difference

_CONTEXT = 30  # characters beside words that tell which of several places is meant
_OFFERED = 12  # places that are offered where words stand at many


@dataclass(frozen=True, slots=True)
class OfferedPiece:
    """Words that a field can rest on, with some that stand beside them.

    `value` is how the form sends them back, `kept` whether it does.
    """

    value: str
    before: str
    words: str
    after: str
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """A field as it is shown; the kind is null for `cue`, which has words but no value of its own.

    `faulty` says which of the two the error is about: the value, or the words that were written for it.
    """

    name: str
    label: str
    help: str = ""
    kind: FieldKind | None = None
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    value: str = ""
    error: str = ""
    faulty: Literal["value", "words"] = "value"
    pieces: tuple[OfferedPiece, ...] = ()
    words: str = ""
    takes_words: bool = True
    focused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """A form as it is shown.

    `standing` is where the edited record stands, null for one that is added; `failure` is what is wrong with
    the whole; `notice` says that the record has moved on, `differences` how.
    """

    type: RecordType
    fields: tuple[FilledField, ...]
    standing: Standing | None = None
    failure: str = ""
    notice: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def record(self) -> str | None:
        """The record that is edited."""
        return self.standing.record.id if self.standing else None


def filled_form(
    article: Article,
    record_type: RecordType,
    typed: Typed,
    standing: Standing | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    notice: str = "",
    differences: tuple[Difference, ...] = (),
) -> FilledForm:
    """The form with what was typed.

    Words that the record rests on and that were dropped stay on offer, and where something is wrong with a
    field, so do the places where its words stand.
    """
    wrong = dict(errors or {})
    form = form_of(record_type)
    shown = _Shown(article, record_type, typed, _offered(article, record_type, typed, standing, wrong), wrong)
    fields = [shown.field(one, one.name in form.evidence) for one in form.fields]
    if "cue" not in {one.name for one in form.fields}:
        fields.append(shown.cue())
    names = {one.name for one in fields}
    return FilledForm(
        type=record_type,
        fields=tuple(fields),
        standing=standing,
        failure="; ".join(error for name, error in wrong.items() if name not in names),
        notice=notice,
        differences=differences,
    )


def typed_differences(typed: Typed, record: Record) -> tuple[Difference, ...]:
    """Where a form says something else than a record."""
    return tuple(
        Difference(name.replace("_", " "), typed.values.get(name) or "nothing", value or "nothing")
        for name, value in values_of(record).items()
        if typed.values.get(name, "").split() != value.split()
    )


def _offered(
    article: Article,
    record_type: RecordType,
    typed: Typed,
    standing: Standing | None,
    wrong: Mapping[str, str],
) -> dict[Piece, bool]:
    """The places on offer, and whether each is chosen."""
    offered = dict.fromkeys(typed.pieces, True)
    for piece in pieces_of(standing.record) if standing else ():
        offered.setdefault(piece, False)
    for name in wrong:
        rests = WORDS_OF.get((record_type, name), name)
        for words in (typed.words.get(name), typed.values.get(name)):
            for piece in places(article, rests, words or "")[:_OFFERED]:
                offered.setdefault(piece, False)
    return offered


@dataclass(frozen=True, slots=True)
class _Shown:
    article: Article
    type: RecordType
    typed: Typed
    offered: Mapping[Piece, bool]
    errors: Mapping[str, str]

    def field(self, one: FormField, takes_words: bool) -> FilledField:
        takes_words = takes_words and (self.type, one.name) not in WORDS_OF
        return FilledField(
            name=one.name,
            label=one.label,
            help=one.help,
            kind=one.kind,
            required=one.required,
            choices=one.choices,
            value=self.typed.values.get(one.name, ""),
            error=self.errors.get(one.name, ""),
            faulty="words" if one.name in chosen_pieces(self.article, self.typed)[1] else "value",
            pieces=tuple(self._pieces(one.name)) if takes_words else (),
            words=self.typed.words.get(one.name, ""),
            takes_words=takes_words,
            focused=one.name == next(iter(self.errors or self.typed.values), ""),
        )

    def cue(self) -> FilledField:
        return FilledField(
            name="cue",
            label="Cue",
            error=self.errors.get("cue", ""),
            faulty="words",
            pieces=tuple(self._pieces("cue")),
            words=self.typed.words.get("cue", ""),
            focused=next(iter(self.errors), "") == "cue",
        )

    def _pieces(self, name: str) -> Iterable[OfferedPiece]:
        for piece, kept in self.offered.items():
            if piece.field == name:
                before, after = _beside(part_of(self.article, piece.part), piece)
                words = words_of(self.article, piece)
                yield OfferedPiece(as_value(piece), before, words, after, kept)


def _beside(whole: str, piece: Piece) -> tuple[str, str]:
    """Some words before and behind a piece, of the same line."""
    before = whole[max(0, piece.start - _CONTEXT) : piece.start].rpartition("\n")[2]
    after = whole[piece.end : piece.end + _CONTEXT].partition("\n")[0]
    if len(before) == _CONTEXT:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == _CONTEXT:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after
