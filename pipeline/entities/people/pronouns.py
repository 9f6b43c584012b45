"""Whom "he" and "she" stand for.

The nearest sentence before that names somebody of a fitting gender decides; in it the subject is
preferred to others (the salience of subjects in Lappin and Leass, 1994, reduced to its first factor).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from pipeline.entities.mention import Mention
from pipeline.names import Gender

REACH = 1500
"""Characters between a pronoun and whom it stands for, at most."""

_PRONOUN = re.compile(r"(he|him|his|himself)\b|(she|her|hers|herself)\b", re.I)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def pronoun_gender(text: str, offset: int) -> Gender | None:
    """The gender of the pronoun at a place, if it is one of the third person singular."""
    match = _PRONOUN.match(text, offset)
    if match is None:
        return None
    return "masculine" if match.group(1) else "feminine"


def antecedent(
    doc: Doc,
    mentions: Iterable[Mention],
    offset: int,
    gender_of: Callable[[str], Gender | None],
    gender: Gender | None,
) -> Mention | None:
    """The one of the mentions before a place that a pronoun there most likely stands for.

    Args:
        doc: the document.
        mentions: the mentions that end before the place, the last one first.
        offset: where the pronoun begins.
        gender_of: tells a person's gender, by full name, or None.
        gender: that of the pronoun, or None if any person will do.
    """
    sentence_start = -1
    best: Mention | None = None
    for mention in mentions:
        if mention.start < offset - REACH or mention.end <= sentence_start:
            break
        if gender is not None and gender_of(mention.name) not in (None, gender):
            continue
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and span.root.dep_ in _SUBJECTS:
            return mention
        if best is None:
            best = mention
            sentence_start = span.sent.start_char if span is not None else mention.start
    return best
