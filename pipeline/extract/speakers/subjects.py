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
from pipeline.extract.speakers.sentences import sign_before
from pipeline.extract.speakers.voices import Voice, Voices

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHARED = {"conj", "xcomp", "advcl", "pcomp", "dep", "ccomp"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBAL = frozenset({"VERB", "AUX", "ADP"})
_STOPS = frozenset('“”":;')
_LONGEST_FRONT = 8
"""Words of a title, at most, before the name that a sentence begins with."""

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
        if adjacent := self._adjacent(verb, start):
            return adjacent
        if apposed := self._apposed(start, verb):
            return apposed
        if _words_in(self._text[start : verb.idx]) == 0 and (named := self._voices.after(verb_end, end)):
            return named
        subject = subject_of(verb)
        if subject is not None and start <= subject.idx < end:
            return self._voices.of_subject(subject)
        return self._voices.after(verb_end, end) or self._first_named(start, verb.idx)

    def of(self, verb: Token, start: int, end: int) -> tuple[Voice, ...]:
        """The persons that are a verb's subject, next to it or by the parse, within a sentence."""
        if found := self._adjacent(verb, start) or self._apposed(start, verb):
            return found
        subject = subject_of(verb)
        return self._voices.of_subject(subject) if subject is not None and start <= subject.idx < end else ()

    def _adjacent(self, verb: Token, start: int) -> tuple[Voice, ...]:
        """The name or pronoun right before a verb, adverbs and auxiliaries between."""
        token = verb
        while token.i > 0 and token.nbor(-1).pos_ in {"ADV", "AUX"} and token.nbor(-1).idx >= start:
            token = token.nbor(-1)
        if token.i == 0 or token.nbor(-1).idx < start:
            return ()
        before = token.nbor(-1)
        mention = self._people.at(before.idx)
        if mention is None and before.lower_ == "who":
            return self._before_relative(before, start)
        if mention is None:
            return (
                self._voices.of_subject(before)
                if before.lower_ in {"he", "she"}
                else self._voices.of_word(before)
            )
        if self.is_governed(mention):
            return ()
        return self._voices.of_subject(before)

    def _before_relative(self, relative: Token, start: int) -> tuple[Voice, ...]:
        """The name right before "who": critics and **Jane Roe**, who wrote."""
        before = self._text[start : relative.idx].rstrip(" ,")
        mention = self._people.at(start + len(before) - 1) if before else None
        return (self._voices.of_mention(mention),) if mention else ()

    def _apposed(self, start: int, verb: Token) -> tuple[Voice, ...]:
        """The name that a sentence begins with, when only a post set off by commas parts it from the verb."""
        mention = self._people.first_within(start, verb.idx)
        if mention is None or self._text[mention.end : mention.end + 2] not in {", ", " ("}:
            return ()
        front = self._words(start, mention.start)
        if len(front) > _LONGEST_FRONT or any(t.pos_ in _VERBAL and t.lower_ != "as" for t in front):
            return ()
        if sign_before(self._text, verb.idx, mention.end) not in {",", ")"}:
            return ()
        apposed = all(map(_is_in_apposition, self._words(mention.end, verb.idx)))
        return (self._voices.of_mention(mention),) if apposed else ()

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
    return token.tag_ not in _FINITE or token.dep_ == "relcl" or token.head.dep_ == "relcl"


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it hangs on."""
    for _ in range(4):
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
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
