"""Whose act a verb is: the persons that are its subject.

In: a verb of saying and the stretch of text that is its sentence. Out: voices. The name right beside
the verb comes first, since the parser errs most where quotation marks cut a sentence up; then the
parse; then the only name in reach.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from pipeline.analysis import Analysis
from pipeline.entities import Entities, Mention
from pipeline.extract.speakers.grammar import FINITE, PRONOUNS, SUBJECTS
from pipeline.extract.speakers.sentences import sign_before
from pipeline.extract.speakers.voices import Voice, Voices
from pipeline.lexicon.words import is_title_word

_SHARED = {"conj", "xcomp", "advcl", "pcomp", "dep", "ccomp"}
_VERBAL = frozenset({"VERB", "AUX", "ADP"})
_STOPS = frozenset('“”":;')
_GOING_ON = frozenset({"advcl", "conj"})
_LONGEST_CHAIN = 3
"""Verbs of one sentence that share a subject, at most: `Roe stood up, thanked them and went on, saying`."""

_LONGEST_FRONT = 8
"""Words of a title, at most, before the name that a sentence begins with."""

_LONGEST_POST = 6
"""Words behind a name among which its noun of office stands: `Jane Roe, the firm's first general manager`."""

_RELATIVE = {"who", "which", "that"}


class Subjects:
    """Finds the persons that act in one article."""

    def __init__(self, analysis: Analysis, entities: Entities, voices: Voices) -> None:
        """Prepare."""
        self._doc: Doc = analysis.doc
        self._text = analysis.text
        self._people = entities.people
        self._voices = voices

    def of_attribution(self, verb: Token, start: int, end: int) -> tuple[Voice, ...]:
        """Who speaks by a verb: next to it, by the parse, or else by position in the stretch."""
        verb_end = verb.idx + len(verb)
        if beside := self._beside(verb, start):
            return beside
        if _words_in(self._text[start : verb.idx]) == 0 and (named := self._voices.after(verb_end, end)):
            return named
        subject = subject_of(verb)
        if subject is not None and start <= subject.idx < end:
            return self._voices.of_subject(subject) or self._gone_on(verb, start)
        going_on = self._voices.after(verb_end, end) or self._gone_on(verb, start)
        return going_on or self._first_named(start, verb.idx)

    def of(self, verb: Token, start: int, end: int) -> tuple[Voice, ...]:
        """The persons that are a verb's subject, next to it or by the parse, within a sentence."""
        if beside := self._beside(verb, start):
            return beside
        subject = subject_of(verb)
        inside = subject is not None and start <= subject.idx < end
        return (self._voices.of_subject(subject) if subject and inside else ()) or self._gone_on(verb, start)

    def _beside(self, verb: Token, start: int) -> tuple[Voice, ...]:
        """Whose name stands before a verb, at most with a post behind it."""
        return self._adjacent(verb, start) or self._apposed(start, verb)

    def _gone_on(self, verb: Token, start: int) -> tuple[Voice, ...]:
        """Whose name stands before the verb that another goes on with: `Roe wrote a letter, adding`."""
        for _ in range(_LONGEST_CHAIN):
            if verb.dep_ not in _GOING_ON or verb.head.idx < start or _own_subject(verb) is not None:
                break
            verb = verb.head
            if found := self._beside(verb, start):
                return found
        return ()

    def _adjacent(self, verb: Token, start: int) -> tuple[Voice, ...]:
        """The name or pronoun right before a verb, adverbs and auxiliaries between."""
        token = _first_of(verb, start)
        if token.i == 0 or token.nbor(-1).idx < start:
            return ()
        before = token.nbor(-1)
        mention = self._people.at(before.idx)
        if mention is None and before.lower_ == "who":
            return self._before_relative(before, start)
        if mention is None:
            return (
                self._voices.of_subject(before) if before.lower_ in PRONOUNS else self._voices.of_word(before)
            )
        return () if self.is_governed(mention) else self._voices.ending_with(before, mention)

    def _before_relative(self, relative: Token, start: int) -> tuple[Voice, ...]:
        """The name right before "who": critics and **Jane Roe**, who wrote."""
        before = self._text[start : relative.idx].rstrip(" ,")
        mention = self._people.at(start + len(before) - 1) if before else None
        return (self._voices.of_mention(mention),) if mention else ()

    def _apposed(self, start: int, verb: Token) -> tuple[Voice, ...]:
        """The name that only a post set off by commas parts from a verb: **Jane Roe**, its chairman, said."""
        end = _first_of(verb, start).idx
        if sign_before(self._text, end, start) not in {",", ")"}:
            return ()
        mentions = self._people.within(start, end)
        for mention in mentions:
            opens = mention is mentions[0] and self._opens(start, mention)
            if (opens or self._has_post(mention, end)) and self._is_set_off(mention, end):
                return (self._voices.of_mention(mention),)
        return ()

    def _opens(self, start: int, mention: Mention) -> bool:
        """Whether a sentence begins with a name, behind no more than a title."""
        front = self._words(start, mention.start)
        return len(front) <= _LONGEST_FRONT and all(t.pos_ not in _VERBAL or t.lower_ == "as" for t in front)

    def _has_post(self, mention: Mention, end: int) -> bool:
        """Whether a noun of office stands behind the comma behind a name that nothing governs."""
        behind = self._words(mention.end, end)[1 : 1 + _LONGEST_POST]
        return any(is_title_word(t.text) for t in behind) and not self.is_governed(mention)

    def _is_set_off(self, mention: Mention, end: int) -> bool:
        if self._text[mention.end : mention.end + 2] not in {", ", " ("}:
            return False
        return all(map(_is_in_apposition, self._words(mention.end, end)))

    def _words(self, start: int, end: int) -> Span | tuple[Token, ...]:
        span = self._doc.char_span(start, end, alignment_mode="contract") if start < end else None
        return span or ()

    def is_governed(self, mention: Mention) -> bool:
        """Whether a preposition stands before a name: a spokesman **for Jane Roe** said."""
        span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
        while span is not None and span.start > 0:
            before = self._doc[span.start - 1]
            if before.pos_ != "PROPN":
                return before.pos_ == "ADP"
            span = self._doc[span.start - 1 : span.end]
        return False

    def _first_named(self, start: int, end: int) -> tuple[Voice, ...]:
        mention = self._people.first_within(start, end)
        if mention is None or _words_in(self._text[start : mention.start]) > 6:
            return ()
        return (self._voices.of_mention(mention),)


def _first_of(verb: Token, start: int) -> Token:
    """The first word of a verb with the adverbs and auxiliaries before it: **has** also said."""
    token = verb
    while token.i > 0 and token.nbor(-1).pos_ in {"ADV", "AUX"} and token.nbor(-1).idx >= start:
        token = token.nbor(-1)
    return token


def _words_in(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+", text))


def _is_in_apposition(token: Token) -> bool:
    """Whether a word can belong to a post behind a name: no finite verb, mark or pronoun that ends it."""
    if token.text in _STOPS or (token.pos_ == "PRON" and token.lower_ not in _RELATIVE):
        return False
    return _is_relative(token)


def _is_relative(token: Token) -> bool:
    """Whether a word is no finite verb but one of a relative clause."""
    return token.tag_ not in FINITE or token.dep_ == "relcl" or token.head.dep_ == "relcl"


def _own_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it hangs on."""
    for _ in range(4):
        own = _own_subject(verb)
        if own is not None and own.lower_ not in _RELATIVE:
            return own
        if verb.dep_ in {"relcl", "acl"}:
            return verb.head
        if verb.dep_ == "pcomp" and verb.head.pos_ in {"ADP", "SCONJ"}:
            verb = verb.head.head
            continue
        if verb.dep_ not in _SHARED or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
