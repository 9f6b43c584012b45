"""Quotations → turns: who said which, over sentences and paragraphs.

A turn is one quotation of one record: its parts in order, the attribution, and the voices. The
order of trust: an attribution of a quotation's own; the same turn carried on behind its attribution
or over a new paragraph; the person whose speech the sentence before reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from pipeline.analysis import Analysis, Passage
from pipeline.extract.speakers.attribution import Attribution, Part
from pipeline.extract.speakers.frame import Frame
from pipeline.extract.speakers.frames import Frames
from pipeline.extract.speakers.quotation import Quotation
from pipeline.extract.speakers.quotations import quotations
from pipeline.extract.speakers.sentences import has_clause, is_blank, reads_as_prose, sentence_start

_LONGEST_INTRODUCTION = 600
_PAUSES = frozenset(",.!?…—–-")


@dataclass(slots=True)
class Turn:
    """One quotation with its attribution."""

    frame: Frame
    parts: list[Part] = field(default_factory=list)


def turns(
    analysis: Analysis, frames: Frames, quoted: Sequence[tuple[Passage, Sequence[Quotation]]]
) -> Iterator[Turn]:
    """Of the quotations of an article those that are attributed to somebody, in order."""
    readable = [(passage, found) for passage, found in quoted if _can_quote(analysis.text, passage)]
    passages = [passage for passage, _ in readable]
    parts = list(_parts(analysis.doc, analysis.text, readable))
    attribution = Attribution(analysis, passages, parts, frames)
    for index in range(len(parts)):
        attribution.attribute(index)
    yield from _joined(analysis.text, passages, parts, attribution)


def _can_quote(text: str, passage: Passage) -> bool:
    """Whether a passage can have quotations or, as a line of its own, lead to one."""
    if passage.kind in {"heading", "byline"}:
        return reads_as_prose(text, passage) or text[passage.end - 1] in ":,"
    return True


def introduction(text: str, turn: Turn) -> tuple[int, int]:
    """The words of an attribution; before a quotation, all of its sentence."""
    frame, opening = turn.frame, turn.parts[0].quotation.outer_start
    if frame.way in {"before", "label"} and frame.end <= opening:
        return sentence_start(text, frame.start, max(0, frame.start - _LONGEST_INTRODUCTION)), opening
    return frame.start, frame.end


def all_quotations(analysis: Analysis) -> list[tuple[Passage, Sequence[Quotation]]]:
    """The readable passages, each with every stretch inside marks, terms and titles included."""
    return [(p, quotations(analysis.text, p.start, p.end)) for p in analysis.readable()]


def _parts(doc: Doc, text: str, quoted: Sequence[tuple[Passage, Sequence[Quotation]]]) -> Iterator[Part]:
    """All quotations but terms, titles and nicknames: words that are no clause and make no pause."""
    for index, (passage, found) in enumerate(quoted):
        for quotation in found:
            if passage.kind != "headline" and _is_title(text, quotation):
                continue
            if text[quotation.end - 1] in _PAUSES or has_clause(doc, quotation.start, quotation.end):
                yield Part(quotation, index, tail_end=quotation.outer_end)


def _is_title(text: str, quotation: Quotation) -> bool:
    """Whether all words of a short quotation but the smallest are capitalised, as in a title."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text[quotation.start : quotation.end])
    main = [word for word in words if len(word) > 3]
    return 2 <= len(words) <= 14 and len(main) >= 1 and all(w[0].isupper() for w in (words[0], *main))


def _joined(
    text: str, passages: Sequence[Passage], parts: Sequence[Part], attribution: Attribution
) -> Iterator[Turn]:
    turn: Turn | None = None
    waiting: list[Part] = []
    for index, part in enumerate(parts):
        before = parts[index - 1] if index else None
        follows = before is not None and _follows(text, passages, before, part)
        if part.frame is None and turn is not None and follows:
            turn.parts.append(part)
            continue
        goes_on = before is not None and (_links(text, before, part) if before.quotation.closed else follows)
        open_before = waiting if goes_on else []
        frame = _carried_on(part.frame, turn) or attribution.implied(index)
        if turn is not None:
            yield turn
        turn = Turn(frame, [*open_before, part]) if frame else None
        waiting = [] if frame else [*open_before, part]
    if turn is not None:
        yield turn


def _carried_on(frame: Frame | None, turn: Turn | None) -> Frame | None:
    """An attribution that names nobody anew ("adding, “") goes on with the speaker before."""
    if frame is None or frame.way != "further":
        return frame
    return replace(frame, way="before", voices=turn.frame.voices if turn else ())


def _links(text: str, before: Part, part: Part) -> bool:
    """Whether only "and" stands between two quotations."""
    between = text[before.quotation.outer_end : part.quotation.outer_start]
    return before.passage == part.passage and between.strip() == "and"


def _follows(text: str, passages: Sequence[Passage], before: Part, part: Part) -> bool:
    """Whether nothing but an attribution stands between two quotations."""
    if before.passage == part.passage:
        return is_blank(text, before.tail_end, part.quotation.outer_start)
    return (
        is_blank(text, before.tail_end, passages[before.passage].end)
        and part.passage == before.passage + 1
        and part.quotation.outer_start == passages[part.passage].start
    )
