"""Lists of speakers: lines that begin with a name below a line that announces speakers.

In: the passages of an article. Out: for each name the cue (the word that announces) and the mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.analysis import Analysis, Passage
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.grammar import FINITE
from pipeline.extract.speakers.sentences import sentence_end, sentence_start

_COLON = re.compile(r"(?P<colon>:)(?:\s*[*•][^\n:]*)?\s*$")
_FRONT = re.compile(r"\W*(?:[\w.&’'-]+:?\s+){0,4}[“\"]?")
_JURY = re.compile(r"\b(?:judg|jury|jurors|advis|steering)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[,;•·|\n]|\band\b|&")
_PREPOSITION = re.compile(r"\b(?:of|for|with|by|from|to|about)\s+$")
_PROSE_WEIGHT = 3
"""How many lines without a name end a list of speakers; a paragraph weighs as much at once."""

_LONGEST_LINE = 500
_LONGEST_LIST = 2000
"""Characters of a line that lists speakers, and of the persons listed in one sentence."""


class Programmes:
    """Finds the lists of speakers of one article."""

    def __init__(self, analysis: Analysis, entities: Entities, headings: Sequence[str]) -> None:
        """Prepare; `headings` are words that announce speakers."""
        self._analysis = analysis
        self._people = entities.people
        self.is_listed = cache(self._is_listed)
        words = "|".join(map(re.escape, headings))
        self._list_heading = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)

    def listed(self, passages: Sequence[Passage]) -> Iterator[tuple[tuple[int, int], Mention]]:
        """Each name in front of a line, with the place of the cue above it."""
        cue: tuple[int, int] | None = None
        others = 0
        for passage in passages:
            start = passage.start
            if announced := self._announcement(passage):
                cue, others = announced[0], 0
                start = announced[1]
            mention = self._name_in_front(start, passage.end)
            if cue and mention is not None:
                yield cue, mention
                others = 0
            elif cue and not announced:
                others += 1 if passage.kind in {"list", "heading"} else _PROSE_WEIGHT
                cue = cue if others <= _PROSE_WEIGHT else None

    def behind(self, first: Mention, limit: int) -> list[Mention]:
        """A person and those listed behind, up to the sentence's end or its next verb."""
        named: list[Mention] = []
        reach = min(limit, first.start + _LONGEST_LIST)
        end = max(first.end, sentence_end(self._analysis.text, first.start, reach))
        for mention in self._people.within(first.start, end):
            if named and not self.is_listed(named[-1].end, mention.start):
                break
            named.append(mention)
        return named

    def before(self, last: Mention, limit: int) -> list[Mention]:
        """A person and those listed before, back to the sentence's beginning."""
        named = [last]
        reach = max(limit, last.start - _LONGEST_LIST)
        for mention in reversed(self._people.within(reach, last.start)):
            if not self.is_listed(mention.end, named[0].start):
                break
            named.insert(0, mention)
        return named

    def _is_listed(self, start: int, end: int) -> bool:
        """Whether only titles, separators and relative clauses stand between two names."""
        between = self._analysis.text[start:end]
        if (
            not _SEPARATOR.search(between)
            or _PREPOSITION.search(between)
            or between.count("“") != between.count("”")
        ):
            return False
        span = self._analysis.doc.char_span(start, end, alignment_mode="expand")
        finite = (t for t in span or () if t.tag_ in FINITE and t.text[0].islower())
        return all(t.dep_ == "relcl" or t.head.dep_ == "relcl" for t in finite)

    def _name_in_front(self, start: int, end: int) -> Mention | None:
        """The name that a line of a list begins with, if it is such a line."""
        mention = self._people.first_within(start, end)
        if mention is None or end - start > _LONGEST_LINE:
            return None
        return mention if _FRONT.fullmatch(self._analysis.text, start, mention.start) else None

    def _announcement(self, passage: Passage) -> tuple[tuple[int, int], int] | None:
        """The cue in a line that announces speakers, and where the first of them can stand behind it."""
        text = self._analysis.text
        colon = _COLON.search(text, max(passage.start, passage.end - 2 * _LONGEST_LINE), passage.end)
        end = colon.end("colon") if colon else passage.end
        if not colon and passage.kind != "heading":
            return None
        start = sentence_start(text, end, passage.start)
        if end - start > _LONGEST_LINE or (not colon and self._people.first_within(start, end)):
            return None
        match = self._list_heading.search(text, start, end)
        return (match.span(), end) if match and not _JURY.search(text, start, end) else None
