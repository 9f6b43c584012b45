"""Where a sentence begins and ends around a quotation, and whether quoted words make one.

The model's own sentences break at quotation marks; here only punctuation counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.analysis import Passage
from pipeline.extract.speakers.grammar import FINITE, SUBJECTS

_END = re.compile(r"(?<![\s.])[.!?][’'”\")\]]*(?=\s+[\"“‘'(]?[A-Z0-9•*]|\s*$)|(?<=[a-z])\.(?=[A-Z][a-z])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Rev|Hon|St|Jr|Sr|vs|No|Inc|Corp|Ltd|Pvt|Pte"
    r"|Pty|Co|Bros|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_VERBS = frozenset({"VERB", "AUX"})
_LONGEST_FRAGMENT = 13
"""Words from which on quoted words that begin with a capital are a sentence whose verb the tagger mistook."""

_ANY_SUBJECT = SUBJECTS | {"expl", "csubj"}
_SEEN = re.compile(r"\S")
_NEW_SENTENCE = re.compile(r"[.!?…][’”\"')\]]*\s+[\"“‘(]?[A-Z]")


def sentence_end(text: str, start: int, limit: int) -> int:
    """Where the sentence that goes on at `start` ends, behind its punctuation, at most `limit`."""
    for match in _END.finditer(text, start, limit):
        if match.group() == "\n" or not _is_abbreviation(text, start, match.start() + 1):
            return match.start() if match.group() == "\n" else match.end()
    return limit


def sentence_start(text: str, end: int, limit: int) -> int:
    """Where the last sentence of `limit:end` begins."""
    start = limit
    last = end
    while last > limit and text[last - 1].isspace():
        last -= 1
    for match in _END.finditer(text, limit, last):
        if match.end() == last:
            break
        if match.group() == "\n" or not _is_abbreviation(text, limit, match.start() + 1):
            start = match.end()
    while start < end and text[start].isspace():
        start += 1
    return start


def sign_before(text: str, place: int, limit: int) -> str:
    """The last character of `limit:place` that is no white space, if any."""
    while place > limit and text[place - 1].isspace():
        place -= 1
    return text[place - 1] if place > limit else ""


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether a stretch has nothing but white space."""
    return _SEEN.search(text, start, end) is None


def reads_as_prose(text: str, passage: Passage) -> bool:
    """Whether a passage of any kind ends as a sentence does; a short paragraph can pass for a heading."""
    last = text[passage.end - 2 : passage.end] if passage.end - passage.start > 30 else ""
    return bool(re.search(r"[.!?]$|[.!?,”\"][”\"]?$", last))


def has_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether the quoted words are at least a clause: a finite verb, or a whole sentence."""
    span = doc.char_span(start, end, alignment_mode="expand")
    words = [t for t in span or () if not t.is_punct and not t.is_space]
    if len(words) < 3:
        return len(words) == 2 and words[0].dep_ == "nsubj" and words[1].tag_ in FINITE
    if any(t.tag_ in FINITE for t in words) or (words[0].tag_ == "VB" and words[0].text[0].isupper()):
        return True
    if not words[0].text[0].isupper():
        return False
    if any(t.tag_ == "VB" and c.dep_ in SUBJECTS and c.i < t.i for t in words for c in t.children):
        return True
    return len(words) >= _LONGEST_FRAGMENT and any(t.pos_ in _VERBS for t in words)


def is_clause(doc: Doc, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether the parts of a quotation make a clause, one of them or all together: “It was,” “a bad day”."""
    if len(stretches) == 1 and _is_predicate(doc, *stretches[0]):
        return False
    if any(has_clause(doc, start, end) for start, end in stretches):
        return True
    words = [t for start, end in stretches for t in doc.char_span(start, end, alignment_mode="expand") or ()]
    return len(stretches) > 1 and any(t.tag_ in FINITE for t in words)


def _is_predicate(doc: Doc, start: int, end: int) -> bool:
    """Whether the quoted words go on with the sentence around them: the plan “was dead before it began”."""
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or not _first_letter(doc, start, end).islower() or _NEW_SENTENCE.search(span.text):
        return False
    subjects = (t for t in span if t.dep_ in _ANY_SUBJECT and span.start <= t.head.i < span.end)
    return not any(_is_finite(t.head) and t.head.dep_ not in {"relcl", "advcl"} for t in subjects)


def _first_letter(doc: Doc, start: int, end: int) -> str:
    """The first letter of a stretch, be it amid a word: a heading may have run into the opening mark."""
    whole = doc.char_span(start, end, alignment_mode="expand")
    return whole.text[start - whole.start_char] if whole else ""


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE for c in verb.children
    )


def _is_abbreviation(text: str, limit: int, end: int) -> bool:
    return text[end - 1] == "." and bool(_ABBREVIATED.search(text, max(limit, end - 12), end))
