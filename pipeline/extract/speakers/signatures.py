"""Names that say who speaks without a verb: signatures below or behind a quotation, labels before one.

In: a stretch of text beside a quotation. Out: a frame whose cue is the name itself.

    “…” — Jane Roe, chairman         a signature
    Jane Roe, chairman: “…”          a label
"""

from __future__ import annotations

import re

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.frame import Frame, Way
from pipeline.extract.speakers.grammar import FINITE, tokens_in
from pipeline.extract.speakers.voices import Voices

_DASH = re.compile(r"\s*(?:[—–―~-]{1,3})\s*")
_BARE = re.compile(r"\s*[(\[]?\s*")
_OPENS_SIGNATURE = re.compile(r"\s*[—–―~(-]")
_CAPITAL = re.compile(r"\s*[A-Z]")
_TITLES = re.compile(r"(?!About|By|Contact|For|Media|Meet|Photo|Text|With)(?:[A-Z]\w*\.?\s+){0,3}")
_LEADS_TO_LABEL = re.compile(r"[^!?“”\"]{0,60}")
_LABEL = re.compile(r"[^.!?“”\"]{0,120}:\s*$")
_SIGNED = re.compile(r"[,.(\n|]|\s*$|\s+[A-Z“\"]")
_POST_TO_MARK = re.compile(r"(?:,\s[^.:!?“”\"]{2,120}|\s\([^()“”\"]{2,60}\))\s*$")
_LONGEST = 160
"""Characters of a line that is nothing but a name and a post."""


class Signatures:
    """Finds the signatures and labels of one article."""

    def __init__(self, analysis: Analysis, entities: Entities, voices: Voices) -> None:
        """Prepare."""
        self._doc = analysis.doc
        self._text = analysis.text
        self._people = entities.people
        self._voices = voices

    def line(self, start: int, end: int) -> Frame | None:
        """A line that is nothing but the name and post of who was quoted above it."""
        line = self._text[start:end]
        match = _DASH.match(line) or _BARE.match(line)
        name_at = start + (match.end() if match else 0)
        mention = self._named_at(name_at, end)
        if mention is None or end - start > _LONGEST or self._has_clause(start, end):
            return None
        return self._frame(mention, "name-line")

    def behind_mark(self, start: int, end: int, unfinished: bool) -> Frame | None:
        """`” — Jane Roe, chairman`, `” (Jane Roe)`, and behind a comma `,” Jane Roe, chairman`."""
        opens = _OPENS_SIGNATURE.match(self._text, start, end)
        named = unfinished and _CAPITAL.match(self._text, start, end)
        return self.line(start, end) if opens or named else None

    def behind_dash(self, start: int, end: int) -> Frame | None:
        """`” — Jane Roe, chairman`, whatever the page has run together behind it."""
        dash = _DASH.match(self._text, start, end)
        mention = self._named_at(dash.end(), end) if dash else None
        if mention is None or not _SIGNED.match(self._text, mention.end, end):
            return None
        return self._frame(mention, "name-line")

    def label(self, start: int, end: int, whole: bool) -> Frame | None:
        """`Jane Roe, chairman: “`, and before a `whole` sentence `Jane Roe, Chairman “`."""
        mention = self._people.first_within(start, end)
        if mention is None or not self._is_label(mention, end, whole):
            return None
        if not _LEADS_TO_LABEL.fullmatch(self._text, start, mention.start) or self._has_clause(start, end):
            return None
        return self._frame(mention, "label")

    def _is_label(self, mention: Mention, end: int, whole: bool) -> bool:
        """Whether a colon, and before a `whole` sentence less, leads from a name to a mark."""
        if _LABEL.match(self._text, mention.end, end):
            return True
        return whole and self._is_bare_label(mention, end)

    def _is_bare_label(self, mention: Mention, end: int) -> bool:
        """Whether nothing but a post in capitals, or a town in brackets, leads from a name to a mark."""
        if not _POST_TO_MARK.match(self._text, mention.end, end):
            return False
        last = self._text[mention.end : end].split()[-1]
        return last.endswith(")") or last[0].isupper()

    def _named_at(self, start: int, end: int) -> Mention | None:
        """The name that begins at a place, or behind a title there."""
        if mention := self._people.at(start):
            return mention
        mention = self._people.first_within(start, end)
        return mention if mention and _TITLES.fullmatch(self._text, start, mention.start) else None

    def _has_clause(self, start: int, end: int) -> bool:
        return any(token.tag_ in FINITE for token in tokens_in(self._doc, start, end))

    def _frame(self, mention: Mention, way: Way) -> Frame:
        return Frame(mention.start, mention.end, (self._voices.of_mention(mention),), way)
