"""Quotation marks → quotations: where quoted words begin and end in a passage.

In: a text and the bounds of one passage. Out: its quotations in order, outermost marks only.

    >>> text = 'The 6.5" screen is “sharp,” said Roe.'
    >>> [text[q.start:q.end] for q in quotations(text, 0, len(text))]
    ['sharp,']

Typographic marks, straight ones and doubled apostrophes count, and outside of these single ones
(`single_marks`). What a mark does is read off its neighbours first and off its shape second, since
writers mix them up. A mark after a digit that closes nothing is an inch mark. An opening mark after a
finished sentence inside a quotation repeats the mark of a paragraph (Chicago Manual of Style, 13.30):
it ends one part and begins the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.extract.speakers.quotation import Quotation
from pipeline.extract.speakers.single_marks import in_single_marks

_MARK = re.compile(r"[“”„‟«»\"]|''|``|’’|‘‘")
_OPENERS = frozenset("“„‟«") | {"``", "‘‘"}
_CLOSERS = frozenset("”»") | {"''", "’’"}
_BEFORE_OPENING = frozenset("([{—–-/:…‘'“\"")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…’'”\"")
_SENTENCE_END = re.compile(r"[.!?…][’')\]]*\s+$")
_SAYING = r"(?:said|says|added|adds|noted|notes|stated|states|explained|explains|commented|comments)"
_VERB_BEHIND = re.compile(_SAYING + r"\s+[A-Z]")
_UNMARKED_ATTRIBUTION = re.compile(rf",(?= {_SAYING} [A-Z])|(?<=[.?!]) - (?={_SAYING} [A-Z])")

_LOOKAHEAD = 6
"""Marks that are read ahead to tell an inner quotation from a repeated opening mark."""

Side = Literal["open", "close"]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    side: Side


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of the passage `start:end`, in order."""
    double = list(_paired(text, start, end, _sided(text, start, end)))
    return sorted([*double, *in_single_marks(text, start, end, double)], key=lambda q: q.start)


def _sided(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of a passage, each with the side that its neighbours and its shape give it."""
    found = list(_MARK.finditer(text, start, end))
    marks: list[_Mark] = []
    depth = 0
    for index, match in enumerate(found):
        side = _side(text, match, start, end, depth)
        if side is None or _is_inch(text, match, start, depth, found[index + 1 : index + 2], end):
            continue
        depth = max(0, depth + (1 if side == "open" else -1))
        marks.append(_Mark(match.start(), match.end(), side))
    return marks


def _side(text: str, match: re.Match[str], start: int, end: int, depth: int) -> Side | None:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    may_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    may_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if depth and _VERB_BEHIND.match(text, match.end(), end):
        return "close"
    if may_open != may_close:
        return "open" if may_open else "close"
    shape = match.group()
    if shape in _OPENERS:
        return "open"
    if shape in _CLOSERS:
        return "close"
    if depth:
        return "close"
    if before.islower() and after.isupper():
        return "open"  # a heading ran into the quotation below it
    if before.isspace() and after.isspace() and text[max(start, match.start() - 2)] in ",:":
        return "open"
    return "open" if may_open or before in ".!?,;" or (after.isalnum() and not before.isalnum()) else None


def _is_inch(
    text: str, match: re.Match[str], start: int, depth: int, following: Sequence[re.Match[str]], end: int
) -> bool:
    """Whether a straight or closing mark after a digit stands for inches (or seconds)."""
    if match.start() == start or not text[match.start() - 1].isdigit() or match.group() in _OPENERS:
        return False
    if depth == 0:
        return True
    return bool(following) and _side(text, following[0], start, end, depth) == "close" and depth == 1


def _paired(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Quotation]:
    opened: _Mark | None = None
    depth = 0
    carried = False
    for index, mark in enumerate(marks):
        if mark.side == "open" and opened is None:
            opened, depth, carried = mark, 1, False
        elif mark.side == "open" and opened is not None:
            if _begins_anew(text, opened.end, mark, marks[index + 1 : index + 1 + _LOOKAHEAD], depth):
                yield _trimmed(text, opened, mark.start, mark.start, carried, closed=False)
                opened, depth, carried = mark, 1, True
            else:
                depth += 1
        elif opened is not None:
            depth -= 1
            if depth == 0:
                yield _trimmed(text, opened, mark.start, mark.end, carried, closed=True)
                opened = None
        elif index == 0 and _lacks_opening(text, start, mark):
            yield _trimmed(text, _Mark(start, start, "open"), mark.start, mark.end, False, closed=True)
    if opened is not None:
        last = marks[-1]
        closed = last.side == "close" and not text[last.end : end].strip()
        yield _trimmed(text, opened, last.start if closed else end, end, carried, closed=closed)


def _begins_anew(text: str, start: int, mark: _Mark, following: Sequence[_Mark], depth: int) -> bool:
    """Whether an opening mark inside a quotation begins a part of its own and no inner quotation."""
    inside = depth + 1
    for other in following:
        inside += 1 if other.side == "open" else -1
        if inside == 0:
            return False
    finished = _SENTENCE_END.search(text, max(start, mark.start - 8), mark.start) is not None
    return finished or depth > 1 or text[mark.end : mark.end + 1].isupper()


def _lacks_opening(text: str, start: int, mark: _Mark) -> bool:
    """Whether a passage's first mark closes a quotation whose opening mark was forgotten."""
    return text[mark.start - 1] in ",.!?" and text[start].isupper() and 20 < mark.start - start < 500


def _trimmed(
    text: str, opened: _Mark, inner_end: int, outer_end: int, carried: bool, closed: bool
) -> Quotation:
    start, end = opened.end, inner_end
    if not closed and (forgotten := _UNMARKED_ATTRIBUTION.search(text, start, inner_end)):
        return Quotation(start, forgotten.end(), opened.start, forgotten.end(), carried)
    if not closed:
        end = _last_stop(text, start, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not closed:
        outer_end = end
    return Quotation(start, end, opened.start, outer_end, carried, closed)


def _last_stop(text: str, start: int, end: int) -> int:
    """Where the last finished sentence of an unclosed quotation ends, so that no caption behind it counts."""
    stop = max(text.rfind(sign, start, end) for sign in ".!?…")
    return stop + 1 if stop > start else end
