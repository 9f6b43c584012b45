"""Doubts: what looks like a date and is none.

A year in a proper name or a count, `today` for nowadays, a month that is somebody's name: the words
around tell, listed in `doubts.en.yaml`, and the parse where words do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from spacy.tokens import Doc, Span, Token

from pipeline.entities.dates.expression import Expression
from pipeline.entities.dates.tense import governing_verb, tense_of
from pipeline.packaged import yaml_content

FROM_TODAY = re.compile(
    r"\b(?:effective|starting|beginning|as of|until|earlier|later|opens|opened|from)\s+$", re.IGNORECASE
)

LEAD = 5_000
"""Characters of a text in which the headline's words are looked for."""


def is_doubtful(doc: Doc, text: str, expression: Expression) -> bool:
    """Whether an expression is probably no date where it stands; `text` is the Doc's."""
    doubt = _DOUBTS.get(expression.notation)
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    return doubt is not None and span is not None and doubt(span, text)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(yaml_content("pipeline.entities.dates", "doubts.en.yaml")[name])


def _neighbour(span: Span, step: int) -> Token | None:
    """The word next to a stretch, if it stands on the same line."""
    index = span.start - 1 if step < 0 else span.end
    if 0 <= index < len(span.doc) and not span.doc[index].is_space:
        return span.doc[index]
    return None


def _is_name(token: Token) -> bool:
    """Whether a word is written as part of a name: capitalised, and not for opening a sentence."""
    return token.text[0].isupper() and not (token.is_sent_start and token.pos_ != "PROPN")


def _is_no_year(span: Span, text: str) -> bool:
    before, behind = _neighbour(span, -1), _neighbour(span, 1)
    word = before.lower_ if before is not None else ""
    if word in _words("naming") | _words("seasons"):
        return True
    if behind is not None and (
        word in _words("about") or behind.lower_ in _words("counted") or behind.like_num
    ):
        return True
    if _is_odd(span) and (_counts(before, behind) or not _is_told_as_year(before, behind)):
        return True
    return word not in _words("dating") and _is_part_of_name(text, before, behind)


def _is_odd(span: Span) -> bool:
    """Whether a year is far from those that releases tell of, or a round number."""
    digits = re.search(r"\d{4}", span.text)
    return digits is not None and (not 1990 <= int(digits.group()) <= 2035 or digits.group() == "2000")


def _counts(before: Token | None, behind: Token | None) -> bool:
    """Whether a number stands before what it counts: `1888 passengers`, but `the 1929 crashes`."""
    if behind is None or behind.tag_ != "NNS":
        return False
    return before is None or (
        before.pos_ not in ("DET", "PRON") and before.lower_ not in _words("dating") | {"of"}
    )


def _is_told_as_year(before: Token | None, behind: Token | None) -> bool:
    """Whether the words around speak of a year: `in 1883`, `founded 1883`, `(1883)`, `1883 was`."""
    if before is None:
        return behind is not None and behind.pos_ in ("AUX", "VERB", "PUNCT")
    return (
        before.lower_ in _words("dating") | _words("linking")
        or before.pos_ in ("DET", "PRON", "ADJ")
        or before.tag_ == "VBN"
        or before.text in ("(", ",")
    )


def _is_part_of_name(text: str, before: Token | None, behind: Token | None) -> bool:
    if behind is not None and _is_name(behind) and not _is_common_in(text, behind):
        return True
    if before is not None and before.text == ")":
        before = _before_brackets(before)
    if before is None:
        return False
    if before.lower_ == "of":
        owner = _neighbour(before.doc[before.i : before.i + 1], -1)
        return owner is not None and (_is_name(owner) or owner.lower_ in _words("seasons") | _words("naming"))
    return _is_name(before) and before.pos_ in ("PROPN", "NOUN", "ADJ", "NUM")


def _before_brackets(bracket: Token) -> Token | None:
    """The word in front of a bracketed acronym: of `World Forum (WF)` the second."""
    start = bracket.i - 2
    if start > 0 and bracket.doc[start].text == "(" and bracket.doc[start + 1].is_upper:
        return bracket.doc[start - 1]
    return None


def _is_common_in(text: str, token: Token) -> bool:
    """Whether the lead elsewhere writes a headline's word with a small letter behind the same year."""
    phrase = rf"\b{re.escape(token.nbor(-1).text)}\s{{1,3}}{re.escape(token.lower_)}\b"
    return bool(re.search(phrase, text[:LEAD]))


def _is_nowadays(span: Span, text: str) -> bool:
    """Whether `today` means nowadays, as nothing happens on it, or `tomorrow` the future at large."""
    before = _neighbour(span, -1)
    behind = text[span.end_char : span.end_char + 60]
    if behind.startswith(("'s", "’s")):
        return not _owns_event(behind)
    if before is not None and (
        before.lower_ == "of" or (before.text[0].isupper() and span.text[0].isupper())
    ):
        return True
    if not span.text.lower().startswith("today"):
        return False
    if FROM_TODAY.search(text[max(0, span.start_char - 12) : span.start_char]):
        return False
    if before is not None and before.tag_ == "VBN" and before.lemma_ in _words("happening"):
        return False  # "its annual meeting, held today"
    if span.root.head.pos_ in ("NOUN", "PROPN") and span.root.head.i < span.start:
        return True
    verb = governing_verb(span.doc, span.start_char, span.end_char)
    return verb is None or not _happens(verb)


def _owns_event(text: str) -> bool:
    """Whether one of the three words behind a possessive is something that happens."""
    words = re.findall(r"\w+", text.casefold())[1:4]
    return any(word in _words("events") for word in words)


def _happens(verb: Token) -> bool:
    """Whether a verb tells of something that happens at a time, not of a state or a request."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBD" or tense_of(verb) == "future":
        return True
    if verb.tag_ == "VBN" and helpers:
        return verb.lemma_ not in _words("becoming") and not helpers <= {"is", "are", "'s", "’s", "being"}
    if verb.lemma_ in _words("happening"):
        has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
        return has_subject or verb.tag_ in ("VBG", "VBZ")
    return False


def _is_no_month(span: Span, text: str) -> bool:
    """Whether the name of a month stands for somebody or something else."""
    before, behind = _neighbour(span, -1), _neighbour(span, 1)
    if _is_in_name(span.root):
        return True
    if before is not None and before.lower_ in _words("of_months") | _words("dating"):
        return False
    if span.root.pos_ in ("AUX", "VERB") or span.root.ent_type_ not in ("DATE", ""):
        return True
    if before is not None and _is_name(before):
        return True
    return behind is not None and behind.text[0].isupper()


def _is_in_name(token: Token) -> bool:
    """Whether a word belongs to a longer name of somebody or something: `April Jones`."""
    if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.i < token.head.i:
        return True
    goes_on = token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    return token.ent_type_ == "PERSON" and (token.ent_iob_ == "I" or goes_on)


_DOUBTS: Mapping[str, Callable[[Span, str], bool]] = {
    "year": _is_no_year,
    "day-word": _is_nowadays,
    "month": _is_no_month,
}
