"""Tense: whether the verb that governs an expression tells of the past, the present or the future."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "future"]

_FUTURE_AUXILIARIES = {"will", "shall", "'ll", "’ll"}
_PLANNING = {"schedule", "slate", "plan", "expect", "set", "anticipate", "target", "project", "due"}
_STATES = {"be", "have", "appear", "seem", "remain", "stand", "continue"}
_REACH = 12


def tense_at(doc: Doc, start: int, end: int) -> Tense | None:
    """The tense of the verb above the stretch `start:end` of the text, if it has one that tells.

    A participle takes the tense of the verb above it: "the plant, opening in May, was built by Acme".
    """
    verb = governing_verb(doc, start, end)
    for _ in range(_REACH):  # the parser's trees can hold a cycle, so the way up has an end
        if verb is None or verb.tag_ != "VBG" or verb.head.i == verb.i or tense_of(verb) is not None:
            break
        verb = _verb_above(verb.head)
    return tense_of(verb) if verb is not None else None


def governing_verb(doc: Doc, start: int, end: int) -> Token | None:
    """The verb above a stretch of the text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    return _verb_above(root.head) if root.head.i != root.i else None


def _verb_above(token: Token) -> Token | None:
    for _ in range(_REACH):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def tense_of(verb: Token) -> Tense | None:
    """The tense of a verb with its auxiliaries, if it is finite; the present of a state tells nothing."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.lower_ for helper in helpers} | {verb.lower_}
    if words & _FUTURE_AUXILIARIES:
        return "future"
    if _is_planned(verb):
        return None if any(helper.tag_ == "VBD" for helper in helpers) else "future"
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    if verb.tag_ == "VBN" and words & {"has", "have", "had", "'ve", "’ve", "having"}:
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ not in _STATES else None


def _is_planned(verb: Token) -> bool:
    """Whether a verb speaks of what is to come: `is scheduled for`, `plans to open`."""
    if verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children):
        return verb.dep_ == "xcomp" and verb.head.lemma_ in _PLANNING and verb.head.tag_ != "VBD"
    return verb.lemma_ in _PLANNING and verb.tag_ != "VBD"
