"""Tense: whether the verb that governs an expression tells of the past, the present or the future."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "future"]

_FUTURE_AUXILIARIES = {"will", "shall", "'ll", "’ll"}
_PLANNING = {"schedule", "slate", "plan", "expect", "set", "anticipate", "target", "project", "due"}
_COMMITTING = _PLANNING | {
    "agree", "vow", "promise", "pledge", "threaten", "intend", "hope", "want", "prepare", "aim", "ask",
    "invite", "urge", "order", "propose", "offer",
}  # fmt: skip
_MODALS = {"may", "might", "can", "could", "would", "should", "must"}
_POSTPONING = {"postpone", "adjourn", "delay", "defer", "reschedule", "extend", "push", "remand", "move"}
_STATES = {"be", "have", "appear", "seem", "remain", "stand", "continue"}
_REACH = 12


def tense_at(doc: Doc, start: int, end: int) -> Tense | None:
    """The tense of the verb above the stretch `start:end` of the text, if it has one that tells.

    A participle takes the tense of the verb above it: "the plant, opening in May, was built by Acme", and
    so does the second of two that share their auxiliaries: "they will land on Friday and leave on Sunday".
    """
    verb = governing_verb(doc, start, end)
    for _ in range(_REACH):  # the parser's trees can hold a cycle, so the way up has an end
        if verb is None or not _leans(verb) or verb.head.i == verb.i or tense_of(verb) is not None:
            break
        verb = _verb_above(verb.head)
    return (tense_of(verb) or _tense_of_modal(verb)) if verb is not None else None


def _tense_of_modal(verb: Token) -> Tense | None:
    """Future, where a verb tells what may or is to happen: "a ruling could come on Monday"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if "to" in helpers and verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return "future"
    return "future" if helpers & _MODALS and "have" not in helpers else None


def _leans(verb: Token) -> bool:
    """Whether a verb has its tense from the one above it."""
    return verb.tag_ == "VBG" or (verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN"))


def is_postponed_to(doc: Doc, start: int, end: int) -> bool:
    """Whether something is put off to a stretch of the text, which then lies ahead: "adjourned to Friday"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not span.start or doc[span.start - 1].lower_ not in ("to", "until", "till"):
        return False
    verb = governing_verb(doc, start, end)
    return verb is not None and verb.lemma_ in _POSTPONING


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
        return verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in _COMMITTING
    return verb.lemma_ in _PLANNING and verb.tag_ != "VBD"
