"""What stands around a finding's evidence, as features: neighbouring words, distances, the words between.

Words are compared in lower case, numbers by their number of digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.evidence import Evidence
from pipeline.findings import Finding
from pipeline.judge.features.setting import Setting
from pipeline.names import without_nickname
from pipeline.ranking import bucket

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_BEFORE, _BEHIND = 40, 25
"""Characters around a piece of evidence in which its neighbouring words are looked for."""

_SHORT = 3
"""Words between two pieces of evidence that are told one by one."""

_FAR = 500
"""Characters from a piece of evidence beyond which nothing is read."""

_MENTIONS = 20
"""Pieces of evidence of one field that are compared with those of another, at most."""


def folded(words: str) -> list[str]:
    """Words and marks in lower case, numbers by their number of digits.

    >>> folded("On May 12, 2025")
    ['on', 'may', '00', ',', '0000']
    """
    return ["0" * len(w) if w.isdigit() else w for w in _WORD.findall(words.casefold())]


def neighbours(setting: Setting, piece: Evidence) -> Iterator[str]:
    """The two words before a piece of evidence and the one behind it, within its block."""
    text, (start, end) = setting.analysis.text, setting.span(piece)
    before = folded(text[max(0, start - _BEFORE) : start].rpartition("\n")[2])
    behind = folded(text[end : end + _BEHIND].partition("\n")[0])
    first = before[-1] if before else "^"
    yield f"{piece.field}<{first}"
    yield f"{piece.field}<<{' '.join(before[-2:])}" if before else f"{piece.field}<<^"
    yield f"{piece.field}>{behind[0] if behind else '$'}"


def between(setting: Setting, a: Evidence, b: Evidence) -> Iterator[str]:
    """What stands between two pieces of evidence: their order, distance, and words if these are few."""
    if a.part != b.part:
        yield f"{a.field}~{b.field}=elsewhere"
        return
    first, second = sorted((a, b), key=lambda piece: piece.start)
    if second.start - first.end > _FAR:
        yield f"{a.field}~{b.field}={first.field}:{bucket(_FAR)}"
        return
    words = folded(setting.analysis.text[setting.span(first)[1] : setting.span(second)[0]])
    yield f"{a.field}~{b.field}={first.field}:{bucket(len(words))}"
    if len(words) <= _SHORT:
        yield f"{first.field}-{second.field}={' '.join(words)}"


def nearest(a: Sequence[Evidence], b: Sequence[Evidence]) -> tuple[Evidence, Evidence] | None:
    """The pair of pieces, one of each field, that stand closest together."""
    pairs = [(one, other) for one in a[:_MENTIONS] for other in b[:_MENTIONS]]
    return min(pairs, key=lambda pair: _gap(*pair), default=None)


def _gap(a: Evidence, b: Evidence) -> int:
    if a.part != b.part:
        return 10**6
    return max(0, a.start - b.end, b.start - a.end)


def bag(setting: Setting, piece: Evidence, prefix: str) -> Iterator[str]:
    """The words of the sentence around a piece of evidence, each once; of a long one, those near it."""
    first, last = setting.span(piece)
    start, end = setting.sentence(piece)
    start, end = max(start, first - _FAR), min(end, last + _FAR)
    words = folded(setting.analysis.text[start:first]) + folded(setting.analysis.text[last:end])
    yield from (f"{prefix}:{word}" for word in dict.fromkeys(words) if word.isalpha())


def shape(words: str) -> Iterator[str]:
    """How a name is written: how many words, capitalised, in capitals or in lower case."""
    found = words.split()
    yield f"words={min(len(found), 8)}"
    if words.isupper():
        yield "shape=capitals"
    elif words[:1].islower():
        yield "shape=lower"
    elif all(word[0].isupper() or len(word) < 4 for word in found):
        yield "shape=title"
    else:
        yield "shape=mixed"


def person_shape(name: str) -> Iterator[str]:
    """How a person's name is written; a nickname in marks is no word of it: "Jane “Jo” Roe" has two."""
    return shape(without_nickname(name))


def known(finding: Finding, *fields: str) -> str:
    """Which of some fields a finding has, by their first letters."""
    return "".join(field[0] for field in fields if getattr(finding, field))


def prefixed(prefix: str, features: Iterable[str]) -> Iterator[str]:
    """The features of one field, told from those of others."""
    return (f"{prefix}.{feature}" for feature in features)
