"""Words outside quotation marks → who is said to speak there, and by which cue.

In: a stretch of text beside a quotation. Out: a `Frame`: the cue ("said", "according to", a name alone)
and the persons, none if a company or an unnamed person speaks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities
from pipeline.extract.speakers.frame import Frame, Way
from pipeline.extract.speakers.grammar import FINITE, PRONOUNS, tokens_in
from pipeline.extract.speakers.signatures import Signatures
from pipeline.extract.speakers.subjects import Subjects, subject_of
from pipeline.extract.speakers.voices import Voices

_SKIPPED = {"ADV", "PUNCT", "SPACE", "CCONJ", "AUX"}
_ACCORDING = re.compile(
    r"\b(?P<cue>according to|in the words of|as told by|as told to \w+ by|per)\s+"
    r"(?:(?:the|its|our)\s)?(?:[A-Z][\w&.’'-]*,?\s+|(?:of|for|and)\s+){0,6}$",
    re.IGNORECASE,
)
_BY_SOURCE = re.compile(r"\s{0,3},?\s{0,3}(?P<cue>according to)\s", re.IGNORECASE)


class Frames:
    """Finds the attributions of one article; those without a verb are `signatures`."""

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
        self.signatures = Signatures(analysis, entities, voices)
        self._doc = analysis.doc
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
        if source := self._by_source(start, end) or self.signatures.behind_dash(start, end):
            return source
        tokens = tokens_in(self._doc, start, end)
        leading = (_leading(tokens), self._behind_name(tokens)) if unfinished else ()
        for token in tokens:
            leads = token.pos_ == "VERB" and token in leading
            if leads or (self._is_cue(token) and not any(c.dep_ == "neg" for c in token.children)):
                return self._framed(token, start, end, "after")
        return self.signatures.behind_mark(start, end, unfinished)

    def head(self, start: int, end: int, whole: bool = False) -> Frame | None:
        """The attribution that leads to an opening mark: `Jane Roe said: “`.

        Where the quotation is a `whole` sentence, a comma does what otherwise takes a colon.
        """
        for token in reversed(tokens_in(self._doc, start, end)):
            if self._is_cue(token):
                frame = self._framed(token, start, end, "before")
                goes_on = not frame.voices and self._lacks_subject(token, start)
                return replace(frame, way="further") if goes_on else frame
        return (
            self.signatures.label(start, end, whole)
            or self._by_according(start, end)
            or self._by_colon(start, end, whole)
        )

    def implied(self, start: int, end: int) -> Frame | None:
        """Whom the sentence before a quotation is about: `Jane Roe welcomed the plan. “`."""
        tokens = tokens_in(self._doc, start, end)
        for verb in (t for t in tokens if self._is_cue(t, self._reacting)):
            if voices := self._subjects.of(verb, start, end):
                return Frame(verb.idx, verb.idx + len(verb), voices[:1], "implied")
        return None

    def _by_colon(self, start: int, end: int, whole: bool) -> Frame | None:
        """`Jane Roe took the floor: “`."""
        if not self._text[start:end].rstrip().endswith((":", ",") if whole else ":"):
            return None
        verb = next((t for t in tokens_in(self._doc, start, end) if t.tag_ in {"VBD", "VBZ"}), None)
        named = self._people.within(start, verb.idx) if verb is not None else ()
        if verb is None or not named or self._subjects.is_governed(named[-1]):
            return None
        return Frame(verb.idx, verb.idx + len(verb), (self._voices.of_mention(named[-1]),), "before")

    def _by_source(self, start: int, end: int) -> Frame | None:
        """`,” according to Jane Roe`; with no voices, if that is no person."""
        match = _BY_SOURCE.match(self._text, start, end)
        if match is None:
            return None
        return Frame(*match.span("cue"), self._voices.after(match.end(), end)[:1], "after")

    def _behind_name(self, tokens: Sequence[Token]) -> Token | None:
        """The finite verb that is all behind the name that a stretch begins with: `,” Roe` **projected**."""
        named = self._people.at(tokens[0].idx) if tokens else None
        behind = [t for t in tokens if t.idx >= named.end][:2] if named else []
        is_all = len(behind) == 2 and behind[0].tag_ in FINITE and behind[1].is_punct
        return behind[0] if is_all else None

    def _lacks_subject(self, verb: Token, start: int) -> bool:
        """Whether nobody in the stretch from `start` does what a verb says: "adding, “"."""
        subject = subject_of(verb)
        return subject is None or subject.idx < start

    def _by_according(self, start: int, end: int) -> Frame | None:
        for mention in self._people.within(start, end):
            if match := _ACCORDING.search(self._text, max(start, mention.start - 90), mention.start):
                return Frame(*match.span("cue"), (self._voices.of_mention(mention),), "before")
        return None

    def _framed(self, verb: Token, start: int, end: int, way: Way) -> Frame:
        return Frame(verb.idx, verb.idx + len(verb), self._subjects.of_attribution(verb, start, end), way)

    def _is_cue(self, token: Token, further: Collection[str] = ()) -> bool:
        lemma = token.lemma_.lower()
        return (
            (lemma in self._verbs or lemma in further)
            and token.pos_ in {"VERB", "NOUN"}
            and token.tag_ != "NN"
            and not _goes_on_doing(token)
        )


def _leading(tokens: Sequence[Token]) -> Token | None:
    """The word that a stretch begins with, adverbs and the like and a pronoun before it left out."""
    words = [t for t in tokens if t.pos_ not in _SKIPPED]
    return next((t for t in words if t.i != words[0].i or t.lower_ not in PRONOUNS), None)


def _goes_on_doing(verb: Token) -> bool:
    """Whether what is continued is a deed and no speech: Acme `continues` to grow."""
    return verb.lemma_.lower() == "continue" and any(c.dep_ == "xcomp" for c in verb.children)
