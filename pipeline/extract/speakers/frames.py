"""Words outside quotation marks → who is said to speak there, and by which cue.

In: a stretch of text beside a quotation. Out: a `Frame`: the cue ("said", "according to", a dash
before a name) and the persons, none if a company or an unnamed person speaks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.grammar import FINITE, PRONOUNS
from pipeline.extract.speakers.subjects import Subjects, subject_of
from pipeline.extract.speakers.voices import Voice, Voices

_SKIPPED = {"ADV", "PUNCT", "SPACE", "CCONJ", "AUX"}
_ACCORDING = re.compile(
    r"\b(?P<cue>according to|in the words of|as told by|as told to \w+ by|per)\s+"
    r"(?:(?:the|its|our)\s)?(?:[A-Z][\w&.’'-]*,?\s+|(?:of|for|and)\s+){0,6}$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:[—–―~-]{1,3})\s*")
_BARE = re.compile(r"\s*[(\[]?\s*")
_TITLES = re.compile(r"(?!About|By|Contact|For|Media|Meet|Photo|Text|With)(?:[A-Z]\w*\.?\s+){0,3}")
_LEADS_TO_LABEL = re.compile(r"[^!?“”\"]{0,60}")
_LABEL = re.compile(r"[^.!?“”\"]{0,120}:\s*$")
_BY_SOURCE = re.compile(r"\s{0,3},?\s{0,3}(?P<cue>according to)\s", re.IGNORECASE)
_SIGNED = re.compile(r"[,.(\n|]|\s*$|\s+[A-Z“\"]")
_POST_TO_MARK = re.compile(r"(?:,\s[^.:!?“”\"]{2,120}|\s\([^()“”\"]{2,60}\))\s*$")


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution: `start:end` is the cue; `voices` are the named persons; `way` how it was found."""

    start: int
    end: int
    voices: tuple[Voice, ...]
    way: str


class Frames:
    """Finds the attributions of one article."""

    def __init__(
        self,
        analysis: Analysis,
        entities: Entities,
        voices: Voices,
        subjects: Subjects,
        verbs: Collection[str],
        reacting: Collection[str],
    ) -> None:
        """Prepare; `verbs` are lemmas of reporting verbs, `reacting` those of what else one does by words."""
        self._doc: Doc = analysis.doc
        self._text = analysis.text
        self._people = entities.people
        self._voices = voices
        self._subjects = subjects
        self._verbs = verbs
        self._reacting = reacting

    def tail(self, start: int, end: int, unfinished: bool = True) -> Frame | None:
        """The attribution that follows a closing mark: `,” said Jane Roe`.

        Behind words that are `unfinished` (they end with a comma, say), any verb can be the cue.
        """
        if source := self._by_source(start, end) or self._by_dash(start, end):
            return source
        tokens = self._tokens(start, end)
        lead = _leading(tokens)
        for token in tokens:
            leads = unfinished and token is lead and token.pos_ == "VERB"
            if leads or (self._is_cue(token) and not any(c.dep_ == "neg" for c in token.children)):
                return self._framed(token, start, end, "after")
        return self._by_name(start, end, unfinished)

    def head(self, start: int, end: int, whole: bool = False) -> Frame | None:
        """The attribution that leads to an opening mark: `Jane Roe said: “`.

        Where the quotation is a `whole` sentence, a comma does what otherwise takes a colon.
        """
        for token in reversed(self._tokens(start, end)):
            if self._is_cue(token):
                frame = self._framed(token, start, end, "before")
                return (
                    frame
                    if frame.voices or not self._lacks_subject(token, start)
                    else replace(frame, way="further")
                )
        return (
            self._by_label(start, end, whole)
            or self._by_according(start, end)
            or self._by_colon(start, end, whole)
        )

    def implied(self, start: int, end: int) -> Frame | None:
        """Whom the sentence before a quotation is about: `Jane Roe welcomed the plan. “`."""
        tokens = self._tokens(start, end)
        for verb in (t for t in tokens if self._is_cue(t, self._reacting)):
            if voices := self._subjects.of(verb, start, end):
                return Frame(verb.idx, verb.idx + len(verb), voices[:1], "implied")
        return None

    def _by_colon(self, start: int, end: int, whole: bool) -> Frame | None:
        """`Jane Roe took the floor: “`."""
        if not self._text[start:end].rstrip().endswith((":", ",") if whole else ":"):
            return None
        verb = next((t for t in self._tokens(start, end) if t.tag_ in {"VBD", "VBZ"}), None)
        named = self._people.within(start, verb.idx) if verb is not None else ()
        if verb is None or not named or self._subjects.is_governed(named[-1]):
            return None
        return Frame(verb.idx, verb.idx + len(verb), (self._voices.of_mention(named[-1]),), "before")

    def signature(self, start: int, end: int) -> Frame | None:
        """A line that is nothing but the name and post of who was quoted above it."""
        line = self._text[start:end]
        match = _DASH.match(line) or _BARE.match(line)
        name_at = start + (match.end() if match else 0)
        mention = self._named_at(name_at, end)
        if mention is None or end - start > 160 or self._has_clause(start, end):
            return None
        return Frame(mention.start, mention.end, (self._voices.of_mention(mention),), "name-line")

    def _named_at(self, start: int, end: int) -> Mention | None:
        """The name that begins at a place, or behind a title there."""
        if mention := self._people.at(start):
            return mention
        mention = self._people.first_within(start, end)
        return mention if mention and _TITLES.fullmatch(self._text, start, mention.start) else None

    def _has_clause(self, start: int, end: int) -> bool:
        return any(t.tag_ in FINITE for t in self._tokens(start, end))

    def _by_name(self, start: int, end: int, unfinished: bool) -> Frame | None:
        """`” — Jane Roe, chairman`, `” (Jane Roe)`, and behind a comma `,” Jane Roe, chairman`."""
        text = self._text[start:end]
        if not re.match(r"\s*(?:[—–―~-]|\()", text) and not (unfinished and re.match(r"\s*[A-Z]", text)):
            return None
        return self.signature(start, end)

    def _by_dash(self, start: int, end: int) -> Frame | None:
        """`” — Jane Roe, chairman`, whatever the page has run together behind it."""
        dash = _DASH.match(self._text, start, end)
        mention = self._named_at(dash.end(), end) if dash else None
        if mention is None or not _SIGNED.match(self._text, mention.end, end):
            return None
        return Frame(mention.start, mention.end, (self._voices.of_mention(mention),), "name-line")

    def _by_source(self, start: int, end: int) -> Frame | None:
        """`,” according to Jane Roe`; with no voices, if that is no person."""
        match = _BY_SOURCE.match(self._text, start, end)
        if match is None:
            return None
        return Frame(*match.span("cue"), self._voices.after(match.end(), end)[:1], "after")

    def _lacks_subject(self, verb: Token, start: int) -> bool:
        """Whether nobody in the stretch from `start` does what a verb says: "adding, “"."""
        subject = subject_of(verb)
        return subject is None or subject.idx < start

    def _by_label(self, start: int, end: int, whole: bool) -> Frame | None:
        """`Jane Roe, chairman: “`, and before a `whole` sentence `Jane Roe, Chairman “`."""
        mention = self._people.first_within(start, end)
        if mention is None:
            return None
        if not _LABEL.match(self._text, mention.end, end) and not (
            whole and self._is_bare_label(mention, end)
        ):
            return None
        if not _LEADS_TO_LABEL.fullmatch(self._text, start, mention.start) or self._has_clause(start, end):
            return None
        return Frame(mention.start, mention.end, (self._voices.of_mention(mention),), "label")

    def _is_bare_label(self, mention: Mention, end: int) -> bool:
        """Whether nothing but a post in capitals, or a town in brackets, leads from a name to a mark."""
        if not _POST_TO_MARK.match(self._text, mention.end, end):
            return False
        last = self._text[mention.end : end].split()[-1]
        return last.endswith(")") or last[0].isupper()

    def _by_according(self, start: int, end: int) -> Frame | None:
        for mention in self._people.within(start, end):
            if match := _ACCORDING.search(self._text, max(start, mention.start - 90), mention.start):
                return Frame(*match.span("cue"), (self._voices.of_mention(mention),), "before")
        return None

    def _framed(self, verb: Token, start: int, end: int, way: str) -> Frame:
        return Frame(verb.idx, verb.idx + len(verb), self._subjects.of_attribution(verb, start, end), way)

    def _is_cue(self, token: Token, further: Collection[str] = ()) -> bool:
        lemma = token.lemma_.lower()
        return (
            (lemma in self._verbs or lemma in further)
            and token.pos_ in {"VERB", "NOUN"}
            and token.tag_ != "NN"
        )

    def _tokens(self, start: int, end: int) -> Sequence[Token]:
        span = self._doc.char_span(start, end, alignment_mode="contract") if start < end else None
        return [t for t in span or () if not t.is_space]


def _leading(tokens: Sequence[Token]) -> Token | None:
    """The word that a stretch begins with, adverbs and the like and a pronoun before it left out."""
    words = [t for t in tokens if t.pos_ not in _SKIPPED]
    return next((t for t in words if t.i != words[0].i or t.lower_ not in PRONOUNS), None)
