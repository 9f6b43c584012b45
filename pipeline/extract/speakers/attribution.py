"""A quotation → its own attribution: in its sentence, on the line before it or on the one below it.

What follows the closing mark is read before what leads to the opening one, since `“…,” said Roe. “…”`
has its attribution between two quotations and belongs to the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.analysis import Analysis, Passage
from pipeline.extract.speakers.frame import Frame
from pipeline.extract.speakers.frames import Frames
from pipeline.extract.speakers.quotation import Quotation
from pipeline.extract.speakers.sentences import has_clause, is_blank, sentence_end, sentence_start

_SHORT = 40
"""Characters within which a sentence after a finished quotation can be nothing but `Jane Roe said.`"""

_INNER_MARKS = "'’”\""
_GOES_ON = re.compile(
    r",?\s*(?:and|then|before|while)\s(?:(?:also|then|further|even|later)\s)?[a-z]+(?:ed|ing|id|s)\b"
)
"""`…,” and added, “…`: a verb that shares its subject with the attribution before."""

_INVERTED = re.compile(r"[a-z]{2,}(?:ed|id|s)\s[A-Z]")
"""`.” said Jane Roe, “…`: a verb before its subject, as nothing begins that leads to the next quotation."""


@dataclass(slots=True)
class Part:
    """A quotation at its place: its passage, its own attribution, and where that ends."""

    quotation: Quotation
    passage: int
    frame: Frame | None = None
    tail_end: int = 0


class Attribution:
    """Finds each part's own attribution: in its sentence, on the line before it or below it."""

    def __init__(
        self, analysis: Analysis, passages: Sequence[Passage], parts: Sequence[Part], frames: Frames
    ) -> None:
        """Prepare; `parts` are the quotations of these passages, in order."""
        self._doc = analysis.doc
        self._text = analysis.text
        self._passages = passages
        self._parts = parts
        self._frames = frames

    def attribute(self, index: int) -> None:
        """Give a part the attribution of its own, if it has one."""
        part = self._parts[index]
        tail = self._tail(index)
        part.frame, part.tail_end = tail or (None, part.quotation.outer_end)
        if part.frame is None or not part.frame.voices or self._shares_subject(part):
            part.frame = self._head(index) or part.frame
        if part.frame is None:
            part.frame = self._signature(index)

    def _shares_subject(self, part: Part) -> bool:
        """Whether what follows a quotation goes on with the subject before it: `Roe said “…,” and hinted`."""
        return _GOES_ON.match(self._text, part.quotation.outer_end) is not None

    def _tail(self, index: int) -> tuple[Frame, int] | None:
        quotation = self._parts[index].quotation
        limit = self._limit(index)
        after = self._text[quotation.outer_end : limit].lstrip()
        end = sentence_end(self._text, quotation.outer_end, limit)
        if not after or not self._goes_on(quotation, after, end):
            return None
        last = self._text[quotation.end - 1 : quotation.end]
        if end == limit and self._leads_to_next(index, after):
            return None
        frame = self._frames.tail(quotation.outer_end, end, unfinished=last in {",", "!", "?", "…", "-"})
        return (frame, end) if frame else None

    def _leads_to_next(self, index: int, between: str) -> bool:
        """Whether the words between two quotations lead to the second: `…!” Roe adds, “…`."""
        if index + 1 == len(self._parts) or self._parts[index + 1].passage != self._parts[index].passage:
            return False
        part, following = self._parts[index].quotation, self._parts[index + 1].quotation
        if not between.rstrip().endswith((",", ":")):
            return self._text[part.end - 1] == "." and between[0].isupper()
        if _GOES_ON.match(between) and "“" not in between:
            return True
        finished = self._text[part.end - 1] in ".!?" and not _INVERTED.match(between)
        return finished and self._text[following.start : following.start + 1].isupper()

    def _goes_on(self, quotation: Quotation, after: str, end: int) -> bool:
        """Whether the words after a closing mark belong to the quotation's sentence."""
        finished = self._text[quotation.start : quotation.end].rstrip(_INNER_MARKS).endswith(".")
        return not finished or not after[0].isupper() or end - quotation.outer_end < _SHORT

    def _limit(self, index: int) -> int:
        """Where the next quotation of the passage, or the passage, ends what follows a part."""
        part = self._parts[index]
        following = self._parts[index + 1] if index + 1 < len(self._parts) else None
        if following is not None and following.passage == part.passage:
            return following.quotation.outer_start
        return self._passages[part.passage].end

    def _head(self, index: int) -> Frame | None:
        part = self._parts[index]
        opening = part.quotation.outer_start
        start = sentence_start(self._text, opening, self._floor(index))
        if words := self._text[start:opening].strip():
            whole = self._is_whole(part.quotation) and not self._is_reached(index)
            return None if words[-1] in ".!?" else self._frames.head(start, opening, whole)
        if opening == self._passages[part.passage].start and part.passage:
            above = self._passages[part.passage - 1]
            if self._text[above.start : above.end].rstrip()[-1:] in {":", ","}:
                return self._frames.head(sentence_start(self._text, above.end, above.start), above.end, True)
        return None

    def _is_reached(self, index: int) -> bool:
        """Whether the attribution of the part before goes up to a part: `,” said Roe, its CEO, “…`."""
        return index > 0 and self._parts[index - 1].tail_end == self._parts[index].quotation.outer_start

    def _floor(self, index: int) -> int:
        """Behind the cue of the part before, so that its attribution is not read twice."""
        part = self._parts[index]
        before = self._parts[index - 1] if index else None
        if before is None or before.passage != part.passage:
            return self._passages[part.passage].start
        if before.tail_end > before.quotation.outer_end and before.frame is not None:
            return before.tail_end if before.frame.way == "name-line" else before.frame.end
        return before.quotation.outer_end

    def implied(self, index: int) -> Frame | None:
        """The attribution of a whole quoted sentence with none of its own, from the words before it."""
        part = self._parts[index]
        quotation = part.quotation
        if not self._stands_alone(quotation):
            return None
        floor = self._floor(index)
        start = self._last_sentence(floor, quotation.outer_start)
        if self._text[start : quotation.outer_start].strip():
            return self._frames.implied(start, quotation.outer_start)
        if part.passage == 0:
            return None
        above = self._passages[part.passage - 1]
        if above.kind not in {"paragraph", "dateline"} or self._text[above.end - 1] != ".":
            return None
        return self._frames.implied(self._last_sentence(above.start, above.end), above.end)

    def _last_sentence(self, floor: int, end: int) -> int:
        """Where the last finished sentence before a quotation begins."""
        while end > floor and self._text[end - 1].isspace():
            end -= 1
        return sentence_start(self._text, end, floor)

    def _stands_alone(self, quotation: Quotation) -> bool:
        last = self._text[quotation.end - 1 : quotation.end]
        return quotation.closed and last in {".", "!", "?", "…"} and self._is_whole(quotation)

    def _is_whole(self, quotation: Quotation) -> bool:
        """Whether quoted words begin and read like a sentence."""
        words = self._text[quotation.start : quotation.end]
        return (
            words[:1].isupper()
            and words.count(" ") >= 4
            and has_clause(self._doc, quotation.start, quotation.end)
        )

    def _signature(self, index: int) -> Frame | None:
        part = self._parts[index]
        end = self._passages[part.passage].end
        if not is_blank(self._text, part.quotation.outer_end, end):
            return self._signed_behind(index, end)
        if part.passage + 1 >= len(self._passages):
            return None
        before = self._parts[index - 1] if index else None
        if before is not None and before.passage == part.passage and before.frame is not None:
            return None
        below = self._passages[part.passage + 1]
        return self._frames.signatures.line(below.start, below.end)

    def _signed_behind(self, index: int, end: int) -> Frame | None:
        """The name and post that are all that follows a finished quotation: `.” Jane Roe, Chairman`."""
        part = self._parts[index]
        if self._limit(index) < end or not self._stands_alone(part.quotation):
            return None
        frame = self._frames.signatures.line(part.quotation.outer_end, end)
        return frame if frame and self._text[frame.end : frame.end + 1] in {",", "("} else None
